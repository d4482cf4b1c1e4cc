// Settling by keys: `n` goes to the next difference without an answer; there `a` `b` `c` take a
// coder's answer, `d` opens the definition and `r` goes to the reason. The keys wander with the
// row, so that the list under `?` says what they do. A fourth coder has none: `d` is taken.
import { Unsent } from "./unsent.js";

const form = document.querySelector("[data-settle]");
const rows = [...document.querySelectorAll("[data-settle] [data-difference]")];
const shared = form?.querySelector("#reason textarea");
const button = form?.querySelector("[data-settle-button]");

const chosen = (row) => row.querySelector("[type=radio]:checked")?.value ?? "";
const ownOf = (row) => row.querySelector(".own");
const reasonOf = (row) => row.querySelector("textarea");
const isReasoned = (row) => Boolean(reasonOf(row).value.trim() || shared?.value.trim());

function keysOf(row) {
  const cells = [...row.querySelectorAll("[data-answer]")].slice(0, 3);
  const takes = cells.map((cell, place) => [cell.querySelector("[data-take]"), "abc"[place]]);
  const reason = ownOf(row).open ? reasonOf(row) : row.querySelector("[data-reason]");
  const others = [[row.querySelector("[data-definition]"), "d"], [reason, "r"]];
  return [...takes, ...others].filter(([element]) => element);
}

const labels = { d: "definition", r: "reason" };

function stand(row) {
  for (const old of form.querySelectorAll("tbody [data-key]")) delete old.dataset.key;
  for (const other of rows) other.classList.toggle("on", other === row);
  for (const [element, key] of keysOf(row)) {
    element.dataset.key = key;
    element.dataset.keyLabel = labels[key] ?? `take the answer of coder ${key.toUpperCase()}`;
  }
}

// At once, so that what is typed after `r` is not lost while the browser opens it.
function openReason(event) {
  const own = event.target.closest("[data-reason]")?.closest(".own");
  if (!own || own.open) return;
  event.preventDefault();
  own.open = true;
  own.querySelector("textarea").focus();
}

function toggled(event) {
  const row = event.target.closest("[data-difference].on");
  if (row) stand(row);
}

// The answer to a button shows all that was typed; nothing of it is to be sent once more.
function sent(event) {
  const { autosaveUrl, person } = form.dataset;
  if (!event.defaultPrevented) new Unsent(autosaveUrl, person).forget(new URLSearchParams());
}

// After the one that one stands on, from the top again.
function next() {
  const here = rows.findIndex((row) => row.classList.contains("on"));
  const after = [...rows.slice(here + 1), ...rows.slice(0, here + 1)];
  return after.find((row) => !chosen(row) || !isReasoned(row)) ?? after[0];
}

function goOn() {
  const row = next();
  stand(row);
  row.querySelector("[type=radio]:checked, [type=radio]").focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function take(cell) {
  const radio = [...cell.closest("tr").querySelectorAll("[type=radio]")].find(
    (one) => one.value === cell.dataset.answer,
  );
  radio.checked = true;
  radio.dispatchEvent(new Event("input", { bubbles: true }));
}

function lacks(row) {
  if (!chosen(row)) return `${row.dataset.difference}: choose an answer.`;
  return isReasoned(row) ? "" : `${row.dataset.difference}: say why.`;
}

function show() {
  for (const row of rows)
    for (const cell of row.querySelectorAll("[data-answer]"))
      cell.classList.toggle("pickd", cell.dataset.answer === chosen(row));
  const done = rows.filter(chosen).length;
  form.querySelector("[data-progress]").textContent = `${done} chosen, ${rows.length - done} to go`;
  const missing = rows.map(lacks).find(Boolean) ?? "";
  form.querySelector("[data-missing]").textContent = missing;
  if (missing) button.setAttribute("aria-disabled", "true");
  else button.removeAttribute("aria-disabled");
}

form?.addEventListener("submit", sent);
if (rows.length) {
  form.addEventListener("input", show);
  form.addEventListener("click", openReason);
  form.addEventListener("toggle", toggled, true);
  form.querySelector("[data-next]").addEventListener("click", goOn);
  form.addEventListener("click", (event) => {
    const cell = event.target.closest("[data-take]")?.closest("[data-answer]");
    if (cell) take(cell);
  });
  form.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-difference]");
    if (row) stand(row);
  });
  stand(next());
  show();
}
