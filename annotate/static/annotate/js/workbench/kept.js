// The sheet that the server does not have yet, kept in this tab for the person who filled it in,
// with the version that it was made on; once all is saved, the version that this tab brought it to.
import { read as readStored, write } from "../stored.js";
import { form } from "./sheet.js";

const TAB = "sessionStorage";
const { coding, person = "" } = form.dataset;
const NAME = `unsent coding ${person} ${coding}`;

// `{ state, version, changes, sent }`
export const keep = (sheet) => write(NAME, JSON.stringify(sheet), TAB);
export const forget = () => write(NAME, null, TAB);

export function read() {
  try {
    return JSON.parse(readStored(NAME, TAB));
  } catch {
    return null;
  }
}
