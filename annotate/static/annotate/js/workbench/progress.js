// How many questions are answered, as the server counts them.
const words = document.querySelector("[data-progress]");
const bar = document.querySelector(".status-line progress");

export function showProgress({ answered, questions }) {
  words.textContent = `${answered} of ${questions} questions answered`;
  bar.value = answered;
}
