// "Mark in a text" beside a code: words selected in a text of the case become evidence for it, with
// their exact place, so that no question follows. Without this a quote is typed and then found.
import { added, codeOf, corrected, field, isKept, marked, read, rowsOf } from "./case-texts.js";
import { passage } from "./passages.js";
import { say } from "./say.js";

const LISTED_CHARS = 90;
const dialog = document.getElementById("mark");
const which = document.getElementById("mark-which");
const area = document.getElementById("mark-text");
const said = dialog.querySelector("[data-mark-said]");

let button; // the one that opened the dialog
let text = "";

document.addEventListener("click", (event) => {
  const asked = event.target.closest("[data-mark]");
  if (!asked) return;
  button = asked;
  open();
});

async function open() {
  dialog.querySelector("[data-mark-code]").textContent = codeOf(button);
  offerTexts();
  dialog.showModal();
  await show();
  area.focus();
}

// Those being added come and go; one that is being corrected is not marked in any more.
function offerTexts() {
  const gone = corrected();
  const chosen = which.value;
  for (const option of which.querySelectorAll("[data-added]")) option.remove();
  for (const option of which.options) option.disabled = gone.includes(option.value);
  for (const [name, title] of added()) which.append(newOption(name, title));
  which.value = chosen;
  if (!which.value || which.selectedOptions[0].disabled) which.value = "narrative";
}

function newOption(name, title) {
  const option = new Option(`${title} (being added)`, name);
  option.dataset.added = "";
  return option;
}

async function show() {
  const name = which.value;
  area.value = text = "";
  said.textContent = "reading…";
  try {
    const words = await read(name, which.selectedOptions[0].dataset.url);
    if (name !== which.value) return; // another one was chosen meanwhile
    area.value = text = words;
    said.textContent = text ? "" : "This text is empty.";
  } catch (error) {
    said.textContent = `The text could not be read: ${error.message}`;
  }
  area.setSelectionRange(0, 0);
  list();
}

function list() {
  const names = [...which.options].map((option) => option.value);
  const lines = marked(which.value, text, names).map(line);
  if (!lines.length) lines.push(element("li", "Nothing yet."));
  dialog.querySelector("[data-mark-list]").replaceChildren(...lines);
}

function line({ words, at, code }) {
  const shown = words.length > LISTED_CHARS ? `${words.slice(0, LISTED_CHARS)}…` : words;
  const go = element("button", `“${shown}”`, { type: "button", className: "btn txt sm", dir: "auto" });
  go.addEventListener("click", () => select(at, at + words.length));
  const item = element("li", "");
  item.append(go, element("span", ` ${code}`, { className: "quiet" }));
  return item;
}

const element = (name, words, given = {}) =>
  Object.assign(document.createElement(name), { textContent: words }, given);

// Only a field that is entered anew scrolls to what is selected in it.
function select(start, end) {
  area.blur();
  area.setSelectionRange(start, end);
  area.focus();
}

function take() {
  const chosen = passage(text, area.selectionStart, area.selectionEnd);
  if (!chosen) return tell("Select the words first.");
  const rows = button.closest(".evidence").querySelector("[data-rows]");
  const place = `${which.value}:${chosen.start}`;
  if (rowsOf(rows).some((row) => isKept(row) && stands(row, chosen.words, place)))
    return tell("These words are evidence for this code already.");
  put(blankRow(rows) ?? newRow(rows), chosen.words, place);
  tick(button.closest(".pickcode").querySelector(":scope > input[type=checkbox]"));
  dialog.close();
  return say(`Added: “${chosen.words.slice(0, LISTED_CHARS)}”`, button);
}

function tell(words) {
  said.textContent = words;
  area.focus();
}

const stands = (row, words, place) =>
  field(row, "quote").value === words && field(row, "occurrence").value === place;

function blankRow(rows) {
  const names = ["quote", "place", "pages", "note"];
  return rowsOf(rows).find((row) => isKept(row) && names.every((name) => !field(row, name).value));
}

function newRow(rows) {
  rows.querySelector(":scope > [data-rows-add]").click();
  return rowsOf(rows).at(-1);
}

function put(row, words, place) {
  field(row, "occurrence").value = place;
  field(row, "quote").value = words;
  field(row, "quote").dispatchEvent(new Event("input", { bubbles: true }));
}

function tick(box) {
  if (!box.checked) box.click();
}

which.addEventListener("change", show);
dialog.querySelector("[data-mark-use]").addEventListener("click", take);
area.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing) return;
  event.preventDefault();
  take();
});

// Not `readonly`, for then browsers hide the caret that the keyboard moves.
area.addEventListener("beforeinput", (event) => event.preventDefault());
area.addEventListener("input", () => (area.value = text));
