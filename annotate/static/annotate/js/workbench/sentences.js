// Sentence by sentence: the shortest way to select without a mouse.
import { firstSeen } from "./caret.js";
import { selected } from "./hand.js";
import { select } from "./selecting.js";
import { bring } from "./sight.js";
import { passageAt, rangeOf, shown, textOf } from "./texts.js";
import { tell } from "./tell.js";

const found = new WeakMap();

function sentencesOf(article) {
  if (!found.has(article)) found.set(article, cut(article));
  return found.get(article);
}

function cut(article) {
  const cutter = new Intl.Segmenter(undefined, { granularity: "sentence" });
  return textOf(article).paragraphs.flatMap((paragraph) =>
    [...cutter.segment(paragraph.words)]
      .map(({ index, segment }) => passageAt(article, paragraph, index, index + segment.length))
      .filter(Boolean),
  );
}

// The one after, or before, what is in hand; at first the first that can be seen.
export function step(by) {
  const article = shown();
  if (!article) return tell("There is no text to select in.");
  const sentences = sentencesOf(article);
  const next = by > 0 ? after(article, sentences) : before(article, sentences);
  if (!next) return tell(by > 0 ? "The text ends here." : "The text begins here.");
  article.focus({ preventScroll: true });
  select(next);
  bring(rangeOf(next));
  return tell("", next.words);
}

function after(article, sentences) {
  const at = here(article);
  return sentences.find((one) => (at ? one.start >= at.end : one.start >= firstSeen(article).start));
}

function before(article, sentences) {
  const at = here(article);
  return sentences.findLast((one) => (at ? one.end <= at.start : true));
}

function here(article) {
  const passage = selected();
  return passage?.document === article.dataset.document ? passage : null;
}
