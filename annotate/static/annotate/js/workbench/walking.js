// From marked passage to marked passage, through all documents.
import * as evidence from "./evidence.js";
import { codeInHand, selected } from "./hand.js";
import { open } from "./panel.js";
import { select } from "./selecting.js";
import { answerOf, nameOf } from "./sheet.js";
import { bring } from "./sight.js";
import { showDocument } from "./tabs.js";
import { tell } from "./tell.js";
import { rangeOf, shown, wordsOf } from "./texts.js";

export async function step(by) {
  const rows = evidence.all().sort(evidence.inOrder);
  if (!rows.length) return tell("No passage is marked yet.");
  const row = rows[next(rows, by)];
  if (!(await showDocument(row.document))) return undefined;
  return goTo(row, `Passage ${rows.indexOf(row) + 1} of ${rows.length}`);
}

function next(rows, by) {
  const passage = selected();
  if (!passage) return by > 0 ? firstShown(rows) : rows.length - 1;
  const here = rows.findIndex((row) => row.code === codeInHand() && evidence.isSame(row, passage));
  if (here >= 0) return (here + by + rows.length) % rows.length;
  const after = rows.findIndex((row) => evidence.inOrder(row, passage) >= 0);
  if (by > 0) return Math.max(after, 0);
  return (after > 0 ? after : rows.length) - 1;
}

const firstShown = (rows) =>
  Math.max(
    rows.findIndex((row) => row.document === shown()?.dataset.document),
    0,
  );

function goTo(row, where) {
  const passage = { ...row, words: wordsOf(row) };
  select(passage, row.code);
  open(row.code);
  const range = rangeOf(row);
  if (range) bring(range);
  tell(`${where}: ${nameOf(row.code)}, ${answerOf(row.code)}.`, passage.words);
}
