// Where the options of a combobox come from: its <select>, or `data-url?q=…` on the server,
// which answers [{"value": "12", "label": "Norway", "note": "state"}].

const AT_MOST = 50;

export function optionsOf(select) {
  const { url } = select.dataset;
  return url ? (words) => remote(url, words) : (words) => local(select, words);
}

async function local(select, words) {
  const wanted = fold(words).split(" ");
  return [...select.options]
    .filter((option) => option.value && wanted.every((word) => fold(option.text).includes(word)))
    .slice(0, AT_MOST)
    .map(({ value, text, dataset }) => ({ value, label: text, note: dataset.note ?? "" }));
}

async function remote(url, words) {
  const address = new URL(url, location.href);
  address.searchParams.set("q", words);
  const response = await fetch(address, { headers: { Accept: "application/json" } });
  return response.ok ? response.json() : [];
}

// "Élan" is found by "elan".
export function fold(text) {
  return text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase().trim();
}
