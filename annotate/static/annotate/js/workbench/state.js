// The line that says whether the answers are saved.
const line = document.querySelector("[data-save-state]");

let last = line.querySelector("time")?.textContent ?? "";

const WHY = {
  offline: "offline",
  failing: "the server does not answer",
  "signed-out": "the server refused. If you are signed out, sign in in another tab, then come back here",
  closed: "this coding is not open to you any more",
  overtaken: "another tab saved this coding first (compare on top of the page)",
  restored: "found in this tab",
};

function show(look, words) {
  line.className = look;
  if (line.textContent !== words) line.textContent = words;
}

export const saving = () => show("saving", "saving…");

export const arrived = (at) => (last = at);
export const saved = () => show("saved", `saved ${last}`);

// `said`: the server's own sentence.
export function unsaved(why, changes, said = "") {
  const since = last ? `since ${last}` : "yet";
  const reason = said ? `: ${said.replace(/\.$/, "")}` : `, ${WHY[why]}`;
  show("unsaved", `not saved ${since}${reason}; ${counted(changes, "change")} kept here`);
}

export const refused = (wrong, changes) =>
  show(
    "unsaved",
    `not saved: ${counted(wrong, "answer")} to mend below; ${counted(changes, "change")} kept here`,
  );

const counted = (count, what) => `${count} ${what}${count === 1 ? "" : "s"}`;
