// The documents of the case: each is fetched when it is first asked for and stays on the page, so
// that nothing is lost by going from one to the other.
import { tell } from "./tell.js";
import { articleOf, articles, shown } from "./texts.js";

const tabs = () => [...document.querySelectorAll(".documents .tabs a")];
const keyOf = (tab) => new URL(tab.href).searchParams.get("document");

// Whether it could be shown.
export async function showDocument(key) {
  const tab = tabs().find((one) => keyOf(one) === key);
  if (!articleOf(key)) {
    const article = tab && (await read(tab.href, key).catch(() => null));
    if (!article) return refuse(tab);
    shown().after(article);
    document.dispatchEvent(new CustomEvent("document:added", { detail: article }));
  }
  for (const article of articles()) article.hidden = article.dataset.document !== key;
  if (tab) mark(tab, key);
  document.dispatchEvent(new Event("document:shown"));
  return true;
}

async function read(address, key) {
  const response = await fetch(address);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.querySelector(`article[data-document="${key}"]`);
}

function refuse(tab) {
  tell(tab ? "That text could not be read; try again." : "That text is not among those shown.");
  return false;
}

function mark(tab, key) {
  for (const one of tabs()) one.removeAttribute("aria-current");
  tab.setAttribute("aria-current", "page");
  history.replaceState(null, "", tab.href);
  const field = document.querySelector("#sheet [name=document]");
  if (field) field.value = key;
}

document.addEventListener("click", async (event) => {
  const tab = event.target.closest(".documents .tabs a");
  if (!tab || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (await showDocument(keyOf(tab))) tell(`${tab.textContent.trim()} is shown.`);
});
