// Buttons of the sheet: saved without leaving the page, or before going on to the review.
import * as saving from "./saving.js";
import { answered, form, labelOf } from "./sheet.js";
import { tell } from "./tell.js";

export async function review() {
  const button = document.querySelector("[data-review]");
  if (await saving.save()) return location.assign(button.dataset.review);
  return tell("Not all is saved yet; the line on top says why.");
}

function submitted(event) {
  event.preventDefault();
  if (event.submitter?.name === "then") return review();
  return saving.save();
}

function removed(event) {
  const button = event.target.closest("[name=remove]");
  if (!button) return;
  event.preventDefault();
  const code = button.closest(".code");
  const next = button.closest("li").nextElementSibling ?? button.closest("li").previousElementSibling;
  button.closest("li").remove();
  (next?.querySelector("button") ?? code.querySelector("summary")).focus();
  answered(`${labelOf(code)}: one piece of evidence removed.`);
}

form.addEventListener("submit", submitted);
form.addEventListener("click", removed);
