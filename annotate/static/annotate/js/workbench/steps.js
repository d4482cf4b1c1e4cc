// Undo and redo, step by step, over whole sheets.
import { read, write } from "./snapshot.js";

const MOST = 500;
const before = []; // { state, words }: the sheet, and what was done to it then
const after = [];
let now = read();

export function record(words) {
  const state = read();
  if (state === now) return;
  before.push({ state: now, words });
  if (before.length > MOST) before.shift();
  after.length = 0;
  now = state;
}

export const undo = () => go(before, after);
export const redo = () => go(after, before);

// Returns the words of the step; nothing if there is none.
function go(from, to) {
  record("Typing"); // what is in a field that was not left yet
  const step = from.pop();
  if (!step) return undefined;
  to.push({ state: now, words: step.words });
  now = step.state;
  write(now);
  return step.words;
}
