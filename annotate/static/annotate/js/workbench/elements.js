export function element(name, given = {}, ...inside) {
  const { data = {}, ...properties } = given;
  const made = Object.assign(document.createElement(name), properties);
  Object.assign(made.dataset, data);
  made.append(...inside);
  return made;
}

export function short(words, most = 90) {
  const letters = [...words];
  return letters.length > most ? `${letters.slice(0, most).join("")}…` : words;
}
