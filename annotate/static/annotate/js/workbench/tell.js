// Below the document: the words selected now, what was done last (read aloud), and its buttons.
import { element, short } from "./elements.js";
import { mark, selected } from "./hand.js";
import { form } from "./sheet.js";

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

const buttons = element("p", { className: "row" }, undo, redo, remove);

if (!place) {
  form.prepend(element("div", { className: "done small" }, done, buttons)); // a case without a text
} else {
  place.replaceChildren(words, done, buttons);
  place.hidden = false;
}

// Said anew even when it is the same as before; `aloud` is only read, for it can be seen elsewhere.
export function tell(said, aloud = "") {
  done.textContent = "";
  const hidden = element("span", { className: "sr", textContent: aloud });
  requestAnimationFrame(() => done.replaceChildren(said, " ", hidden));
}

let seen = null;

// What was said of other words is over.
export function show() {
  const passage = selected();
  if (passage !== seen) done.textContent = "";
  seen = passage;
  remove.hidden = !mark();
  words.replaceChildren(...(passage ? selection(passage) : hint()));
}

const selection = ({ words: quote, start, end }) => [
  element("b", { textContent: "Selected" }),
  " ",
  element("q", { textContent: short(quote), dir: "auto" }),
  " ",
  element("span", { className: "quiet", textContent: `${start}–${end}` }),
];

const hint = () => [
  element("span", { className: "quiet" }, "Select words", byKey(), "; then a track’s number."),
];

const byKey = () =>
  element("span", { className: "by-key" }, ", or press ", element("kbd", { textContent: "s" }), " for a sentence");
