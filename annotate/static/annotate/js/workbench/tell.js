// Below the document: the words selected now, what was done last (read aloud), and its buttons.
import { element, short } from "./elements.js";
import { mark, selected } from "./hand.js";
import { answerOf, form, nameOf } from "./sheet.js";

const place = document.querySelector("[data-selected]");
const words = element("p", {});
const done = element("p", { role: "status" });
const [undo, redo, remove] = [
  button("Undo", "undo", "u"),
  button("Redo", "redo", "Shift+u"),
  button("Remove", "remove", "⌫"),
];

function button(label, act, key) {
  const cap = element("kbd", { textContent: key, ariaHidden: "true" });
  const given = { type: "button", className: "btn txt sm", data: { act } };
  return element("button", given, label, " ", cap);
}

if (!place) {
  form.prepend(done); // a case without a text
} else {
  place.replaceChildren(words, done, element("p", { className: "row" }, undo, redo, remove));
  place.hidden = false;
}

// Said anew even when it is the same as before.
export function tell(said) {
  done.textContent = "";
  requestAnimationFrame(() => (done.textContent = said));
}

export function show() {
  const passage = selected();
  const inHand = mark();
  remove.hidden = !inHand;
  words.replaceChildren(...(passage ? selection(passage, inHand) : hint()));
}

function selection(passage, inHand) {
  const at = `${passage.start}–${passage.end}`;
  const shown = [
    element("b", { textContent: "Selected" }),
    " ",
    element("q", { textContent: short(passage.words), dir: "auto" }),
    " ",
    element("span", { className: "quiet", textContent: at }),
  ];
  if (inHand) shown.push(` marked as ${nameOf(inHand.code)}, ${answerOf(inHand.code)}`);
  return shown;
}

const hint = () => [
  element("span", { className: "quiet", textContent: "Select words, or press " }),
  element("kbd", { textContent: "s" }),
  element("span", { className: "quiet", textContent: " for a sentence; then a track’s number." }),
];
