// Saves `form[data-autosave-url]` while it is written: posts all of it a moment after each change.
// The answer is JSON: {"saved": "12:04:31"} and, where they changed, {"fields": {name: value}}.
// {"message": "…"} says what else there is to know: with "saved" it was kept all the same, as
// beside somebody else's edit (409); without, the server could not keep it (400).
// What did not arrive stays in this tab's storage and is sent when the line is back, or by the
// next page with `data-autosave-url` or `data-unsent-url`.
import { newToken, post, Refused, Unsent } from "./unsent.js";

const PAUSE_MS = 1200;
const RETRY_MS = 15_000;
const TWICE_MS = 2000; // a second press within this is a double click
const state = document.querySelector("[data-save-state]");

for (const form of document.querySelectorAll("form[data-autosave-url]")) keepSaved(form);
for (const place of document.querySelectorAll("[data-unsent-url]")) {
  const { unsentUrl, person } = place.dataset;
  sendKept(new Unsent(unsentUrl, person), place.querySelector("[name=csrfmiddlewaretoken]"));
}

function keepSaved(form) {
  const { autosaveUrl: url, person = "" } = form.dataset;
  const token = form.elements.csrfmiddlewaretoken;
  const unsent = new Unsent(url, person);
  let timer;
  let lastSaved = state?.querySelector("time")?.textContent ?? "";
  let note = "";
  let changes = 0;
  let sending = null;
  let failed = false;
  let leftAt = 0;

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };

  function changed() {
    changes += 1;
    unsent.keep(bodyOf(form));
    later(PAUSE_MS);
  }

  // One at a time: what changes meanwhile goes with the next.
  function save() {
    sending ??= send().finally(() => {
      sending = null;
    });
    return sending;
  }

  async function send() {
    const sent = changes;
    const body = bodyOf(form);
    show("saving", "saving…");
    try {
      arrived(await post(url, body), body, sent);
    } catch (error) {
      missed(error);
    }
  }

  function arrived(answer, body, sent) {
    for (const [name, value] of Object.entries(answer.fields ?? {}))
      if (form.elements[name]) form.elements[name].value = value;
    lastSaved = answer.saved;
    note = answer.message ?? note;
    failed = false;
    changes -= sent;
    unsent.forget(body); // its key may be another now
    if (changes) {
      unsent.keep(bodyOf(form));
      return later(PAUSE_MS);
    }
    return show("saved", `draft saved ${lastSaved}${note && `; ${note}`}`);
  }

  function missed(error) {
    failed = true;
    if (error instanceof Refused) return show("unsaved", `not saved: ${error.message}`);
    const since = lastSaved ? `since ${lastSaved}, ` : "";
    const kept = changes === 1 ? "1 change" : `${changes} changes`;
    show("unsaved", `not saved ${since}offline; ${kept} kept here`);
    return later(RETRY_MS);
  }

  // Somebody who comes back may have signed in again in another tab.
  async function back() {
    if (!failed || !changes) return;
    const found = await newToken(person).catch(() => "");
    if (!found) return;
    token.value = found;
    save();
  }

  // The answer to a button replaces the page, so what is typed is brought to safety first;
  // whoever presses again after that has failed means it.
  async function submitted(event) {
    if (event.submitter?.formTarget === "_blank") return undefined; // this page stays
    if (Date.now() - leftAt < TWICE_MS) return event.preventDefault();
    if (!changes || failed) {
      leftAt = Date.now();
      return clearTimeout(timer);
    }
    event.preventDefault();
    await save();
    if (changes && !failed) await save();
    return changes || form.requestSubmit(event.submitter);
  }

  form.addEventListener("input", changed);
  form.addEventListener("rows:added", changed);
  form.addEventListener("submit", submitted);
  addEventListener("focus", back);
  addEventListener("online", () => changes && later(0));
  addEventListener("pageshow", () => {
    leftAt = 0;
  });
  addEventListener("beforeunload", (event) => {
    if (changes && !leftAt) event.preventDefault();
  });
  sendKept(unsent, token, () => !changes);
}

// What an earlier page in this tab could not send goes first; then its draft is shown.
async function sendKept(unsent, token, isUntouched = () => true) {
  try {
    const answer = await unsent.send(token.value);
    if (answer && isUntouched()) location.assign(answer.draft ?? location.href);
  } catch {
    show("unsaved", "changes of an earlier visit are kept here, not yet sent");
  }
}

function show(look, words) {
  if (!state) return;
  state.className = look;
  state.textContent = words;
}

// Files are left to the real submission.
function bodyOf(form) {
  const entries = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  return new URLSearchParams(entries);
}
