// What a coder does, by key, by button or by finding a code.
import * as evidence from "./evidence.js";
import { codeInHand, mark, selected, take } from "./hand.js";
import { definitionOf, open, openReason } from "./panel.js";
import { follow } from "./rules.js";
import {
  answered,
  answerOf,
  confidenceOf,
  isPresent,
  labelOf,
  levelsOf,
  nameOf,
  roleOf,
  rolesOf,
  setConfidence,
  setRole,
  setValue,
  valueOf,
} from "./sheet.js";
import * as steps from "./steps.js";
import { tell } from "./tell.js";

// The selected words become evidence for the code; without any it is switched on or off.
export function give(code) {
  if (selected()) return markAs(code);
  return answer(code, isPresent(code) ? "" : "present");
}

// Found by name it is never switched off.
export function find(code) {
  if (selected() || !isPresent(code)) return give(code);
  take({ code });
  open(code);
  return tell(`${nameOf(code)} is present already.`);
}

function markAs(code) {
  const passage = selected();
  take({ code });
  if (evidence.of(code).some((row) => evidence.isSame(row, passage)))
    return tell(`These words are evidence for ${labelOf(code)} already.`);
  evidence.add(code, passage);
  return answer(code, "present", `Marked as ${nameOf(code)}`);
}

export const cannotTell = (code) =>
  answer(code, valueOf(code) === "cannot-tell" ? "" : "cannot-tell");

function answer(code, value, words = nameOf(code)) {
  setValue(code, value);
  take({ code });
  open(code);
  settle(code, words);
}

// After any answer to a code, whoever set it.
export function settle(code, words = nameOf(code)) {
  const more = follow(code);
  answered([`${words}: ${answerOf(code) || "absent"}.`, ...more].join(" "));
}

export function switchRole() {
  const code = codeInHand();
  const [first, second] = code ? rolesOf(code) : [];
  if (!first || !isPresent(code)) return tell("No code with a role is in hand.");
  setRole(code, roleOf(code) === first ? second : first);
  return answered(`${nameOf(code)}: ${roleOf(code)}.`);
}

// Low, medium, high, and low again.
export function nextConfidence() {
  const code = codeInHand();
  if (!code || !valueOf(code)) return tell("No code that is answered is in hand.");
  const levels = levelsOf(code);
  setConfidence(code, levels[(levels.indexOf(confidenceOf(code)) + 1) % levels.length]);
  return answered(`${nameOf(code)}: confidence ${confidenceOf(code)}.`);
}

export function reason() {
  const code = codeInHand();
  if (!code || !valueOf(code)) return tell("No code that is answered is in hand.");
  return openReason(code);
}

export function define() {
  const code = codeInHand();
  if (!code) return tell("No code is in hand.");
  if (definitionOf(code).open) definitionOf(code).open = false;
  else open(code);
  return undefined;
}

// The code stays present: that the passage is none of its evidence says nothing about the case.
export function removeMark() {
  const row = mark();
  if (!row) return tell("No marked passage is in hand.");
  evidence.remove(row.code, row);
  return answered(`Mark removed: ${nameOf(row.code)}.`);
}

export const undo = () => went("Undone", steps.undo());
export const redo = () => went("Done again", steps.redo());

function went(how, words) {
  if (!words) return tell(`Nothing to ${how === "Undone" ? "undo" : "do again"}.`);
  return answered(`${how}: ${words}`);
}
