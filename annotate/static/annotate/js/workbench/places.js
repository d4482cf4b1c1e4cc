// A cited place without a passage: what is chosen below the list joins it when one goes on, so that
// the next can be chosen.
import { element } from "./elements.js";
import { answered, form, labelOf } from "./sheet.js";

const listOf = (code) => code.querySelector("[data-places]");
const lastOf = (code, name) => code.querySelector(`.two [name^=${name}-]`);

// All of a code, as `[citation, pages]`; the last is the one being chosen.
export function put(code, pairs) {
  const last = lastOf(code, "citation");
  const [citation, pages] = (last && pairs.at(-1)) || ["", ""];
  if (last) last.value = citation;
  if (last) lastOf(code, "pages").value = pages;
  const listed = last ? pairs.slice(0, -1) : pairs;
  listOf(code)?.replaceChildren(...listed.map(([key, at]) => itemFor(code, key, at)));
}

// Whether there were any.
export function clear(code) {
  const had = listOf(code)?.children.length > 0 || Boolean(lastOf(code, "citation")?.value);
  put(code, []);
  return had;
}

function itemFor(code, citation, pages) {
  const key = code.dataset.code;
  const options = [...(lastOf(code, "citation")?.options ?? [])];
  const source = options.find((option) => option.value === citation)?.text ?? "";
  return element(
    "li",
    { data: { place: "" } },
    element("input", { type: "hidden", name: `citation-${key}`, value: citation }),
    element("input", { type: "hidden", name: `pages-${key}`, value: pages }),
    [source, pages].filter(Boolean).join(", "),
    " ",
    element("button", { type: "button", name: "remove", className: "btn txt sm" }, "Remove"),
  );
}

function goOn(event) {
  const group = event.target.closest(".two");
  const code = group?.closest(".code");
  if (!code || group.contains(event.relatedTarget)) return;
  const [citation, pages] = [lastOf(code, "citation"), lastOf(code, "pages")];
  if (!citation?.value) return;
  const item = itemFor(code, citation.value, pages.value);
  listOf(code).append(item);
  citation.value = pages.value = "";
  answered(`${labelOf(code)}: a source added`);
}

form.addEventListener("focusout", goOn);
