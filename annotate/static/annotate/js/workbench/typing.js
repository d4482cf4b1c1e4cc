// What is answered in the fields themselves, with the mouse or the keyboard.
import { settle } from "./acts.js";
import { take } from "./hand.js";
import { noneApplies } from "./rules.js";
import * as saving from "./saving.js";
import { answered, dimensionOf, form, headingOf, labelOf } from "./sheet.js";

function changed({ target }) {
  const code = target.closest(".code");
  if (target.name === "none") return nothing(target);
  const left = target.matches("textarea, input:not([type=radio])");
  const how = left ? { atOnce: true, field: target } : {};
  if (!code) return answered("Note changed.", how);
  take({ code });
  if (target.name.startsWith("value-")) return settle(code);
  return answered(`${labelOf(code)} changed.`, how);
}

function nothing(box) {
  const dimension = dimensionOf(box);
  const more = box.checked ? noneApplies(dimension) : [];
  const said = box.checked ? "none applies." : "not answered.";
  answered([`${headingOf(dimension)}: ${said}`, ...more].join(" "));
}

function typed({ target: field }) {
  if (field.name && field.matches("textarea, input:not([type=radio], [type=checkbox])"))
    saving.changed({ field });
}

form.addEventListener("input", typed);
form.addEventListener("change", (event) => event.target.name && changed(event));
