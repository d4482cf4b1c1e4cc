// Scrolls words clear of what lies over the text: the line on top, what is said of them at the foot.
const ROOM_PX = 12;
const ON_TOP = ".status-line, .status-line .unsaved";
const AT_FOOT = "[data-selected], .markbar";

// No further than it must; the beginning of what is too long.
export function bring(range) {
  const { top, bottom } = boxOf(range);
  const [head, foot] = [under(ON_TOP) + ROOM_PX, above(AT_FOOT) - ROOM_PX];
  if (top < head) by(top - head);
  else if (bottom > foot) by(Math.min(bottom - foot, top - head));
}

const by = (top) => scrollBy({ top, behavior: "instant" });

// A caret has no size in some places.
function boxOf(range) {
  const box = range.getBoundingClientRect();
  return box.height ? box : range.startContainer.parentElement.getBoundingClientRect();
}

const boxes = (selector) =>
  [...document.querySelectorAll(selector)].flatMap((one) => [...one.getClientRects()]);

const under = (selector) => Math.max(0, ...boxes(selector).map(({ bottom }) => bottom));
const above = (selector) => Math.min(innerHeight, ...boxes(selector).map(({ top }) => top));
