// The workbench: a coder marks passages and answers the codebook's questions about one case.
import "./frame.js";
import "./keys.js";
import "./leaving.js";
import "./typing.js";
import * as acts from "./acts.js";
import * as bar from "./bar.js";
import * as caret from "./caret.js";
import { selected, take } from "./hand.js";
import * as marks from "./marks.js";
import { level } from "./notes.js";
import * as panel from "./panel.js";
import * as saving from "./saving.js";
import { letGo, paint, restore, select } from "./selecting.js";
import { codeWith, codes, form } from "./sheet.js";
import * as steps from "./steps.js";
import * as tell from "./tell.js";
import { articles, shown, wordsOf } from "./texts.js";

function draw() {
  marks.draw();
  panel.draw();
  tell.show();
  restore();
}

form.addEventListener("answered", ({ detail: { words, ...how } }) => {
  steps.record(words);
  draw();
  tell.tell(words);
  saving.changed(how);
});

document.addEventListener("hand:taken", () => {
  marks.drawHand();
  paint();
  tell.show();
  bar.show();
});

// A click on a mark takes it in hand; the last that was made lies on top.
function clicked({ target }) {
  const mark = target.closest?.("article[data-document] mark");
  const row = mark && getSelection().isCollapsed ? marks.rowsOf(mark).at(-1) : null;
  if (row) select({ ...row, words: wordsOf(row) }, row.code);
}

function pointed({ target }) {
  const code = codeWith(target.closest?.("a[href^='#code-']")?.hash.replace("#code-", ""));
  if (code) panel.open(code);
}

const ACTS = { undo: acts.undo, redo: acts.redo, remove: acts.removeMark };

function pressed({ target }) {
  ACTS[target.closest?.("[data-act]")?.dataset.act]?.();
}

document.addEventListener("click", pressed);
document.addEventListener("click", clicked);
document.addEventListener("click", pointed);
document.addEventListener("document:added", ({ detail }) => {
  caret.listen(detail);
  draw();
});
document.addEventListener("document:shown", () => {
  if (selected() && selected().document !== shown().dataset.document) letGo();
  level();
});
addEventListener("resize", () => requestAnimationFrame(() => level()));

for (const code of codes)
  panel.definitionOf(code).addEventListener("toggle", ({ target }) => {
    if (target.open) take({ code });
  });

articles().forEach(caret.listen);
if (saving.restore()) steps.record("Put back what was kept here");
draw();
