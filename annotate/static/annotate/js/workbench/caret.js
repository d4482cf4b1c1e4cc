// A caret in the text for those without a mouse: the document takes the focus, arrows move, with
// Shift they select, as in any field. The browser finds the letters, words and lines, in every script.
import { element } from "./elements.js";
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

function show(on) {
  isOn = on;
  const article = shown();
  const selection = getSelection();
  if (on && !isInText(article, selection.focusNode)) place(article);
  line.hidden = !on || !selection.isCollapsed;
  if (!line.hidden) put(article, selection.getRangeAt(0));
  if (on) into(selection);
}

function put(article, range) {
  const box = range.getClientRects()[0] ?? range.startContainer.parentElement.getBoundingClientRect();
  const from = article.getBoundingClientRect();
  article.append(line);
  line.style.left = `${box.left - from.left}px`;
  line.style.top = `${box.top - from.top}px`;
  line.style.height = `${box.height}px`;
}

function into({ focusNode }) {
  const place = focusNode instanceof Element ? focusNode : focusNode?.parentElement;
  place?.scrollIntoView({ block: "nearest" });
}
