// The documents of the page as the server counts them, in code points from `data-start` of their
// paragraphs, and as the browser has them, in nodes and UTF-16 units.
import { PAIR, length, passage } from "../passages.js";

const texts = new WeakMap();

export const articles = () => [...document.querySelectorAll("article[data-document]")];
export const articleOf = (key) => articles().find((article) => article.dataset.document === key);
export const shown = () => articles().find((article) => !article.hidden);

// `paragraphs` have `start` in code points and `at` in units of `text`.
export function textOf(article) {
  if (!texts.has(article)) texts.set(article, readText(article));
  return texts.get(article);
}

// What lies between two paragraphs is white space, whatever it is made of.
function readText(article) {
  const paragraphs = [];
  let text = "";
  let end = 0;
  for (const element of article.querySelectorAll("p[data-start]")) {
    const start = Number(element.dataset.start);
    text += "\n".repeat(start - end);
    const one = paragraph(element, start, text.length);
    paragraphs.push(one);
    text += one.words;
    end = one.end;
  }
  return { text, paragraphs };
}

function paragraph(element, start, at) {
  const words = element.textContent;
  const pairs = [...words.matchAll(PAIR)].map((pair, place) => pair.index - place);
  return { element, words, start, at, pairs, end: start + words.length - pairs.length };
}

// How far into a paragraph, in units, a place of the text is; its edges for places outside.
export function unitsIn({ words, start, pairs }, place) {
  const points = Math.max(place - start, 0);
  return Math.min(points + pairs.filter((pair) => pair < points).length, words.length);
}

// What a range selects, white space at its ends left off; null for no words of a document.
export function passageOf(range) {
  const article = articles().find((one) => !one.hidden && range.intersectsNode(one));
  return article ? passageIn(article, range) : null;
}

function passageIn(article, range) {
  const { text, paragraphs } = textOf(article);
  const touched = paragraphs.filter(({ element }) => range.intersectsNode(element));
  if (!touched.length) return null;
  const last = touched.at(-1);
  const from = touched[0].at + unitsBefore(touched[0], range.startContainer, range.startOffset, 0);
  const to = last.at + unitsBefore(last, range.endContainer, range.endOffset, last.words.length);
  return stretch(article, text, from, to);
}

function stretch(article, text, from, to) {
  const found = passage(text, from, to);
  if (!found) return null;
  const { words, start } = found;
  return { document: article.dataset.document, start, end: start + length(words), words };
}

function unitsBefore({ element }, node, offset, outside) {
  if (!element.contains(node)) return outside;
  const before = document.createRange();
  before.setStart(element, 0);
  before.setEnd(node, offset);
  return before.toString().length;
}

// A stretch of one paragraph, by units in it.
export function passageAt(article, one, from, to) {
  return stretch(article, textOf(article).text, one.at + from, one.at + to);
}

export function wordsOf({ document: key, start, end }) {
  const article = articleOf(key);
  const range = article && rangeOf({ document: key, start, end });
  return range ? passageIn(article, range).words : "";
}

export function rangeOf({ document: key, start, end }) {
  const paragraphs = articleOf(key) ? textOf(articleOf(key)).paragraphs : [];
  const first = paragraphs.find((one) => one.end > start);
  const last = paragraphs.findLast((one) => one.start < end);
  if (!first || !last) return null;
  const range = document.createRange();
  range.setStart(...pointIn(first.element, unitsIn(first, start), false));
  range.setEnd(...pointIn(last.element, unitsIn(last, end), true));
  return range;
}

// A stretch begins with the node of its first letter, and ends with that of its last.
function pointIn(element, units, isEnd) {
  const nodes = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = units;
  while (nodes.nextNode()) {
    const { length: long } = nodes.currentNode;
    if (left < long || (isEnd && left === long)) return [nodes.currentNode, left];
    left -= long;
  }
  return [element, element.childNodes.length];
}
