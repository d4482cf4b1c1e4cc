// Where a source can be chosen on the form of a case, the choices follow the rows of sources as
// they are typed; without this they follow when the page comes back from the server.

const ROW = "[data-source]";
const CHOICE = "select[name$='-place'], select[name^='documents-'][name$='-source'], select[name^='verifications-'][name$='-source']";

function sources() {
  return [...document.querySelectorAll(ROW)].filter(isKept).map((row) => [valueOf(row, "ref"), headingOf(row)]).filter(([, heading]) => heading);
}

function isKept(row) {
  return !row.querySelector("[name$='-DELETE']")?.checked;
}

function headingOf(row) {
  const described = ["author", "title", "year"].map((name) => valueOf(row, name)).filter(Boolean);
  return described.join(", ") || valueOf(row, "source");
}

function valueOf(row, name) {
  return row.querySelector(`[name$='-${name}']`).value;
}

function refresh(select) {
  const options = new Map([...select.options].map((option) => [option.value, option]));
  for (const [ref, heading] of sources()) {
    if (options.has(ref)) options.get(ref).textContent = heading;
    else select.append(new Option(heading, ref));
  }
}

document.addEventListener("focusin", (event) => {
  if (event.target.matches(CHOICE)) refresh(event.target);
});
