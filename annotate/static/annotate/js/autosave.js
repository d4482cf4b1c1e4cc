// Saves `form[data-autosave-url]` while it is written: posts all of it a moment after each change.
// The answer is JSON: {"saved": "12:04:31"} and, where they changed, {"fields": {name: value}}.
// 409 is somebody else's edit, 400 what the server could not read: {"message": "…"} says it.
// Any other page is a refusal, as when the session has ended.
// What did not arrive stays in this tab's storage and is sent when the line is back.
import { read, write } from "./stored.js";

const PAUSE_MS = 1200;
const RETRY_MS = 15_000;
// Signing in changes the token that every form carries, so the page must be read anew.
const SIGNED_OUT =
  "the server refused. If you are signed out, sign in again in another tab, then reload this" +
  " page: what you typed is kept here";

for (const form of document.querySelectorAll("form[data-autosave-url]")) keepSaved(form);

function keepSaved(form) {
  const state = document.querySelector("[data-save-state]");
  const keep = `unsaved ${form.dataset.autosaveUrl}`;
  let timer;
  let lastSaved = state?.querySelector("time")?.textContent ?? "";
  let changes = 0;
  let sending = false;
  let leaving = false;

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };

  function changed() {
    changes += 1;
    write(keep, bodyOf(form).toString(), "sessionStorage");
    later(PAUSE_MS);
  }

  async function save() {
    if (sending) return later(PAUSE_MS);
    const sent = changes;
    sending = true;
    show("saving", "saving…");
    try {
      arrived(await post(form.dataset.autosaveUrl, bodyOf(form)), sent);
    } catch (error) {
      missed(error);
    } finally {
      sending = false;
    }
    return undefined;
  }

  function arrived(answer, sent) {
    for (const [name, value] of Object.entries(answer.fields ?? {}))
      if (form.elements[name]) form.elements[name].value = value;
    lastSaved = answer.saved;
    changes -= sent;
    if (changes) return later(PAUSE_MS);
    write(keep, null, "sessionStorage");
    return show("saved", `draft saved ${lastSaved}`);
  }

  function missed(error) {
    if (error instanceof Refused) return show("unsaved", `not saved: ${error.message}`);
    const since = lastSaved ? `since ${lastSaved}, ` : "";
    const kept = changes === 1 ? "1 change" : `${changes} changes`;
    show("unsaved", `not saved ${since}offline; ${kept} kept here`);
    return later(RETRY_MS);
  }

  function show(look, words) {
    if (!state) return;
    state.className = look;
    state.textContent = words;
  }

  form.addEventListener("input", changed);
  form.addEventListener("rows:added", changed);
  form.addEventListener("submit", () => {
    leaving = true;
    clearTimeout(timer);
    write(keep, null, "sessionStorage");
  });
  addEventListener("online", () => changes && later(0));
  addEventListener("beforeunload", (event) => {
    if (changes && !leaving) event.preventDefault();
  });
  sendKept(form, keep, show);
}

// What an earlier visit in this tab could not send goes first; then the page shows it.
async function sendKept(form, keep, show) {
  const kept = read(keep, "sessionStorage");
  if (!kept) return;
  const body = new URLSearchParams(kept);
  body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  try {
    await post(form.dataset.autosaveUrl, body);
    write(keep, null, "sessionStorage");
    location.reload();
  } catch {
    show("unsaved", "changes of an earlier visit are kept here, not yet sent");
  }
}

class Refused extends Error {}

async function post(url, body) {
  const headers = { Accept: "application/json" };
  const response = await fetch(url, { method: "POST", body, headers });
  const answer = await response.json().catch(() => ({ message: SIGNED_OUT }));
  if (!response.ok || !answer.saved) throw new Refused(answer.message);
  return answer;
}

// Files are left to the real submission.
function bodyOf(form) {
  const entries = [...new FormData(form)].filter(([, value]) => typeof value === "string");
  return new URLSearchParams(entries);
}
