// The line on top stays in sight, and the codebook begins below it, however high it is.
const bench = document.querySelector("[data-workbench]");
const line = bench.querySelector(".status-line");

new ResizeObserver(() => {
  bench.style.setProperty("--under-status", `${line.offsetHeight}px`);
}).observe(line);
