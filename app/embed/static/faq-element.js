// <kuajing-faq>: questions of the knowledge base as an accordion, with a search field where `search` is set.
import { make, prose } from "./faq-prose.js";
import { SearchField } from "./faq-search.js";
import { Source, directionOf, languageName, speaking, wantedAt } from "./faq-source.js";
import { STYLE } from "./faq-style.js";
import { WORDS } from "./faq-words.js";

const PLURALS = { process: "processes" };
const OF_MODEL = { faq: "about", feature: "model", process: "model", step: "model" };
const TITLES = ["question", "name", "title"];
const BODIES = ["answer", "definition", "body", "summary"];
const MOST = 100;
const SUGGESTIONS = 7;
// Beyond this many, regions are more in the way than of help (ARIA Authoring Practices Guide, accordion).
const REGIONS = 6;

const sheet = new CSSStyleSheet();
sheet.replaceSync(STYLE);

export class FaqElement extends HTMLElement {
  static observedAttributes = ["about", "kind", "locale", "q", "limit", "search"];
  #root = this.attachShadow({ mode: "open" });
  #status = make("p", { role: "status", part: "status" });
  #list = make("div", { part: "list" });
  #frame = make("div", { part: "faq" }, this.#status, this.#list, make("slot"));
  #abort = new AbortController();
  #starting = false;
  #isFollowed = false;
  #source;
  #words;
  #spoken;
  #field;
  #level;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.append(this.#frame);
  }

  connectedCallback() {
    addEventListener("hashchange", this);
    this.#start();
  }

  disconnectedCallback() {
    removeEventListener("hashchange", this);
    this.#abort.abort();
  }

  attributeChangedCallback(name, before, now) {
    if (before === now || this.#starting || !this.isConnected) return;
    this.#starting = true;
    // Several attributes that change together, or before the element starts by itself, are one change.
    queueMicrotask(() => this.#starting && this.#start());
  }

  handleEvent() {
    this.#followHash();
  }

  #attribute(name) {
    return this.getAttribute(name)?.trim() || null;
  }

  get #limit() {
    return Math.min(Math.max(parseInt(this.getAttribute("limit"), 10) || 20, 1), MOST);
  }

  #start() {
    this.#starting = false;
    this.#isFollowed = false;
    this.#source = new Source(wantedAt(this));
    this.#level = Math.min(headingBefore(this) + 1, 6);
    this.#field?.remove();
    this.#spoken = this.#field = null;
    this.#speak(this.#source.locale);
    return this.search(this.#attribute("q"));
  }

  // Our own words in the nearest locale that has them; `lang` says which that is.
  #speak(locale) {
    const spoken = speaking(locale);
    if (spoken === this.#spoken) return;
    this.#spoken = spoken;
    this.#words = WORDS[spoken];
    this.#frame.lang = spoken;
    this.#frame.dir = directionOf(spoken);
    if (!this.hasAttribute("search")) return;
    const field = new SearchField(this.#words, this, this.#field?.querySelector("input").value ?? this.#attribute("q"));
    this.#field?.remove();
    this.#frame.prepend((this.#field = field.node));
  }

  #browse() {
    const kind = this.#attribute("kind") ?? "faq";
    const relation = OF_MODEL[kind];
    const parameters = { limit: this.#limit, ...(relation && { [relation]: this.#attribute("about") }) };
    return this.#load(`/v1/${PLURALS[kind] ?? `${kind}s`}`, parameters, () => "");
  }

  // What a text finds, in the list; the whole list where there is none.
  search(text) {
    if (!text) return this.#browse();
    const parameters = { q: text, kind: this.#attribute("kind"), model: this.#attribute("about"), limit: this.#limit };
    const told = (total) => (total ? fill(this.#words.results, total) : fill(this.#words.none, text));
    return this.#load("/v1/search", parameters, told);
  }

  // Titles for what is typed so far; none where the knowledge base cannot be reached.
  async suggest(text) {
    const kind = this.#attribute("kind");
    const limit = kind ? 50 : SUGGESTIONS;
    const found = await this.#source.get("/v1/suggest", { q: text, limit }).catch(() => ({ items: [] }));
    const wanted = found.items.filter((item) => !kind || item.kind === kind).slice(0, SUGGESTIONS);
    if (wanted.length) this.#tell(`${this.#words.suggestions}: ${wanted.length}`);
    return wanted.map((item) => ({ ...item, ...this.#language(item, "title") }));
  }

  // The one entry of a suggestion, opened.
  choose(item) {
    return this.#load(item.url, {}, () => fill(this.#words.results, 1), true);
  }

  async #load(address, parameters, told, isOpen = false) {
    this.#abort.abort();
    const { signal } = (this.#abort = new AbortController());
    try {
      const content = await this.#source.get(address, parameters, signal);
      this.#speak(content.locale);
      const items = content.items ?? [content];
      this.#list.replaceChildren();
      this.#append(items, content.next);
      this.#tell(told(content.total) || (items.length ? "" : this.#words.empty));
      if (isOpen) this.#toggle(this.#list.querySelector("button"), true);
      this.#root.querySelector("slot").hidden = true;
      this.dispatchEvent(new Event("load"));
      if (!this.#isFollowed) this.#followHash();
    } catch {
      if (!signal.aborted) this.#fail(() => this.#load(address, parameters, told, isOpen));
    }
  }

  #fail(again) {
    const button = make("button", { type: "button", part: "retry" }, this.#words.retry);
    button.addEventListener("click", async () => {
      await again();
      if (!button.isConnected) this.#list.querySelector("button")?.focus();
    });
    this.#tell(this.#words.unreachable, " ", button);
    this.dispatchEvent(new Event("error"));
  }

  #tell(...text) {
    this.#status.replaceChildren(...text);
  }

  #append(items, next) {
    const regions = items.length <= REGIONS;
    this.#list.append(...items.map((item) => this.#item(item, regions)));
    if (!next) return;
    const more = make("button", { type: "button", part: "more" }, this.#words.more);
    more.addEventListener("click", () => this.#more(more, next));
    this.#list.append(more);
  }

  async #more(button, next) {
    try {
      const content = await this.#source.get(next);
      const last = button.previousElementSibling;
      button.remove();
      this.#append(content.items, content.next);
      last.nextElementSibling.querySelector("button").focus();
    } catch {
      this.#fail(() => this.#more(button, next));
    }
  }

  #item(entry, isRegion) {
    const id = `${entry.kind}-${entry.slug}`;
    const [title, text] = textOf(entry, TITLES);
    const controls = { id, type: "button", part: "question", "aria-expanded": "false", "aria-controls": `${id}-panel` };
    const button = make("button", controls, make("span", this.#language(entry, title), text), ...this.#note(entry, title));
    const region = isRegion && { role: "region", "aria-labelledby": id };
    const panel = make("div", { id: `${id}-panel`, part: "answer", hidden: "until-found", ...region });
    button.addEventListener("click", () => this.#toggle(button));
    panel.addEventListener("beforematch", () => this.#toggle(button, true));
    if (textOf(entry, BODIES)[1]) this.#fill(panel, entry);
    else panel.dataset.url = entry.url;
    return make("div", { part: "item" }, make(`h${this.#level}`, {}, button), panel);
  }

  #fill(panel, entry) {
    const [field, text] = textOf(entry, BODIES);
    const link = make("a", { href: `#${entry.kind}-${entry.slug}`, part: "link" }, this.#words.link);
    const body = make("div", { class: "prose", ...this.#language(entry, field) }, ...prose(text ?? ""));
    panel.replaceChildren(body, make("p", { class: "foot" }, link, ...this.#note(entry, field)));
  }

  // The attributes that say which language a text is in where it is not that of our own words.
  #language(entry, field) {
    const tag = fellBackTo(entry, field) ?? this.#source.locale;
    return tag === this.#spoken ? {} : { lang: tag, dir: directionOf(tag) };
  }

  #note(entry, field) {
    const tag = fellBackTo(entry, field);
    return tag ? [make("small", { part: "note" }, languageName(tag, this.#spoken))] : [];
  }

  async #toggle(button, isOpen = button.getAttribute("aria-expanded") !== "true") {
    const panel = button.closest("[part=item]").lastElementChild;
    button.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) return panel.setAttribute("hidden", "until-found");
    panel.removeAttribute("hidden");
    if (!panel.dataset.url) return;
    try {
      this.#fill(panel, await this.#source.get(panel.dataset.url));
      delete panel.dataset.url;
    } catch {
      panel.replaceChildren(make("p", {}, this.#words.unreachable));
    }
  }

  // Opens the entry that the page's address names, fetched where the list does not have it.
  async #followHash() {
    this.#isFollowed = true;
    const [, id, kind, slug] = /^#(([a-z]+)-([a-z0-9-]+))$/.exec(location.hash) ?? [];
    if (kind !== (this.#attribute("kind") ?? "faq")) return;
    if (!this.#root.getElementById(id)) {
      const entry = await this.#source.get(`/v1/${PLURALS[kind] ?? `${kind}s`}/${slug}`).catch(() => null);
      const about = this.#attribute("about");
      if (!entry || (about && ![entry[OF_MODEL[kind]]].flat().includes(about))) return;
      this.#list.prepend(this.#item(entry, false));
    }
    const button = this.#root.getElementById(id);
    this.#toggle(button, true);
    button.scrollIntoView();
    button.focus({ preventScroll: true });
  }
}

function fill(words, value) {
  return words.replace(/\{\w+\}/, () => value);
}

function textOf(entry, fields) {
  const field = fields.find((name) => entry[name]);
  return [field, entry[field]];
}

// What was converted between the Chinese scripts is in the reader's own.
function fellBackTo(entry, field) {
  const fallback = entry.fallbacks?.[field];
  return fallback && fallback.reason !== "converted" ? fallback.locale : null;
}

// The level of the last heading in front of an element, 1 where there is none.
function headingBefore(element) {
  const headings = [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")];
  const isBefore = (heading) => heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING && !element.contains(heading);
  return Number(headings.filter(isBefore).at(-1)?.localName[1] ?? 1);
}
