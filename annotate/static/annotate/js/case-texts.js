// The texts of a case as they stand on its form: the narrative, stored texts, those being added;
// and the passages marked in them. Each text has the name that the server knows it by.
import { found, normalise, strip } from "./passages.js";

const EVIDENCE = "[data-rows^='tag-'][data-rows$='-evidence']";

export const field = (row, name) => row.querySelector(`[name$='-${name}']`);
export const isKept = (row) => !field(row, "DELETE")?.checked;
export const rowsOf = (list) => [...list.querySelectorAll(":scope > [data-rows-list] > [data-row]")];

// Texts being added that say anything, as `[name, title, row]`.
export function added() {
  return rowsOf(document.querySelector("[data-rows='documents']"))
    .filter((row) => isKept(row) && field(row, "text").value.trim())
    .map((row, place) => [nameOf(row), field(row, "title").value || `New text ${place + 1}`, row]);
}

const nameOf = (row) => field(row, "text").name.replace(/-text$/, "");

export const corrected = () => added().map(([, , row]) => `d${field(row, "corrects").value}`);

// The words of a text as they would be stored; `url` is where the server has them.
export async function read(name, url) {
  if (url) return stored(url);
  if (name === "narrative") return strip(normalise(document.getElementById("id_narrative").value));
  return normalise(document.querySelector(`[name='${name}-text']`).value);
}

async function stored(url) {
  const response = await fetch(url, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return (await response.json()).text;
}

// What is marked in a text: `{ words, at, code }`, in the order of the text.
export function marked(name, text, names) {
  return [...document.querySelectorAll(EVIDENCE)]
    .flatMap((rows) => rowsOf(rows).filter(isKept).map((row) => mark(row, name, text, names)))
    .filter((one) => one?.words && one.at >= 0)
    .sort((one, other) => one.at - other.at);
}

// A stored text that is not among `names` is the narrative as it was stored last.
function mark(row, name, text, names) {
  const [called, start] = field(row, "occurrence").value.split(":");
  const stands = names.includes(called) ? called : "narrative";
  if (field(row, "place").value || (called && stands !== name)) return null;
  const words = strip(normalise(field(row, "quote").value));
  return { words, at: found(text, words, Number(start ?? 0)), code: codeOf(row) };
}

export function codeOf(element) {
  return element.closest(".pickcode").querySelector(":scope > label").innerText.trim().replace(/\s+/g, " ");
}
