// `j` and `k` walk the rows of the table marked `data-key-rows`, `o` opens the row's first link.

const rows = () => [...document.querySelectorAll("[data-key-rows] > tbody > tr")];
const linkOf = (row) => row.querySelector("a[href]");

function step(by) {
  const all = rows();
  if (!all.length) return undefined;
  const here = all.findIndex((row) => row.classList.contains("on"));
  const next = all[Math.min(Math.max(here + by, 0), all.length - 1)];
  return () => stand(all, next);
}

function stand(all, row) {
  for (const other of all) other.classList.toggle("on", other === row);
  linkOf(row)?.focus();
  row.scrollIntoView({ block: "nearest" });
}

function open() {
  const row = rows().find((row) => row.classList.contains("on"));
  const link = row && linkOf(row);
  return link && (() => link.click());
}

export const rowKeys = { j: () => step(1), k: () => step(-1), o: open };
