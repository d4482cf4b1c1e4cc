// Runs before the first paint, so that a chosen theme does not flash and `.js-only` parts show.
document.documentElement.classList.add("js");
try {
  const theme = localStorage.getItem("theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // Storage is closed: the system's theme stands.
}
