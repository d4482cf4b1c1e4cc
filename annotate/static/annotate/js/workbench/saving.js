// Keeps the server's sheet in step with this one: a moment after each change, at once when a field
// is left; again and again while the line is down; and never again once it is said to be no use.
import { newToken } from "../unsent.js";
import * as conflict from "./conflict.js";
import * as errors from "./errors.js";
import * as kept from "./kept.js";
import { showProgress } from "./progress.js";
import { send } from "./sending.js";
import { form } from "./sheet.js";
import { bodyOf, read, write } from "./snapshot.js";
import * as state from "./state.js";

const SOON_MS = 600;
const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 60_000;

const version = form.elements.version;

let stored = read(); // as the server has it
let timer;
let sending = null;
let changes = 0;
let failures = 0;
let stopped = ""; // why nothing is sent: overtaken, closed, signed-out
let typedIn = null; // typing in one field is one change

export const isPending = () => changes > 0;

// `field`: the one typed in.
export function changed({ atOnce = false, field = null } = {}) {
  if (!changes && read() === stored) return;
  if (!field || field !== typedIn) changes += 1;
  typedIn = atOnce ? null : field;
  keep();
  if (stopped) return state.unsaved(stopped, changes);
  if (!failures) state.saving();
  return later(atOnce ? 0 : SOON_MS);
}

const keep = () => kept.keep({ state: read(), version: version.value, changes });

function later(wait) {
  clearTimeout(timer);
  timer = setTimeout(save, wait);
}

// One at a time: what changes meanwhile goes with the next. Resolves to whether all is saved.
export async function save() {
  clearTimeout(timer);
  while (sending) await sending;
  if (stopped || !changes) return !changes;
  sending = once().finally(() => (sending = null));
  await sending;
  return !changes;
}

async function once() {
  const [sent, sheet] = [changes, read()];
  typedIn = null;
  state.saving();
  const answer = await send(form.action, bodyOf());
  OUTCOMES[answer.kind](answer, sent, sheet);
}

function again() {
  keep();
  later(SOON_MS);
}

const OUTCOMES = {
  saved(answer, sent, sheet) {
    failures = 0;
    changes -= sent;
    version.value = answer.version;
    stored = sheet;
    errors.clear();
    showProgress(answer);
    state.arrived(answer.saved);
    if (changes) return again();
    state.saved();
    return kept.forget();
  },
  refused(answer) {
    errors.show(answer.errors);
    state.refused(Object.keys(answer.errors).length, changes);
  },
  overtaken(answer) {
    stop("overtaken");
    conflict.show(answer, { mine: () => keepMine(answer.version), theirs: takeTheirs });
  },
  closed: (answer) => stop("closed", answer),
  "signed-out": () => stop("signed-out"),
  offline: () => failed("offline"),
  failing: () => failed("failing"),
};

function stop(why, answer = {}) {
  stopped = why;
  state.unsaved(why, changes, answer.said);
}

function failed(how) {
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
  failures += 1;
  state.unsaved(how, changes);
  later(pause);
}

function keepMine(newer) {
  version.value = newer;
  stopped = "";
  keep();
  save();
}

function takeTheirs() {
  changes = 0;
  kept.forget();
  location.reload();
}

// Somebody who comes back may have signed in again in another tab.
async function back() {
  if (stopped !== "signed-out") return changes && !stopped ? later(0) : undefined;
  const found = await newToken(form.dataset.person).catch(() => "");
  if (!found) return undefined;
  form.elements.csrfmiddlewaretoken.value = found;
  stopped = "";
  return save();
}

// What an earlier page in this tab could not send is put back and sent for the version that it was
// made on. Returns whether there was any.
export function restore() {
  const sheet = kept.read();
  if (!sheet || sheet.state === stored) {
    kept.forget();
    return false;
  }
  write(sheet.state);
  version.value = sheet.version;
  changes = sheet.changes;
  state.unsaved("restored", changes);
  later(0);
  return true;
}

addEventListener("online", () => changes && !stopped && later(0));
addEventListener("focus", back);
addEventListener("beforeunload", (event) => {
  if (changes) event.preventDefault();
});
