// <kuajing-faq>: questions of the knowledge base as an accordion, with a search field where `search` is set.
import { make, prose } from "./faq-prose.js";
import { SearchField } from "./faq-search.js";
import { Source, directionOf, fellBackTo, languageName, nearest, wantedAt } from "./faq-source.js";
import { STYLE } from "./faq-style.js";
import { WORDS } from "./faq-words.js";

// The kinds, each with its filter by a model; terms, topics and models belong to none.
const KINDS = { faq: "about", feature: "model", process: "model", step: "model", term: "", topic: "", model: "" };
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
  #field = new SearchField(this);
  #status = make("p", { role: "status", part: "status" });
  #list = make("div", { part: "list" });
  #slot = make("slot");
  #frame = make("div", { part: "faq" }, this.#field.node, this.#status, this.#list, this.#slot);
  #starting = false;
  #isFollowed;
  #isOther;
  #loading;
  #turn;
  #told;
  #source;
  #words;
  #spoken;
  #level;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.append(this.#frame);
  }

  connectedCallback() {
    addEventListener("hashchange", this);
    this.#isFollowed = false;
    this.#start();
  }

  disconnectedCallback() {
    removeEventListener("hashchange", this);
  }

  attributeChangedCallback(name, before, now) {
    if (before === now) return;
    if (name === "q") this.#field.text = now ?? "";
    if (this.#starting || !this.isConnected) return;
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

  get #kind() {
    return this.#attribute("kind")?.toLowerCase() ?? null;
  }

  get #limit() {
    return Math.min(Math.max(parseInt(this.getAttribute("limit"), 10) || 20, 1), MOST);
  }

  // What a search is narrowed to.
  get #narrowed() {
    return { kind: this.#kind, model: KINDS[this.#kind] !== "" && this.#attribute("about") };
  }

  // What is shown stays, with its language, until there is something else to show.
  #start() {
    this.#starting = false;
    this.#isOther = true;
    this.#source = new Source(wantedAt(this));
    this.#level = Math.min(headingBefore(this) + 1, 6);
    this.#field.node.hidden = !this.hasAttribute("search");
    if (!this.#list.hasChildNodes()) this.#speak();
    this.#loading = this.search(this.#field.text);
  }

  // Our own words in the nearest locale that has them; `lang` says which that is.
  #speak() {
    this.#spoken = nearest(this.#source.locale) ?? "en";
    this.#words = WORDS[this.#spoken];
    this.#frame.lang = this.#spoken;
    this.#frame.dir = directionOf(this.#spoken);
    this.#field.speak(this.#words);
  }

  #browse() {
    const kind = this.#kind ?? "faq";
    return this.#load(listOf(kind), { limit: this.#limit, [KINDS[kind]]: this.#attribute("about") });
  }

  // What a text finds, in the list; the whole list where there is none.
  search(text) {
    if (!text) return this.#browse();
    return this.#load("/v1/search", { q: text, ...this.#narrowed, limit: this.#limit }, text);
  }

  // Titles for what is typed so far; none where the knowledge base cannot be reached.
  async suggest(text) {
    const parameters = { q: text, ...this.#narrowed, limit: SUGGESTIONS };
    const { items } = await this.#source.get("/v1/suggest", parameters).catch(() => ({ items: [] }));
    return items.map((item) => ({ ...item, ...this.#language(item, "title"), whole: this.#whole(item) }));
  }

  // Tells how many titles are offered; once there are none, what was told of the list.
  offered(count) {
    this.#status.replaceChildren(...(count ? [`${this.#words.suggestions}: ${count}`] : this.#told));
  }

  // The one entry of a suggestion, opened.
  choose(item) {
    return this.#load(item.url, {}, item.title);
  }

  // Shows the entries, or the one entry, at an address; `text` is what was looked for.
  async #load(address, parameters, text = "") {
    const turn = (this.#turn = {});
    this.#list.ariaBusy = true;
    try {
      const content = await this.#source.get(address, parameters);
      if (turn !== this.#turn) return;
      this.#isOther = false;
      this.#speak();
      const { items = [content], total = 1, next } = content;
      this.#list.replaceChildren();
      this.#append(items, next);
      if (total) this.#tell(text && fill(this.#words.results, total));
      else this.#tell(text ? fill(this.#words.none, text) : this.#words.empty);
      if (!content.items) this.#toggle(this.#list.querySelector("button"), true);
      this.#slot.hidden = true;
      this.dispatchEvent(new Event("load"));
      if (!this.#isFollowed) this.#followHash();
    } catch (error) {
      if (turn === this.#turn) this.#fail(error, () => this.#load(address, parameters, text));
    } finally {
      this.#list.ariaBusy = turn !== this.#turn;
    }
  }

  // What is shown of another selection would be taken for this one.
  #fail(error, again) {
    if (this.#isOther) {
      this.#list.replaceChildren();
      this.#speak();
    }
    const words = this.#excuse(error);
    const click = async () => {
      await again();
      if (!button.isConnected) this.#list.querySelector("button")?.focus();
    };
    const button = make("button", { type: "button", part: "retry", click }, this.#words.retry);
    this.#slot.hidden = this.#list.hasChildNodes();
    if (!error.isFinal) this.#tell(words, " ", button);
    else this.#tell(this.textContent.trim() ? "" : words);
    this.dispatchEvent(new Event("error"));
  }

  // Why there is no answer: to the reader whether to wait for one, to the page's author all of it.
  #excuse(error) {
    if (!error.isFinal) return this.#words.unreachable;
    console.warn(error.message);
    return this.#words.empty;
  }

  // Tells of the list.
  #tell(...text) {
    this.#told = text;
    this.offered(0);
  }

  #append(items, next) {
    this.#list.append(...items.map((item) => this.#item(item, items.length <= REGIONS)));
    const click = ({ target }) => this.#more(target, next);
    if (next) this.#list.append(make("button", { type: "button", part: "more", click }, this.#words.more));
  }

  async #more(button, next) {
    try {
      const content = await this.#source.get(next);
      const last = button.previousElementSibling;
      button.remove();
      this.#append(content.items, content.next);
      last.nextElementSibling.querySelector("button").focus();
    } catch (error) {
      this.#fail(error, () => this.#more(button, next));
    }
  }

  #item(entry, isRegion) {
    const id = `${entry.kind}-${entry.slug}`;
    const [title, text] = textOf(entry, TITLES);
    const click = () => this.#toggle(button);
    const controls = { id, type: "button", part: "question", "aria-expanded": "false", "aria-controls": `${id}-panel`, click };
    const button = make("button", controls, make("span", this.#language(entry, title), text), ...this.#whole(entry), ...this.#note(entry, title));
    const region = isRegion && { role: "region", "aria-labelledby": id };
    const beforematch = () => this.#toggle(button, true);
    const panel = make("div", { id: `${id}-panel`, part: "answer", hidden: "until-found", beforematch, ...region });
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

  // What a search result belongs to: a step or feature of one name is in many.
  #whole({ part_of: whole }) {
    return whole ? [" ", make("small", { lang: this.#spoken, ...this.#language(whole, "title") }, whole.title)] : [];
  }

  #note(entry, field) {
    const tag = fellBackTo(entry, field);
    return tag ? [make("small", { part: "note" }, languageName(tag, this.#spoken))] : [];
  }

  async #toggle(button, isOpen = button.ariaExpanded !== "true") {
    const panel = button.closest("[part=item]").lastElementChild;
    button.ariaExpanded = isOpen;
    if (!isOpen) return panel.setAttribute("hidden", "until-found");
    panel.removeAttribute("hidden");
    if (!panel.dataset.url) return;
    try {
      this.#fill(panel, await this.#source.get(panel.dataset.url));
      delete panel.dataset.url;
    } catch (error) {
      panel.replaceChildren(make("p", {}, this.#excuse(error)));
    }
  }

  // Opens the entry that the page's address names, fetched where no list has it.
  async #followHash() {
    this.#isFollowed = true;
    const [, id, kind, slug] = /^#((\w+)-([a-z0-9-]+))$/.exec(location.hash) ?? [];
    const all = [...new Set([...document.querySelectorAll("kuajing-faq"), this])];
    const able = all.filter((each) => kind in KINDS && [null, kind].includes(each.#kind));
    await Promise.all(able.map((each) => each.#loading));
    if ((able.find((each) => each.#root.getElementById(id)) ?? able[0]) !== this) return;
    if (!this.#root.getElementById(id)) {
      const entry = await this.#source.get(`${listOf(kind)}/${slug}`).catch(() => null);
      if (!entry) return;
      this.#list.prepend(this.#item(entry, false));
    }
    const button = this.#root.getElementById(id);
    this.#toggle(button, true);
    button.scrollIntoView();
    button.focus({ preventScroll: true });
  }
}

function listOf(kind) {
  return `/v1/${kind}${kind === "process" ? "es" : "s"}`;
}

function fill(words, value) {
  return words.replace(/\{\w+\}/, () => value);
}

function textOf(entry, fields) {
  const field = fields.find((name) => entry[name]);
  return [field, entry[field]];
}

// The level of the last heading in front of an element, 1 where there is none.
function headingBefore(element) {
  const headings = [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")];
  const isBefore = (heading) => heading.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING;
  return Number(headings.filter(isBefore).at(-1)?.localName[1] ?? 1);
}
