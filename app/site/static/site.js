// Suggestions while one types: a combobox with list autocomplete (WAI-ARIA Authoring Practices). Without this script the
// form asks the search page, and with it still does where nothing is chosen.

const DELAY = 120;
const MOST = 8;

class Suggestions {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[type=search]");
    this.kinds = Object.fromEntries(form.dataset.kinds.split(";").map((pair) => pair.split("=")));
    this.active = -1;
    this.asked = "";
    this.build();
    this.input.addEventListener("input", (event) => event.isComposing || this.soon());
    this.input.addEventListener("compositionend", () => this.soon());
    this.input.addEventListener("keydown", (event) => this.pressed(event));
    this.input.addEventListener("focus", () => this.options.length && this.input.value.trim() === this.asked && this.open());
    form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || this.close());
  }

  build() {
    const { input, form } = this;
    this.list = element("ul", { id: `${input.id}-list`, role: "listbox", class: "suggestions" });
    this.list.ariaLabel = form.querySelector("label").textContent;
    this.list.hidden = true;
    this.status = element("p", { role: "status", class: "unseen" });
    form.querySelector(".field").append(this.list);
    form.append(this.status);
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    Object.entries(roles).forEach(([name, value]) => input.setAttribute(name, value));
    // A press keeps the focus in the field, so that the list is still there when the press becomes a click.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
  }

  get options() {
    return this.list.children;
  }

  soon() {
    clearTimeout(this.timer);
    this.activate(-1);
    this.timer = setTimeout(() => this.ask(), DELAY);
  }

  async ask() {
    const text = this.input.value.trim();
    if (text === this.asked) return;
    this.asked = text;
    if (!text) return this.show([]);
    const query = new URLSearchParams({ limit: MOST, locale: this.form.dataset.locale, q: text });
    let items;
    try {
      const answer = await fetch(`/v1/suggest?${query}`);
      if (answer.ok) ({ items } = await answer.json());
    } catch {
      // Without a network there is nothing to offer; the form still works once there is one again.
    }
    if (text !== this.asked) return;
    // What could not be asked is no lack of suggestions: nothing is said, and the same may be asked again.
    if (!items) this.asked = "";
    this.show(items ?? []);
  }

  show(items) {
    // An answer that comes late must not take away the option that is active by then.
    const { href } = this.options[this.active]?.dataset ?? {};
    this.activate(-1);
    this.list.replaceChildren(...items.map((item, number) => this.option(item, number)));
    const { found, none } = this.form.dataset;
    this.status.textContent = !this.asked ? "" : items.length ? found.replace("…", items.length) : none;
    if (!items.length || document.activeElement !== this.input) return this.close();
    this.open();
    this.activate([...this.options].findIndex((option) => option.dataset.href === href));
  }

  option(item, number) {
    const { locale } = this.form.dataset;
    const option = element("li", { role: "option", id: `${this.list.id}-${number}`, "aria-selected": "false" });
    option.dataset.href = item.url.replace("/v1/", `/${locale.toLowerCase()}/`);
    const title = element("span", { class: "name", lang: languageOfTitle(item) });
    const matched = item.text === item.title;
    title.append(...(matched ? marked(item.text, item.ranges) : [item.title]));
    option.append(title, " ", element("span", { class: "kind" }, this.kinds[item.kind] ?? item.kind));
    if (!matched) option.append(" ", element("span", { class: "also", lang: item.text_locale }, ...marked(item.text, item.ranges)));
    const whole = item.part_of;
    if (whole) option.append(" ", element("span", { class: "also", lang: languageOfTitle(whole) }, whole.title));
    return option;
  }

  pressed(event) {
    // While a character is composed, keys belong to the input method; 229 is how some browsers say so.
    if (event.isComposing || event.keyCode === 229) return;
    const last = this.options.length - 1;
    const moves = {
      ArrowDown: () => (this.list.hidden ? this.open() || 0 : this.active < last ? this.active + 1 : 0),
      ArrowUp: () => (this.list.hidden ? this.open() || last : this.active > 0 ? this.active - 1 : last),
    };
    if (event.key in moves && last >= 0) this.activate(moves[event.key]());
    else if (event.key === "Escape" && !this.list.hidden) this.close();
    else if (event.key === "Enter" && !this.list.hidden && this.active >= 0) this.choose(this.options[this.active]);
    else return;
    event.preventDefault();
  }

  activate(number) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = number;
    const option = this.options[number];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  choose(option) {
    if (option) location.assign(option.dataset.href);
  }

  open() {
    if (!this.options.length) return;
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.activate(-1);
  }
}

function languageOfTitle({ fallbacks: { title } }) {
  return title?.reason === "missing" ? title.locale : null;
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// Ranges count code points, as the API gives them; a script counts in halves of some.
function marked(text, ranges) {
  const points = [...text];
  const parts = [];
  let done = 0;
  for (const [start, end] of ranges) {
    parts.push(points.slice(done, start).join(""), element("mark", {}, points.slice(start, end).join("")));
    done = end;
  }
  return [...parts, points.slice(done).join("")];
}

document.querySelectorAll("form.search").forEach((form) => new Suggestions(form));
