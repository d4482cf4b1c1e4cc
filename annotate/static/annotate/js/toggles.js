// Small openings and closings: every "why?" at once, definitions on Escape, all for printing.

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-open-all]");
  if (!button) return;
  const all = [...document.querySelectorAll(button.dataset.openAll)];
  const open = all.some((details) => !details.open);
  for (const details of all) details.open = open;
  button.setAttribute("aria-expanded", String(open));
});

// A definition that covers something goes away on Escape and stays away until it is asked again.
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.documentElement.classList.add("no-pop");
});
for (const asked of ["pointerover", "focusin"])
  document.addEventListener(asked, (event) => {
    if (event.target.closest(".defn, .facet li"))
      document.documentElement.classList.remove("no-pop");
  });

// A browser that cannot print closed details open gets them opened, and closed again.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("main details:not([open])")];
  for (const details of opened) details.open = true;
});
addEventListener("afterprint", () => {
  for (const details of opened) details.open = false;
});
