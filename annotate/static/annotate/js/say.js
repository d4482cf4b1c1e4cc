// A short word beside a control, also read aloud; it leaves after a while.
const SHOWN_MS = 4000;

export function say(words, beside) {
  const status = beside.parentElement.querySelector(":scope > .said") ?? add(beside);
  status.textContent = words;
  clearTimeout(status.timer);
  status.timer = setTimeout(() => (status.textContent = ""), SHOWN_MS);
}

function add(beside) {
  const status = document.createElement("span");
  status.className = "said";
  status.setAttribute("role", "status");
  beside.after(status);
  return status;
}
