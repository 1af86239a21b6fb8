// What the knowledge base answers, in the reader's language, and what is left of it while it cannot be reached.
import { WORDS } from "./faq-words.js";

// Where this module came from is where the knowledge base is.
export const BASE = new URL("..", import.meta.url).href.replace(/\/$/, "");
const RIGHT_TO_LEFT = /^(Adlm|Arab|Hebr|Mand|Nkoo|Rohg|Syrc|Thaa)$/;
// More would make a header of over 128 bytes, which costs a preflight (Fetch standard, CORS-safelisted request-header).
const MOST_LANGUAGES = 6;
// In milliseconds: how long the server may take, and the browser to look into its cache.
const PATIENCE = 8000;
const CACHE_PATIENCE = 1000;

// The language tag with what it leaves unsaid; null where it is malformed.
function likely(tag) {
  try {
    return new Intl.Locale(tag.replaceAll("_", "-")).maximize();
  } catch {
    return null;
  }
}

// The locale among our words that is nearest to a tag, undefined where none is near.
export function nearest(tag) {
  const whole = likely(tag);
  return [`${whole?.language}-${whole?.script}`, whole?.language].find((known) => WORDS[known]);
}

export function directionOf(tag) {
  return RIGHT_TO_LEFT.test(likely(tag)?.script) ? "rtl" : "ltr";
}

// The name of a language in another one, its tag where the browser knows none.
export function languageName(tag, inTag) {
  return new Intl.DisplayNames(inTag, { type: "language" }).of(tag);
}

// The locale of a text of an entry where it is not the reader's own; what was converted between the Chinese scripts is.
export function fellBackTo(entry, field) {
  const fallback = entry.fallbacks?.[field];
  return fallback && fallback.reason !== "converted" ? fallback.locale : null;
}

// The language wanted at an element: its own `locale`, else the nearest `lang`, else the browser's.
export function wantedAt(element) {
  const own = element.getAttribute("locale")?.trim();
  if (own) return own;
  for (let node = element; node; node = node.getRootNode().host) {
    const nearest = node.closest('[lang]:not([lang=""])');
    if (nearest) return nearest.lang;
  }
  return navigator.language || "en";
}

function acceptLanguage(tag) {
  return [tag, ...navigator.languages].filter(likely).slice(0, MOST_LANGUAGES).join();
}

// Whether an answer is the server's last word; the others may be better later.
function isFinal({ status }) {
  return status < 500 && status !== 408 && status !== 429;
}

async function ask(url, headers, signal) {
  const options = { headers, credentials: "omit" };
  const answer = await fetch(url, { ...options, signal }).catch(() => null);
  if (answer && isFinal(answer)) return answer;
  // What the browser has kept, however old: not every browser obeys stale-if-error.
  return fetch(url, { ...options, signal: AbortSignal.timeout(CACHE_PATIENCE), cache: "force-cache" });
}

// Reads from the knowledge base in one locale.
export class Source {
  #isSettled = false;

  constructor(wanted) {
    this.locale = wanted;
  }

  // The answer at an address; throws where there is none. `parameters` that are empty are left out.
  async get(address, parameters = {}) {
    const url = new URL(BASE + address);
    for (const [name, value] of Object.entries(parameters)) if (value) url.searchParams.set(name, value);
    const signal = AbortSignal.timeout(PATIENCE);
    url.searchParams.set("locale", this.locale);
    let answer = await (this.#isSettled ? ask(url, {}, signal) : nearest(this.locale) && ask(url, {}, signal).catch(() => null));
    if (!this.#isSettled && (!answer || answer.status === 400)) {
      // None of ours is near the page's language: what else the browser's user reads is negotiated by header.
      url.searchParams.delete("locale");
      answer = await ask(url, { "Accept-Language": acceptLanguage(this.locale) }, signal);
    }
    if (!answer.ok) throw Object.assign(new Error((await answer.json()).detail), { isFinal: isFinal(answer) });
    const content = await answer.json();
    this.locale = content.locale;
    this.#isSettled = true;
    return content;
  }
}
