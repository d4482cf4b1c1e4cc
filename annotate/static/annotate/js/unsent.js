// What was typed and has not reached the server, kept in this tab for the person who typed it.
// The next page about the same case sends it: each form by its own key, so that the server can
// keep it beside what was kept from elsewhere since, and say so.
import { names, read, write } from "./stored.js";

const TAB = "sessionStorage";
const SIGNED_OUT =
  "the server refused. If you are signed out, sign in again in another tab, then come back or" +
  " reload this page: what you typed is kept here";

export class Refused extends Error {}

export class Unsent {
  constructor(url, person) {
    this.url = url;
    this.prefix = `unsaved ${person} ${url} `;
  }

  keep(body) {
    write(this.nameOf(body), body.toString(), TAB);
  }

  forget(body) {
    write(this.nameOf(body), null, TAB);
  }

  nameOf(body) {
    return this.prefix + (body.get("form_key") ?? "");
  }

  // Returns the last answer; nothing if there was nothing to send.
  async send(token) {
    let answer;
    for (const name of names(this.prefix, TAB)) {
      const body = new URLSearchParams(read(name, TAB));
      body.set("csrfmiddlewaretoken", token);
      body.set("late", "1");
      answer = await post(this.url, body);
      write(name, null, TAB);
    }
    return answer;
  }
}

// Any answer without the time is a refusal, as when the session has ended.
export async function post(url, body) {
  const headers = { Accept: "application/json" };
  const response = await fetch(url, { method: "POST", body, headers });
  const answer = await response.json().catch(() => ({ message: SIGNED_OUT }));
  if (!answer.saved) throw new Refused(answer.message);
  return answer;
}

// Signing in changes the token that every form carries; "" while somebody else or nobody is.
export async function newToken(person) {
  const response = await fetch(location.href);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const field = page.querySelector(`[data-person="${person}"] [name=csrfmiddlewaretoken]`);
  return field?.value ?? "";
}
