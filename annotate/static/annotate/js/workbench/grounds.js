// What an answer rests on. A code that is absent has none, and the server refuses any.
import * as evidence from "./evidence.js";
import * as places from "./places.js";
import { fields } from "./sheet.js";

const WRITTEN = { rationale: "reason", note: "note", quote: "words" };

// Returns the names of what there was.
export function clear(code) {
  const had = [];
  const count = evidence.of(code).length;
  if (count) had.push(count === 1 ? "passage" : `${count} passages`);
  evidence.put(code, []);
  if (places.clear(code)) had.push("sources");
  for (const [name, word] of Object.entries(WRITTEN))
    for (const field of fields(code, name).filter(({ value }) => value)) {
      field.value = "";
      had.push(word);
    }
  return had;
}
