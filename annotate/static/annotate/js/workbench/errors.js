// What the server says is wrong, beside the field it is about.
import { element } from "./elements.js";
import { open } from "./panel.js";
import { codes, form } from "./sheet.js";

const shown = [];

export function clear() {
  for (const { message, field } of shown.splice(0)) {
    message.closest(".code")?.classList.remove("err");
    message.remove();
    field?.removeAttribute("aria-invalid");
    field?.removeAttribute("aria-describedby");
  }
}

export function show(errors) {
  clear();
  const found = Object.entries(errors).map(([name, words]) => [fieldOf(name), words, name]);
  for (const one of found) put(...one);
  const code = found[0]?.[0]?.closest(".code");
  const isTyping = form.contains(document.activeElement) && document.activeElement.matches("textarea, input");
  if (code && !isTyping) open(code);
}

// An error of a hidden field stands with its code.
function fieldOf(name) {
  const fields = [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
  const key = name.split("-").at(-1);
  const code = codes.find((one) => one.dataset.code === key);
  return fields.find((field) => field.type !== "hidden") ?? code?.querySelector("[name^=value-]");
}

function put(field, words, name) {
  const id = `wrong-${name}`;
  const message = element("p", { className: "msg", id, textContent: words });
  const code = field?.closest(".code");
  if (code) code.querySelector(":scope > fieldset").after(message);
  else form.prepend(message);
  code?.classList.add("err");
  field?.setAttribute("aria-invalid", "true");
  field?.setAttribute("aria-describedby", id);
  shown.push({ message, field });
}
