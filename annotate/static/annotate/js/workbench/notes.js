// Beside each paragraph the passages marked in it, each level with its first line: the codes of one
// passage stand together.
import { element } from "./elements.js";
import { isSame } from "./evidence.js";
import { answerOf, dimensionOf, headingOf, isTrack, labelOf, valueOf } from "./sheet.js";

const APART_PX = 6;
const filled = new Set(); // the paragraphs with notes

const listOf = (paragraph) => paragraph.parentElement.querySelector("[data-margin]");

export function drawNotes({ element: paragraph, start }, rows) {
  const begun = rows.filter((row) => row.start >= start);
  listOf(paragraph)?.replaceChildren(...byPassage(begun).map(note));
  if (begun.length) filled.add(paragraph);
  else filled.delete(paragraph);
}

// The rows are in the order of the text.
function byPassage(rows) {
  const groups = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last && isSame(last[0], row)) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

const note = (rows) => element("li", { data: { at: rows[0].at } }, ...rows.map(lineOf));

function lineOf({ code }) {
  const track = isTrack(code);
  const beside = track ? answerOf(code) : headingOf(dimensionOf(code)).toLowerCase();
  const words = element("span", { className: "quiet", textContent: beside });
  return element("div", {}, track ? trackChip(code) : typeChip(code), " ", words);
}

const linkTo = (code) => `#${code.id}`;

function trackChip(code) {
  const { number } = code.dataset;
  return element(
    "a",
    { href: linkTo(code), className: `trk ${lookOf(code)} t${number}` },
    element("span", { className: "sr", textContent: "Track " }),
    element("b", { textContent: number }),
    element("span", { textContent: labelOf(code) }),
  );
}

function typeChip(code) {
  const { href, className } = { href: linkTo(code), className: `typ ${lookOf(code)}` };
  return element("a", { href, className, textContent: labelOf(code) });
}

// As chips look: filled, outlined for a second role, dashed for “cannot tell”, thin for absent.
export function lookOf(code) {
  const value = valueOf(code);
  if (value === "present") return ["supporting", "also"].includes(answerOf(code)) ? "sup" : "";
  return value ? "ask" : "off";
}

// Where there is room beside the paragraphs each note goes down to its passage, none over another.
// All is measured before anything is moved, or each note would lay the page out again.
export function level(paragraphs = filled) {
  const seen = [...paragraphs].filter((one) => filled.has(one) && one.offsetParent);
  const lists = seen.map((one) => [one, listOf(one)]);
  const measured = lists.map(([paragraph, list]) => [list, gapsOf(paragraph, list)]);
  for (const [list, gaps] of measured)
    gaps.forEach((gap, place) => (list.children[place].style.marginTop = `${gap}px`));
}

function gapsOf(paragraph, list) {
  const { top, right } = paragraph.getBoundingClientRect();
  const notes = [...list.children];
  if (list.getBoundingClientRect().left < right) return notes.map(() => 0);
  const marks = [...paragraph.querySelectorAll("mark")];
  const tops = new Map(marks.map((one) => [one.dataset.at, one.getClientRects()[0].top - top]));
  let bottom = 0;
  return notes.map((one) => {
    const wanted = Math.max(tops.get(one.dataset.at), bottom && bottom + APART_PX);
    const gap = wanted - bottom;
    bottom = wanted + one.offsetHeight;
    return gap;
  });
}
