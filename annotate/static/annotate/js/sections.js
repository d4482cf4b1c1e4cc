// A long form: `[` and `]` go from section to section, Ctrl or ⌘ with S saves, and the contents
// list (`nav[data-contents]` of links to the sections) marks where one is.

const contents = document.querySelector("[data-contents]");
const links = contents ? [...contents.querySelectorAll("a[href^='#']")] : [];
const sections = links.map((link) => document.querySelector(link.hash)).filter(Boolean);

function here() {
  const line = innerHeight / 4;
  const above = sections.filter((section) => section.getBoundingClientRect().top <= line);
  return Math.max(above.length - 1, 0);
}

function mark() {
  const current = sections[here()];
  for (const link of links) {
    if (link.hash === `#${current.id}`) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

if (sections.length) {
  addEventListener("scroll", () => requestAnimationFrame(mark), { passive: true });
  mark();
}

for (const button of document.querySelectorAll("[data-section-step]"))
  button.addEventListener("click", () => {
    const next = sections[here() + Number(button.dataset.sectionStep)];
    next?.scrollIntoView();
    const first = next?.querySelector("input:not([type=hidden]), select, textarea");
    first?.focus({ preventScroll: true });
  });

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
  const save = document.querySelector("[data-save]");
  if (!save) return;
  event.preventDefault();
  save.click();
});
