// Draws what is marked in the documents: each paragraph anew when its marks are other ones.
import { element } from "./elements.js";
import * as evidence from "./evidence.js";
import { mark as markInHand } from "./hand.js";
import { drawNotes, level } from "./notes.js";
import { answerOf, isTrack, nameOf } from "./sheet.js";
import { articles, textOf, unitsIn } from "./texts.js";

const drawn = new WeakMap(); // paragraph → what is drawn in it
const marked = new WeakMap(); // mark → the evidence it shows

export function draw() {
  const rows = evidence.all();
  const changed = articles().flatMap((article) => {
    const here = rows.filter((row) => row.document === article.dataset.document);
    return textOf(article).paragraphs.filter((paragraph) => drawIn(paragraph, here));
  });
  level(changed.map((paragraph) => paragraph.element));
  drawHand();
}

// No mark is made anew for this: somebody may be in the middle of selecting.
export function drawHand() {
  const row = markInHand();
  for (const one of document.querySelectorAll("article[data-document] mark"))
    one.classList.toggle("new", Boolean(row) && rowsOf(one).some((each) => evidence.isSame(each, row)));
}

export const rowsOf = (one) => marked.get(one) ?? [];

// Whether there was anything to draw.
function drawIn(paragraph, rows) {
  const inside = rows
    .filter((row) => row.start < paragraph.end && row.end > paragraph.start)
    .map((row) => ({ ...row, at: unitsIn(paragraph, row.start), words: wordsFor(row) }))
    .sort(evidence.inOrder);
  const signature = JSON.stringify(inside.map((row) => ({ ...row, code: row.code.dataset.code })));
  if (signature === drawn.get(paragraph.element)) return false;
  drawn.set(paragraph.element, signature);
  paragraph.element.replaceChildren(...pieces(paragraph, inside).map(piece));
  drawNotes(paragraph, inside);
  return true;
}

const wordsFor = ({ code }) => `${isTrack(code) ? "Track " : ""}${nameOf(code)}, ${answerOf(code)}`;

// The words, parted where a mark begins or ends: `over` has the marks on them, `first` those that
// begin here.
function pieces(paragraph, rows) {
  const spans = rows.map((row) => [row.at, unitsIn(paragraph, row.end), row]);
  const long = paragraph.words.length;
  const edges = new Set([0, long, ...spans.flatMap(([from, to]) => [from, to])]);
  const sorted = [...edges].sort((one, other) => one - other);
  return sorted.slice(0, -1).map((from, place) => {
    const over = spans.filter(([start, end]) => start <= from && end > from);
    const first = over.filter(([start, , row]) => start === from && row.start >= paragraph.start);
    const words = paragraph.words.slice(from, sorted[place + 1]);
    return { from, words, over: over.map(([, , row]) => row), first: first.map(([, , row]) => row) };
  });
}

// Numbers are shown by the style sheet, so that the paragraph holds no words but its own.
function piece({ from, words, over, first }) {
  if (!over.length) return document.createTextNode(words);
  const track = over.find(({ code }) => isTrack(code));
  const className = track ? `passage t${track.code.dataset.number}` : "passage plain";
  const numbers = first.filter(({ code }) => isTrack(code)).map(number);
  const title = over.map((row) => row.words).join("; ");
  const made = element("mark", { className, title, data: { at: from } }, ...numbers, words);
  marked.set(made, over);
  return made;
}

const number = ({ code: { dataset } }) =>
  element("b", { className: `t${dataset.number}`, data: { number: dataset.number } });
