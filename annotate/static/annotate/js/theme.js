// The theme switch: system, light or dark, remembered on this device.
import { read, write } from "./stored.js";

const root = document.documentElement;

function show(choice) {
  if (choice === "system") delete root.dataset.theme;
  else root.dataset.theme = choice;
  for (const button of document.querySelectorAll("[data-theme-choice]"))
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === choice));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-theme-choice]");
  if (!button) return;
  const choice = button.dataset.themeChoice;
  write("theme", choice === "system" ? null : choice);
  show(choice);
});

show(read("theme") ?? "system");
