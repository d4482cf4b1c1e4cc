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

let going = null;

// So does another form of the page, as that which moves passages to a newer wording.
async function sentAway(event) {
  const { target: other, submitter } = event;
  const stays = event.defaultPrevented || other === form || other.method === "dialog";
  if (stays || other === going || !saving.isPending()) return;
  event.preventDefault();
  await saving.save();
  going = other;
  other.requestSubmit(submitter);
  going = null;
}

form.addEventListener("submit", submitted);
addEventListener("submit", sentAway);
addEventListener("click", left);
form.addEventListener("click", removed);
