// What the coder has in hand: the words selected now, and the code last answered.
import * as evidence from "./evidence.js";

let passage = null;
let code = null;

export const selected = () => passage;
export const codeInHand = () => code;

export function take({ passage: words = passage, code: answered = code }) {
  const isNew = words !== passage || answered !== code;
  passage = words;
  code = answered;
  if (isNew) document.dispatchEvent(new Event("hand:taken"));
}

// The mark that these two make; else the last one on the selected words; or undefined.
export function mark() {
  if (!passage) return undefined;
  const rows = evidence.at(passage);
  return rows.find((row) => row.code === code) ?? rows.at(-1);
}
