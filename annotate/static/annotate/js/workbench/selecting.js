// Follows what is selected in the document shown. A field that takes the focus takes the browser's
// selection with it, but the words stay in hand; a click into the text lets them go.
import * as evidence from "./evidence.js";
import { selected, take } from "./hand.js";
import { bring } from "./sight.js";
import { articles, passageOf, rangeOf } from "./texts.js";

const PAINT = "in-hand";

document.addEventListener("selectionchange", follow);

export function follow() {
  const selection = getSelection();
  const range = selection.rangeCount ? selection.getRangeAt(0) : null;
  const passage = range && !range.collapsed ? passageOf(range) : null;
  if (!passage && !isInText(range?.startContainer)) return;
  if (!passage || !selected() || !evidence.isSame(passage, selected())) take({ passage });
}

const isInText = (node) => {
  const place = node instanceof Element ? node : node?.parentElement;
  return Boolean(place?.closest("article[data-document] [data-start]"));
};

// Selects a passage, so that all that works on selected words works on it.
export function select(passage, code) {
  const range = rangeOf(passage);
  take(code ? { passage, code } : { passage });
  if (range) put(range);
}

function put(range) {
  const { startContainer, startOffset, endContainer, endOffset } = range;
  getSelection().setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
}

export function letGo() {
  getSelection().removeAllRanges();
  take({ passage: null });
}

// Marks are drawn anew under the selection.
export function restore() {
  const range = selected() && rangeOf(selected());
  const { anchorNode, rangeCount } = getSelection();
  const isOurs = articles().some((one) => one.contains(anchorNode));
  if (range && (isOurs || !rangeCount)) put(range);
  paint();
}

// On a narrow screen the codes stand below the text.
export function bringBack() {
  const range = selected() && rangeOf(selected());
  if (range) bring(range);
}

// Where the browser can, the words in hand are shown also while one types elsewhere.
export function paint() {
  if (!globalThis.Highlight) return;
  const range = selected() && rangeOf(selected());
  if (range) CSS.highlights.set(PAINT, new Highlight(range));
  else CSS.highlights.delete(PAINT);
}
