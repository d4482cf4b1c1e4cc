// Type-ahead over `select[data-combobox]`, one value or several; the select stays and is what is
// sent. Keys and roles as in the ARIA Authoring Practices' editable combobox with list.
import { optionsOf } from "./combobox-options.js";

const PAUSE_MS = 150;

class Combobox {
  constructor(select) {
    this.select = select;
    this.find = optionsOf(select);
    this.active = -1;
    this.build();
    this.listen();
    this.showChosen();
  }

  build() {
    const { select } = this;
    const id = select.id;
    this.box = element("div", { className: "combo" });
    this.chosen = element("ul", { className: "combo-chosen" });
    this.input = element("input", { type: "text", autocomplete: "off" });
    this.list = element("ul", { className: "combo-list", id: `${id}-options`, hidden: true });
    this.count = element("span", { className: "sr" });
    set(this.input, {
      role: "combobox",
      "aria-expanded": "false",
      "aria-autocomplete": "list",
      "aria-controls": this.list.id,
      "aria-required": String(select.required),
    });
    set(this.list, { role: "listbox", "aria-label": select.labels[0]?.textContent ?? "Options" });
    set(this.count, { role: "status" });
    for (const name of ["aria-describedby", "aria-invalid", "aria-label", "placeholder"])
      if (select.hasAttribute(name)) this.input.setAttribute(name, select.getAttribute(name));
    select.id = `${id}-plain`;
    this.input.id = id;
    select.hidden = true;
    select.required = false; // a browser refuses to submit what it cannot point at
    if (select.multiple) this.box.append(this.chosen);
    this.box.append(this.input, this.list, this.count);
    select.before(this.box);
  }

  listen() {
    this.input.addEventListener("input", () => this.searchSoon());
    this.input.addEventListener("click", () => this.search());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.leave());
    // Pressing an option or a chip must not take the focus away, which would close and redraw.
    this.box.addEventListener("mousedown", (event) => {
      if (event.target !== this.input) event.preventDefault();
    });
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("li")));
    this.chosen.addEventListener("click", (event) => this.drop(event.target.closest("button")));
  }

  key(event) {
    const acts = {
      ArrowDown: () => this.move(1),
      ArrowUp: () => this.move(-1),
      Enter: () => this.list.hidden || this.choose(this.list.children[this.active]),
      Escape: () => (this.list.hidden ? this.clear() : this.close()),
    };
    if (event.key === "Backspace" && !this.input.value)
      this.drop(this.chosen.querySelector("li:last-child button"));
    if (!acts[event.key] || (event.key === "Enter" && this.list.hidden)) return;
    event.preventDefault();
    acts[event.key]();
  }

  searchSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.search(), PAUSE_MS);
  }

  async search() {
    const words = this.input.value === this.labelOfValue() ? "" : this.input.value;
    const asked = (this.asked = Symbol("question"));
    const options = await this.find(words);
    if (asked !== this.asked || document.activeElement !== this.input) return;
    this.list.replaceChildren(...options.map((option, place) => this.line(option, place)));
    this.count.textContent = options.length ? `${options.length} found` : "nothing found";
    this.open(options.length > 0);
    this.point(words && options.length ? 0 : -1);
  }

  line({ value, label, note }, place) {
    const line = element("li", { id: `${this.list.id}-${place}` });
    const picked = this.options().some((known) => known.selected && known.value === String(value));
    set(line, { role: "option", "aria-selected": String(picked) });
    Object.assign(line.dataset, { value, label });
    line.append(element("bdi", { textContent: label }));
    if (note) line.append(" ", element("span", { className: "quiet", textContent: note }));
    return line;
  }

  async move(by) {
    if (this.list.hidden) await this.search();
    const last = this.list.children.length - 1;
    this.point(Math.min(Math.max(this.active + by, 0), last));
  }

  point(place) {
    this.active = place;
    [...this.list.children].forEach((line, at) => line.classList.toggle("on", at === place));
    const line = this.list.children[place];
    set(this.input, { "aria-activedescendant": line?.id ?? "" });
    line?.scrollIntoView({ block: "nearest" });
  }

  choose(line) {
    if (!line) return;
    const { value, label } = line.dataset;
    const known = this.options().find((option) => option.value === value);
    const option = known ?? this.select.appendChild(new Option(label, value));
    option.selected = this.select.multiple ? !option.selected : true;
    this.changed();
    this.close();
  }

  drop(button) {
    const option = button && this.options().find(({ value }) => value === button.dataset.value);
    if (!option) return;
    option.selected = false;
    this.changed();
    this.input.focus();
  }

  clear() {
    if (!this.select.multiple) this.select.value = "";
    this.changed();
  }

  leave() {
    if (!this.select.multiple && !this.input.value && this.select.value) this.clear();
    else this.showChosen();
    this.close();
  }

  changed() {
    this.showChosen();
    this.select.dispatchEvent(new Event("input", { bubbles: true }));
    this.select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  showChosen() {
    this.input.value = this.select.multiple ? "" : this.labelOfValue();
    const picked = this.options().filter((option) => option.selected && option.value);
    this.chosen.replaceChildren(...picked.map(chip));
  }

  labelOfValue() {
    const [option] = this.select.multiple ? [] : this.select.selectedOptions;
    return option?.value ? option.text : "";
  }

  options() {
    return [...this.select.options];
  }

  open(open = true) {
    this.list.hidden = !open;
    set(this.input, { "aria-expanded": String(open) });
  }

  close() {
    clearTimeout(this.timer);
    this.asked = null;
    this.open(false);
    this.point(-1);
  }
}

function chip(option) {
  const item = element("li");
  const remove = element("button", { type: "button", textContent: "×" });
  set(remove, { "data-value": option.value, "aria-label": `Remove ${option.text}` });
  item.append(element("bdi", { textContent: option.text }), remove);
  return item;
}

function element(name, properties = {}) {
  return Object.assign(document.createElement(name), properties);
}

function set(target, attributes) {
  for (const [name, value] of Object.entries(attributes)) target.setAttribute(name, value);
}

function enhance(root) {
  const selects = root.querySelectorAll("select[data-combobox]:not([hidden])");
  for (const select of selects) new Combobox(select);
}

enhance(document);
document.addEventListener("rows:added", (event) => enhance(event.target));
document.addEventListener("htmx:load", (event) => enhance(event.target));
