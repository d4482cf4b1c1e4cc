// Another tab saved first: both answers side by side, and which of them stays.
import { element } from "./elements.js";

const ID = "two-versions";

export function show({ compare }, { mine, theirs }) {
  document.getElementById(ID)?.remove();
  const box = element("div", { id: ID, tabIndex: -1 });
  box.innerHTML = compare; // the server's own words, where nothing inline would run
  const choose = (act) => (event) => {
    event.preventDefault();
    box.remove();
    act();
  };
  box.querySelector("[data-keep-mine]").closest("form").addEventListener("submit", choose(mine));
  box.querySelector("[data-take-theirs]").addEventListener("click", choose(theirs));
  document.querySelector(".status-line").after(box);
  if (!document.activeElement.matches("textarea, input")) box.focus(); // nobody is cut off in a word
}
