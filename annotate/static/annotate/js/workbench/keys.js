// The single keys of the workbench. Digits are known by where they are on the keyboard, letters by
// what they write, or else by where they are: so both work on a French or an Arabic one.
import { addKeys } from "../keys.js";
import * as acts from "./acts.js";
import { open as find } from "./find.js";
import { selected } from "./hand.js";
import { review } from "./leaving.js";
import { bringBack, follow, letGo, restore } from "./selecting.js";
import * as sentences from "./sentences.js";
import { form, numbered } from "./sheet.js";
import { shown } from "./texts.js";
import { step } from "./walking.js";

const LINES = [
  ["1…9", "mark the selected words as a track; without any, switch the track on or off"],
  ["Shift 1…9", "cannot tell"],
  ["s", "select the next sentence; with Shift the one before"],
  ["Shift ←→", "in the text: select letters, with Ctrl or ⌥ words, with ↑ ↓ lines"],
  ["c", "find any code; Enter takes the first"],
  ["d", "find a type of diplomacy"],
  ["l", "lead or supporting"],
  ["f", "confidence: low, medium, high"],
  ["r", "write the reason of the code in hand; Esc leaves the field"],
  ["i", "definition of the code in hand"],
  ["[ ]", "marked passage before, after"],
  ["⌫", "remove the mark in hand"],
  ["u", "undo; with Shift redo"],
  ["Esc", "let go of the selected words"],
  ["Ctrl ⏎", "or ⌘ ⏎: review and submit"],
];

const KEYS = {
  s: () => sentences.step(1),
  "Shift s": () => sentences.step(-1),
  c: () => find(),
  d: () => find("type"),
  l: acts.switchRole,
  f: acts.nextConfidence,
  r: acts.reason,
  i: acts.define,
  u: acts.undo,
  "Shift u": acts.redo,
  "[": () => step(-1),
  "]": () => step(1),
  Backspace: acts.removeMark,
  Delete: acts.removeMark,
};

addKeys(actFor, LINES);

function actFor(event) {
  follow(); // the browser tells of a selection a little later than of the next key
  const digit = event.code.match(/^(?:Digit|Numpad)([1-9])$/)?.[1];
  if (digit && !event.getModifierState("AltGraph")) return onNumber(digit, event);
  if (event.key === "Escape" && selected()) return letGo;
  return KEYS[`${event.shiftKey ? "Shift " : ""}${nameOf(event)}`];
}

function onNumber(digit, { shiftKey, code: place, key }) {
  const code = numbered(digit);
  if (place.startsWith("Numpad") && key !== digit) return undefined; // without Num Lock it moves
  return code && (() => (shiftKey ? acts.cannotTell(code) : acts.give(code)));
}

const BRACKETS = { BracketLeft: "[", BracketRight: "]" }; // elsewhere ü and +, or ^ and $

function nameOf({ key, code }) {
  if (BRACKETS[code] && !/^[a-z/?]$/i.test(key)) return BRACKETS[code];
  if (/^[\x21-\x7e]$/.test(key)) return key.toLowerCase();
  return /^Key[A-Z]$/.test(code) ? code.at(-1).toLowerCase() : key;
}

// Back to the words in hand; a field that is left is saved.
form.addEventListener("keydown", ({ key, target, isComposing }) => {
  if (key !== "Escape" || isComposing || !target.matches("textarea")) return;
  target.blur();
  shown()?.focus({ preventScroll: true });
  restore();
  bringBack();
});

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.isComposing) return;
  const act = withCtrl(event);
  if (!act || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  act();
});

function withCtrl(event) {
  if (event.key === "Enter") return review;
  if (event.target.matches("textarea, input:not([type=radio], [type=checkbox])")) return undefined;
  if (nameOf(event) !== "z") return undefined;
  return event.shiftKey ? acts.redo : acts.undo;
}
