// `data-copy="ID"` copies that element's text; `data-copy-text="…"` copies the words themselves.
import { say } from "./say.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy], [data-copy-text]");
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(button.dataset.copyText ?? source.textContent.trim());
    say("Copied.", button);
  } catch {
    if (source) getSelection().selectAllChildren(source);
    say("Copying is blocked here: the text is selected, press Ctrl+C.", button);
  }
});
