// The selected words are marked without a keyboard: the numbers and “find code”, below the text; where
// they were selected by touch, at the foot of the screen.
import { give } from "./acts.js";
import { element } from "./elements.js";
import { open } from "./find.js";
import { selected } from "./hand.js";
import { letGo } from "./selecting.js";
import { codes, isTrack, nameOf } from "./sheet.js";

const bar = element("div", { className: "markbar", hidden: true }, ...numbers(), ...others());
bar.setAttribute("role", "toolbar");
bar.setAttribute("aria-label", "Mark the selected words as");
document.querySelector("[data-selected]")?.append(bar);

function numbers() {
  return codes.filter(isTrack).map((code) => {
    const { number } = code.dataset;
    const look = element("span", { className: `trk t${number}` }, element("b", { textContent: number }));
    return button(look, () => give(code), nameOf(code));
  });
}

function others() {
  return [button("Find code", () => open()), button("Let go", letGo)];
}

// The browser must not take the selection away before it is used.
function button(inside, act, label) {
  const made = element("button", { type: "button", className: "btn" }, inside);
  if (label) made.ariaLabel = made.title = label;
  made.addEventListener("pointerdown", (event) => event.preventDefault());
  made.addEventListener("click", act);
  return made;
}

document.addEventListener("pointerdown", ({ pointerType }) => {
  bar.classList.toggle("touched", pointerType === "touch");
});

export function show() {
  bar.hidden = !selected();
}
