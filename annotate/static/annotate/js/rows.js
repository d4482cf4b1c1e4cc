// Rows of a Django formset, added and removed without a round trip and without losing input.

document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-rows-add]");
  if (!add) return;
  event.preventDefault();
  addRow(add.closest("[data-rows]"));
});

document.addEventListener("change", (event) => {
  const remove = event.target.closest("[name$='-DELETE']");
  remove?.closest("[data-row]")?.classList.toggle("gone", remove.checked);
});

function addRow(rows) {
  const total = rows.querySelector("[name$='-TOTAL_FORMS']");
  const empty = rows.querySelector(":scope > [data-rows-empty]");
  const row = document.createElement("template");
  row.innerHTML = empty.innerHTML.replaceAll("__prefix__", total.value);
  total.value = Number(total.value) + 1;
  const added = row.content.firstElementChild;
  rows.querySelector(":scope > [data-rows-list]").append(row.content);
  added.dispatchEvent(new Event("rows:added", { bubbles: true }));
  added.querySelector("input:not([type=hidden]), select, textarea")?.focus();
}
