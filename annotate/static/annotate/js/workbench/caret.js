// A caret in the text for those without a mouse: the document takes the focus, arrows move, with
// Shift they select, as in any field. The browser finds the letters, words and lines, in every script.
import { element } from "./elements.js";
import { selected } from "./hand.js";
import { follow, restore } from "./selecting.js";
import { bring } from "./sight.js";
import { tell } from "./tell.js";
import { rangeOf, shown, textOf } from "./texts.js";

const MOVES = {
  ArrowLeft: ["left", "character"],
  ArrowRight: ["right", "character"],
  ArrowUp: ["backward", "line"],
  ArrowDown: ["forward", "line"],
  Home: ["backward", "lineboundary"],
  End: ["forward", "lineboundary"],
};
const line = element("span", { className: "caret", ariaHidden: "true", hidden: true });

let isOn = false; // with the mouse, arrows without Shift scroll the page

export function listen(article) {
  article.tabIndex = 0;
  article.ariaLabel = `${article.querySelector("h2").textContent}: arrows move, with Shift they select`;
  article.append(line);
  article.addEventListener("pointerdown", () => show(false));
  article.addEventListener("focus", () => show(article.matches(":focus-visible")));
  article.addEventListener("blur", () => show(false));
  article.addEventListener("keydown", (event) => event.target === article && key(event, article));
}

function key(event, article) {
  const move = MOVES[event.key];
  if (!move || event.metaKey || !(isOn || event.shiftKey)) return;
  event.preventDefault();
  const [direction, one] = move;
  const byWord = one === "character" && (event.ctrlKey || event.altKey);
  step(article, event.shiftKey ? "extend" : "move", direction, byWord ? "word" : one);
}

function step(article, how, direction, by) {
  const selection = getSelection();
  if (!isInText(article, selection.focusNode)) place(article);
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
  selection.modify(how, direction, by);
  if (!isInText(article, selection.focusNode))
    selection.setBaseAndExtent(anchorNode, anchorOffset, focusNode, focusOffset);
  show(true);
  follow();
  bring(caretOf(selection));
  if (how === "extend" && selected()) tell("", selected().words);
}

function caretOf({ focusNode, focusOffset }) {
  const range = document.createRange();
  range.setStart(focusNode, focusOffset);
  return range;
}

const isInText = (article, node) =>
  article.contains(node) && textOf(article).paragraphs.some((one) => one.element.contains(node));

// At the first words that can be seen.
function place(article) {
  const paragraph = firstSeen(article);
  const range = paragraph && rangeOf({ ...paragraph, document: article.dataset.document });
  if (range) getSelection().collapse(range.startContainer, range.startOffset);
}

export function firstSeen(article) {
  const { paragraphs } = textOf(article);
  const top = document.querySelector(".status-line")?.getBoundingClientRect().bottom ?? 0;
  const isSeen = ({ element: one }) => one.getBoundingClientRect().bottom > Math.max(top, 0);
  return paragraphs.find(isSeen) ?? paragraphs[0];
}

// Words in hand are selected again, so that arrows go on from there.
function show(on) {
  isOn = on;
  if (on && !isInText(shown(), getSelection().focusNode)) restore();
  if (on && !isInText(shown(), getSelection().focusNode)) place(shown());
  draw();
}

function draw() {
  const selection = getSelection();
  line.hidden = !isOn || !selection.isCollapsed || !isInText(shown(), selection.focusNode);
  if (!line.hidden) put(shown(), selection.getRangeAt(0));
}

function put(article, range) {
  const box = range.getClientRects()[0] ?? range.startContainer.parentElement.getBoundingClientRect();
  const from = article.getBoundingClientRect();
  article.append(line);
  line.style.left = `${box.left - from.left}px`;
  line.style.top = `${box.top - from.top}px`;
  line.style.height = `${box.height}px`;
}

document.addEventListener("selectionchange", () => isOn && draw());
