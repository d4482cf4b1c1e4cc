// Single-key shortcuts. An element names its own: `data-key="e"`, `data-key="g c"`; pressing it
// clicks the element, or moves into it where one types. `?` lists what the page has.
// Never while typing, never with Ctrl, Alt or ⌘, and one switch turns them all off (WCAG 2.1.4).
import { read, write } from "./stored.js";
import { rowKeys } from "./row-keys.js";

const SEQUENCE_MS = 1500;
const TYPED_IN = "input:not([type=checkbox], [type=radio], [type=submit]), textarea, select";
const dialog = document.getElementById("keys");

const own = []; // keys that a page adds

let before = "";
let forgetting;

// `find(event)` gives what to do, if anything; `lines` are `[keys, label]` for the list.
export const addKeys = (find, lines) => own.push({ find, lines });

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (read("single-keys") === "off" || isTyping(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  const act = actionFor(`${before}${event.key}`) ?? ownFor(event) ?? actionFor(event.key);
  remember(event.key);
  if (!act) return;
  event.preventDefault();
  act();
});

function isTyping(target) {
  return target.isContentEditable || target.matches?.(TYPED_IN);
}

function actionFor(keys) {
  if (keys === "?") return showKeys;
  const element = [...document.querySelectorAll(`[data-key="${CSS.escape(keys)}"]`)].find(isShown);
  return element ? () => press(element) : rowKeys[keys]?.();
}

function ownFor(event) {
  for (const { find } of own) {
    const act = find(event);
    if (act) return act;
  }
  return undefined;
}

function isShown(element) {
  return element.checkVisibility?.() ?? true;
}

function press(element) {
  if (element.matches(TYPED_IN)) element.focus();
  else element.click();
}

function remember(key) {
  before = `${key} `;
  clearTimeout(forgetting);
  forgetting = setTimeout(() => (before = ""), SEQUENCE_MS);
}

function showKeys() {
  const list = dialog.querySelector("[data-keys-list]");
  list.replaceChildren(...keysHere().flatMap(([keys, label]) => line(keys, label)));
  dialog.querySelector("[data-keys-switch]").checked = read("single-keys") !== "off";
  dialog.showModal();
}

function keysHere() {
  const named = [...document.querySelectorAll("[data-key]")]
    .filter(isShown)
    .map((element) => [element.dataset.key, labelOf(element)]);
  const rows = rowKeys.j() ? [["j k", "next, previous row"], ["o", "open the row"]] : [];
  const added = own.flatMap(({ lines }) => lines);
  return [["?", "this list"], ...new Map([...added, ...named, ...rows])];
}

function labelOf(element) {
  if (element.dataset.keyLabel) return element.dataset.keyLabel;
  const words = element.cloneNode(true);
  for (const key of words.querySelectorAll("kbd")) key.remove();
  return element.getAttribute("aria-label") ?? words.textContent.trim();
}

function line(keys, label) {
  const [term, meaning] = [document.createElement("dt"), document.createElement("dd")];
  term.append(...keys.split(" ").map(cap));
  meaning.textContent = label;
  return [term, meaning];
}

function cap(key) {
  return Object.assign(document.createElement("kbd"), { textContent: key });
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-show-keys]")) showKeys();
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-keys-switch]"))
    write("single-keys", event.target.checked ? null : "off");
});
