// Each code's line and each question's heading say what is answered; one code is open at a time.
import { element } from "./elements.js";
import * as evidence from "./evidence.js";
import { lookOf } from "./notes.js";
import {
  answerOf,
  codes,
  codesOf,
  confidenceOf,
  dimensions,
  fields,
  form,
  isPresent,
  labelOf,
  noneOf,
  valueOf,
} from "./sheet.js";

const LEVELS = ["low", "medium", "high"];
const LOOKS = ["sup", "ask", "off"];

export function draw() {
  codes.forEach(drawLine);
  dimensions.forEach(drawHeading);
}

function drawLine(code) {
  code.classList.toggle("answered", Boolean(valueOf(code)));
  const chip = code.querySelector("summary .trk");
  chip?.classList.remove(...LOOKS);
  const look = lookOf(code);
  if (look) chip?.classList.add(look);
  fill(code.querySelector("[data-answer]"), words(code));
}

// As the server writes it: confidence, role, how many passages.
function words(code) {
  const value = valueOf(code);
  if (!value) return [];
  const count = evidence.of(code).length;
  const passages = count ? ` ${count} passage${count === 1 ? "" : "s"}` : "";
  if (value === "cannot-tell") return [element("b", { textContent: "?" }), ` cannot tell${passages}`];
  const role = answerOf(code) === "present" ? "" : ` ${answerOf(code)}`;
  return [...confidence(confidenceOf(code)), role, passages].filter(Boolean);
}

function confidence(level) {
  if (!level) return [];
  const on = LEVELS.indexOf(level);
  const bars = LEVELS.map((_, place) => element("i", { className: place <= on ? "on" : "" }));
  const shown = element("span", { className: "conf", ariaHidden: "true" }, ...bars);
  return [element("span", { className: "nowrap" }, shown, ` ${level}`)];
}

function drawHeading(dimension) {
  const all = codesOf(dimension);
  const unsure = all.filter((code) => valueOf(code) === "cannot-tell").length;
  const said = all.filter(isPresent).map(labelOf);
  if (unsure) said.push(`? ${unsure}`);
  const silent = noneOf(dimension)?.checked ? "none applies" : "not answered";
  fill(dimension.querySelector("[data-answers]"), [said.join(", ") || silent]);
}

// Only what says something new is put in.
function fill(place, nodes) {
  const made = element("span", {}, ...nodes);
  if (place && place.innerHTML !== made.innerHTML) place.replaceChildren(...made.childNodes);
}

export const definitionOf = (code) => code.querySelector("[data-definition]");

// Opens a code, and the question it belongs to; the text stays where it is read.
export function open(code) {
  const question = code.closest("details.question");
  if (question) question.open = true;
  for (const other of codes) definitionOf(other).open = other === code;
  if (form.scrollHeight > form.clientHeight) bringIn(code);
}

export function openReason(code) {
  open(code);
  fields(code, "rationale")[0].focus();
}

// Scrolls the panel alone, and only as far as it must.
function bringIn(code) {
  const [box, frame] = [code.getBoundingClientRect(), form.getBoundingClientRect()];
  if (box.top < frame.top) form.scrollTop += box.top - frame.top;
  else if (box.bottom > frame.bottom)
    form.scrollTop += Math.min(box.bottom - frame.bottom, box.top - frame.top);
}
