// Passages as evidence: hidden fields `passage-N` with DOCUMENT:START:END, in the list of their code.
import { element, short } from "./elements.js";
import { codes } from "./sheet.js";

const items = new Map(); // those taken off come back as they were, by undo

const lists = new Map(codes.map((code) => [code, code.querySelector("[data-passages]")]));
const listOf = (code) => lists.get(code);
const fieldOf = (item) => item.querySelector("[name^=passage-]");
const placeOf = ({ document: text, start, end }) => `${text}:${start}:${end}`;

for (const code of codes) for (const item of itemsOf(code)) keep(code, item);

function itemsOf(code) {
  return [...(listOf(code)?.children ?? [])];
}

function keep(code, item) {
  items.set(`${code.dataset.code}:${fieldOf(item).value}`, item);
  return item;
}

// All there is, in the order of the codebook: `{ code, document, start, end }`.
export const all = () => codes.flatMap(of);

export function of(code) {
  return itemsOf(code).map((item) => ({ code, ...read(fieldOf(item).value) }));
}

export function read(place) {
  const [document, start, end] = place.split(":");
  return { document, start: Number(start), end: Number(end) };
}

export const isSame = (one, other) => placeOf(one) === placeOf(other);
export const at = (passage) => all().filter((row) => isSame(row, passage));
export const inOrder = (one, other) =>
  one.document - other.document || one.start - other.start || one.end - other.end;

export function add(code, passage) {
  listOf(code).append(itemFor(code, placeOf(passage), passage.words));
}

export function remove(code, passage) {
  const item = itemsOf(code).find((one) => fieldOf(one).value === placeOf(passage));
  item?.remove();
}

// The list as it was: `places` in their order.
export function put(code, places) {
  const now = itemsOf(code);
  const wanted = places.map((place) => itemFor(code, place));
  for (const item of now) if (!wanted.includes(item)) item.remove();
  listOf(code)?.append(...wanted);
}

function itemFor(code, place, words = "") {
  const known = items.get(`${code.dataset.code}:${place}`);
  return known ?? keep(code, newItem(code, place, words));
}

function newItem(code, place, words) {
  const shown = short(words);
  const name = `passage-${code.dataset.code}`;
  const reader = element("span", { className: "sr", textContent: ` “${shown}”` });
  return element(
    "li",
    { data: { passage: "" } },
    element("input", { type: "hidden", name, value: place }),
    element("q", { textContent: shown, dir: "auto" }),
    " ",
    element("button", { type: "button", name: "remove", className: "btn txt sm" }, "Remove", reader),
  );
}
