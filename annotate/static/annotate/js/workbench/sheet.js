// The answer sheet: a form of plain fields, which is all the state there is. What changes it says so
// by the event “answered” on the form, with the words for it.

export const form = document.getElementById("sheet");
export const codes = [...form.querySelectorAll(".code[data-code]")];

const byKey = new Map(codes.map((code) => [code.dataset.code, code]));

export const codeWith = (key) => byKey.get(key);
export const numbered = (number) => codes.find((code) => code.dataset.number === number);
export const labelOf = (code) => code.dataset.label;
export const dimensionOf = (code) => code.closest("[data-dimension]");
export const dimensions = [...form.querySelectorAll("[data-dimension]")];
export const headingOf = (dimension) => dimension.querySelector("h2").textContent.trim();
export const isTrack = (code) => dimensionOf(code).dataset.dimension === "track";

const membersOf = new Map(
  dimensions.map((dimension) => [dimension, codes.filter((code) => dimension.contains(code))]),
);

export const codesOf = (dimension) => membersOf.get(dimension);
export const parentOf = (code) => byKey.get(code.dataset.parent);
export const childrenOf = (code) => codes.filter((one) => parentOf(one) === code);

// Looked for once: there are a hundred codes, and each is asked after every answer.
const found = new Map(codes.map((code) => [code, new Map()]));

export function fields(code, name) {
  const known = found.get(code);
  if (!known.has(name)) known.set(name, [...code.querySelectorAll(`[name^="${name}-"]`)]);
  return known.get(name);
}

const chosen = (code, name) => fields(code, name).find((field) => field.checked)?.value ?? "";

function choose(code, name, value) {
  for (const field of fields(code, name)) field.checked = field.value === value;
}

export const valueOf = (code) => chosen(code, "value");
export const setValue = (code, value) => choose(code, "value", value);
export const isPresent = (code) => valueOf(code) === "present";

export const rolesOf = (code) => (dimensionOf(code).dataset.roles ?? "").split(" ").filter(Boolean);
export const confidenceOf = (code) => chosen(code, "confidence");
export const setConfidence = (code, level) => choose(code, "confidence", level);
export const levelsOf = (code) => fields(code, "confidence").map(({ value }) => value);
export const roleOf = (code) => (rolesOf(code).length ? chosen(code, "role") : "");
export const setRole = (code, role) => choose(code, "role", role);

export const noneOf = (dimension) => dimension.querySelector("[name=none]");

// “4 Private citizen”, as it is said of a track.
export function nameOf(code) {
  return [code.dataset.number, labelOf(code)].filter(Boolean).join(" ");
}

// What it is answered with, in words: “supporting”, “cannot tell”; nothing while absent.
export function answerOf(code) {
  const value = valueOf(code);
  return value === "present" ? roleOf(code) || "present" : value.replace("-", " ");
}

// `rest`: whether to save at once, as when a field is left.
export function answered(words, rest = {}) {
  form.dispatchEvent(new CustomEvent("answered", { detail: { words, ...rest } }));
}
