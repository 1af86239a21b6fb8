// The search field: an editable combobox with list autocomplete, after the ARIA Authoring Practices Guide.
import { make } from "./faq-prose.js";

const SUGGEST_AFTER = 80;
const SEARCH_AFTER = 250;
const LONGEST_QUERY = 200;

// A text with the parts at these code-point ranges marked.
function marked(text, ranges) {
  const points = [...text];
  const nodes = [];
  let at = 0;
  for (const [start, end] of ranges) {
    nodes.push(points.slice(at, start).join(""), make("mark", {}, points.slice(start, end).join("")));
    at = end;
  }
  return [...nodes, points.slice(at).join("")];
}

export class SearchField {
  #timer;
  #turn = 0;
  #items = [];
  #active = -1;

  // `handlers`: suggest(text) gives items, offered(count) hears how many are open, search(text) shows what a text finds,
  // choose(item) shows one entry.
  constructor(handlers) {
    this.handlers = handlers;
    this.input = make("input", {
      type: "search", role: "combobox", part: "input", maxlength: LONGEST_QUERY,
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "options",
      autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "search",
      keydown: (event) => this.#onKey(event),
      input: (event) => event.isComposing || this.#onText(),
      compositionend: () => this.#onText(),
    });
    const prevent = (event) => event.preventDefault();
    // Pressing on an option must not take the focus from the field.
    this.options = make("ul", { id: "options", role: "listbox", part: "options", hidden: true, mousedown: prevent });
    this.node = make("form", { role: "search", part: "search", submit: prevent, focusout: () => this.close() }, this.input, this.options);
  }

  get text() {
    return this.input.value.trim();
  }

  set text(text) {
    this.input.value = text.slice(0, LONGEST_QUERY);
  }

  speak(words) {
    this.input.ariaLabel = this.input.placeholder = words.search;
    this.options.ariaLabel = words.suggestions;
  }

  // Without the options, and without what was still to be asked.
  close() {
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.#show([]);
  }

  // Titles first; what has none of them, as is known once they were asked for, is searched for in the texts.
  #onText() {
    clearTimeout(this.#timer);
    this.#activate(-1);
    if (!this.text) return this.#search();
    this.#timer = setTimeout(() => this.#suggest(), SUGGEST_AFTER);
  }

  #search() {
    this.close();
    this.handlers.search(this.text);
  }

  async #suggest() {
    const turn = (this.#turn += 1);
    const items = await this.handlers.suggest(this.text);
    if (turn !== this.#turn || !this.input.matches(":focus")) return;
    // An answer that comes late must not take away the option that is active by then.
    const { url } = this.#items[this.#active] ?? {};
    this.#show(items);
    this.#activate(items.findIndex((item) => item.url === url));
    if (!items.length) this.#timer = setTimeout(() => this.handlers.search(this.text), SEARCH_AFTER);
  }

  #show(items) {
    const isOpen = items.length > 0;
    if (isOpen || !this.options.hidden) this.handlers.offered(items.length);
    this.#items = items;
    this.options.replaceChildren(...items.map((item, at) => this.#option(item, at)));
    this.options.hidden = !isOpen;
    this.input.ariaExpanded = isOpen;
    this.#activate(-1);
  }

  #option(item, at) {
    const isTitle = item.text === item.title;
    const parts = isTitle ? marked(item.text, item.ranges) : [item.title];
    const node = make("li", { id: `option-${at}`, role: "option", part: "option", lang: item.lang, dir: item.dir, click: () => this.#choose(at) }, ...parts, ...item.whole);
    if (!isTitle) node.append(" ", make("small", { lang: item.text_locale, dir: "auto" }, ...marked(item.text, item.ranges)));
    return node;
  }

  #activate(at) {
    this.#active = at;
    [...this.options.children].forEach((option, index) => (option.ariaSelected = index === at));
    if (at < 0) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", `option-${at}`);
    this.options.children[at].scrollIntoView({ block: "nearest" });
  }

  #choose(at) {
    const item = this.#items[at];
    this.text = item.title;
    this.close();
    this.handlers.choose(item);
  }

  #onKey(event) {
    // The keys of an input method choose among its candidates; 229 is what some send outside of a composition.
    if (event.isComposing || event.keyCode === 229) return;
    const count = this.#items.length;
    const act = {
      ArrowDown: () => (count ? this.#activate((this.#active + 1) % count) : this.text && this.#suggest()),
      ArrowUp: () => count && this.#activate((this.#active < 1 ? count : this.#active) - 1),
      Enter: () => (this.#active < 0 ? this.#search() : this.#choose(this.#active)),
      Escape: () => this.#onEscape(),
    }[event.key];
    if (act) {
      act();
      event.preventDefault();
    } else if (event.key === "Home" || event.key === "End") this.#activate(-1);
  }

  #onEscape() {
    if (!this.options.hidden) return this.close();
    this.text = "";
    this.#search();
  }
}
