// Buttons of the sheet, and links: saved without leaving the page, or before going on to the review.
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

// A link that leaves the page waits until all is saved; if that fails the browser asks.
async function left(event) {
  const link = event.target.closest("a[href]");
  const isPlain = !(event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey);
  if (!link || !isPlain || link.target || link.hash || !saving.isPending()) return;
  event.preventDefault();
  await saving.save();
  location.assign(link.href);
}

form.addEventListener("submit", submitted);
addEventListener("click", left);
form.addEventListener("click", removed);
