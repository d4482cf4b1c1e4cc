// Finding any code: what is typed leaves only the codes whose name, definition or rules have it;
// Enter takes the first.
import { find as take } from "./acts.js";
import { fold } from "../combobox-options.js";
import { element } from "./elements.js";
import { bringBack, restore } from "./selecting.js";
import { codes, codesOf, dimensions, form, headingOf, labelOf } from "./sheet.js";
import { shown } from "./texts.js";

const NOWHERE = 4;
const AFTER_CLICK_MS = 300;
const input = form.querySelector("[data-find-code]");
const found = element("p", { role: "status", className: "small quiet" });

let only = null; // the one dimension looked through
let first = null; // what Enter takes
let opened = []; // questions opened to show what was found
let before = null; // where the focus was

export function open(dimension) {
  before = document.activeElement === document.body ? shown() : document.activeElement;
  only = dimensions.find((one) => one.dataset.dimension === dimension) ?? null;
  input.focus();
  input.select();
  if (only) search();
}

function search() {
  const words = fold(input.value).split(/\s+/).filter(Boolean);
  if (!words.length && !only) return showAll();
  const ranked = codes.map((code) => [code, rank(code, words)]).filter(([, place]) => place < NOWHERE);
  const left = ranked.sort(([, one], [, other]) => one - other).map(([code]) => code);
  leave(new Set(left));
  point(left[0] ?? null);
  return say(left.length);
}

function say(count) {
  const among = only ? ` in ${headingOf(only)}` : "";
  const taken = `${count} code${count === 1 ? "" : "s"}${among}; Enter takes`;
  found.textContent = first ? `${taken} ${labelOf(first)}.` : `No code found${among}.`;
}

// First the code of this very name, then names that begin so, names that have the words, definitions.
function rank(code, words) {
  if (only && !only.contains(code)) return NOWHERE;
  const { name, all } = textsOf(code);
  const fits = [
    name === words.join(" "),
    name.startsWith(words.join(" ")),
    words.every((word) => name.includes(word)),
    words.every((word) => all.includes(word)),
  ];
  return fits.includes(true) ? fits.indexOf(true) : NOWHERE;
}

const texts = new WeakMap();

function textsOf(code) {
  if (!texts.has(code)) {
    const said = [...code.querySelectorAll(".def, .code-rules")].map((one) => one.textContent);
    const name = fold(labelOf(code));
    texts.set(code, { name, all: `${name} ${fold(said.join(" "))}` });
  }
  return texts.get(code);
}

function leave(left) {
  for (const code of codes) code.hidden = !left.has(code);
  for (const dimension of dimensions) {
    const has = codesOf(dimension).some((code) => left.has(code));
    dimension.hidden = !has;
    const question = dimension.querySelector("details.question");
    if (has && question && !question.open) {
      question.open = true;
      opened.push(question);
    }
  }
}

function point(code) {
  first?.classList.remove("on");
  first = code;
  first?.classList.add("on");
  first?.scrollIntoView({ block: "nearest" });
}

function showAll() {
  found.textContent = "";
  point(null);
  only = null;
  for (const one of [...codes, ...dimensions]) one.hidden = false;
  for (const question of opened) question.open = false;
  opened = [];
}

function close() {
  input.value = "";
  showAll();
  if (before?.isConnected) before.focus({ preventScroll: true });
  before = null;
  restore();
  bringBack();
}

// The next or last of those left, in the order of the page.
function move(by) {
  const left = codes.filter((code) => !code.hidden);
  const next = left[left.indexOf(first) + by];
  if (!next) return;
  point(next);
  found.textContent = `Enter takes ${labelOf(next)}.`;
}

// Not before a click that took the focus away has reached what was clicked.
function leaveEmpty() {
  if (!input.value && document.activeElement !== input) showAll();
}

const KEYS = {
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  Escape: close,
  Enter() {
    const code = first;
    if (!code) return;
    close();
    take(code);
  },
};

input?.parentElement.append(found);
input?.addEventListener("input", search);
input?.addEventListener("focus", (event) => {
  before ??= event.relatedTarget;
});
input?.addEventListener("blur", () => setTimeout(leaveEmpty, AFTER_CLICK_MS));
input?.addEventListener("keydown", (event) => {
  if (event.isComposing || !KEYS[event.key] || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  KEYS[event.key]();
});
