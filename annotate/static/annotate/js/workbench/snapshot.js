// The whole sheet as one string, and back: what undo, redo and what was kept are made of.
import * as evidence from "./evidence.js";
import * as places from "./places.js";
import { codes, form } from "./sheet.js";

const NOT_ANSWERS = ["csrfmiddlewaretoken", "version", "coding", "document"];
const LISTED = /^(passage|citation|pages)-/; // as many as there are

export function read() {
  const answers = new URLSearchParams(new FormData(form));
  for (const name of NOT_ANSWERS) answers.delete(name);
  return answers.toString();
}

// What is posted to save a state.
export function bodyWith(state) {
  const body = new URLSearchParams(state);
  for (const name of NOT_ANSWERS) body.set(name, form.elements[name].value);
  return body;
}

export function write(state) {
  const answers = new URLSearchParams(state);
  const left = new Map([...answers.keys()].map((name) => [name, answers.getAll(name)]));
  for (const field of form.elements) if (isAnswer(field)) put(field, left.get(field.name) ?? []);
  for (const code of codes) putLists(code, (name) => answers.getAll(`${name}-${code.dataset.code}`));
}

function putLists(code, listed) {
  const pages = listed("pages");
  evidence.put(code, listed("passage"));
  places.put(
    code,
    listed("citation").map((citation, place) => [citation, pages[place]]),
  );
}

function isAnswer(field) {
  const { name, type } = field;
  if (!name || NOT_ANSWERS.includes(name) || LISTED.test(name)) return false;
  return !["submit", "button", "fieldset", "search"].includes(type);
}

// Fields of one name take its values in turn.
function put(field, values) {
  if (["radio", "checkbox"].includes(field.type)) field.checked = values.includes(field.value);
  else field.value = values.shift() ?? "";
}
