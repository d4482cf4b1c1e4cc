// What one answer says about others. Each rule returns the sentences that tell of it.
import { clear } from "./grounds.js";
import {
  childrenOf,
  codesOf,
  dimensionOf,
  headingOf,
  isPresent,
  labelOf,
  noneOf,
  parentOf,
  roleOf,
  rolesOf,
  setRole,
  setValue,
  valueOf,
} from "./sheet.js";

export function follow(code) {
  if (!valueOf(code)) return absent(code);
  return [...somethingApplies(code), ...(isPresent(code) ? present(code) : absentBelow(code))];
}

function present(code) {
  takeRole(code);
  return [...onlyAnswer(code), ...bringsType(code)];
}

// At least one has to lead, so the first does until the coder says otherwise.
function takeRole(code) {
  const [first, second] = rolesOf(code);
  if (!first || roleOf(code)) return;
  const others = codesOf(dimensionOf(code)).filter((one) => one !== code && isPresent(one));
  setRole(code, others.length ? second : first);
}

function onlyAnswer(code) {
  const dimension = dimensionOf(code);
  if ("multi" in dimension.dataset) return [];
  const others = codesOf(dimension).filter((one) => one !== code && isPresent(one));
  return others.flatMap((other) => {
    setValue(other, "");
    return [`${headingOf(dimension)} takes one answer: ${labelOf(other)} is off.`, ...absent(other)];
  });
}

function bringsType(code) {
  const parent = parentOf(code);
  if (!parent || isPresent(parent)) return [];
  setValue(parent, "present");
  return [`${labelOf(parent)} is present with it.`, ...follow(parent)];
}

function absent(code) {
  const had = clear(code);
  const taken = had.length ? [`Its ${had.join(", ")} cleared; undo brings back.`] : [];
  return [...taken, ...absentBelow(code)];
}

function absentBelow(code) {
  return childrenOf(code)
    .filter(isPresent)
    .flatMap((child) => {
      setValue(child, "");
      return [`${labelOf(child)} is off with it.`, ...absent(child)];
    });
}

function somethingApplies(code) {
  const none = noneOf(dimensionOf(code));
  if (!none?.checked) return [];
  none.checked = false;
  return ["“None applies” is off."];
}

export function noneApplies(dimension) {
  return codesOf(dimension)
    .filter(valueOf)
    .flatMap((code) => {
      setValue(code, "");
      return [`${labelOf(code)} is off.`, ...absent(code)];
    });
}
