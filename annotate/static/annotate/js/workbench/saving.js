// Keeps the server's sheet in step with this one: a moment after each change, at once when a field
// is left; again and again while the line is down; and never again once it is said to be no use.
import { newToken } from "../unsent.js";
import * as conflict from "./conflict.js";
import * as errors from "./errors.js";
import * as kept from "./kept.js";
import { showProgress } from "./progress.js";
import { send } from "./sending.js";
import { form } from "./sheet.js";
import { bodyWith, read, write } from "./snapshot.js";
import * as state from "./state.js";

const SOON_MS = 600;
const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 60_000;

const version = form.elements.version;

let stored = read(); // as the server has it
let sent = null; // `{ state, changes }` that the server may have: its answer was not read yet
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

const keep = () => kept.keep({ state: read(), version: version.value, changes, sent });

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

// What got no answer is sent again as it was: the server knows it by that, whatever came since.
async function once() {
  const isAgain = Boolean(sent);
  sent ??= { state: read(), changes };
  typedIn = null;
  keep();
  state.saving();
  const answer = await send(form.action, bodyWith(sent.state));
  OUTCOMES[answer.kind](answer);
  if (isAgain && answer.kind === "saved" && changes) await once();
}

function again() {
  keep();
  later(SOON_MS);
}

const OUTCOMES = {
  saved(answer) {
    failures = 0;
    changes -= sent.changes;
    version.value = answer.version;
    stored = sent.state;
    sent = null;
    errors.clear();
    showProgress(answer);
    state.arrived(answer.saved);
    if (changes) return again();
    state.saved();
    return keep();
  },
  refused(answer) {
    const isLatest = sent.state === read();
    sent = null;
    errors.show(answer.errors);
    state.refused(Object.keys(answer.errors).length, changes);
    if (!isLatest) again();
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
  sent = null;
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
  if (!sheet?.changes) return renew(sheet);
  if (!sheet.sent && sheet.state === stored) return kept.forget();
  write(sheet.state);
  version.value = sheet.version;
  ({ changes, sent } = sheet);
  state.unsaved("restored", changes);
  later(0);
  return true;
}

// A page may be older than what this tab saved: asked for while that was on its way, or come back to.
function renew(sheet) {
  kept.forget(); // whatever comes now is shown
  if (Number(sheet?.version) > Number(version.value)) location.reload();
}

addEventListener("online", () => changes && !stopped && later(0));
addEventListener("focus", back);
addEventListener("beforeunload", (event) => {
  if (changes) event.preventDefault();
});
