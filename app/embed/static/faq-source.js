// What the knowledge base answers, in the reader's language, and what is left of it while it cannot be reached.
import { WORDS } from "./faq-words.js";

// Where this module came from is where the knowledge base is.
const BASE = new URL("..", import.meta.url).href.replace(/\/$/, "");
const RIGHT_TO_LEFT = /^(Adlm|Arab|Hebr|Mand|Nkoo|Rohg|Syrc|Thaa)$/;
// Beyond this many bytes a header of ours would cost a preflight (Fetch standard, CORS-safelisted request-header).
const HEADER_LENGTH = 128;

// The language tag with what it leaves unsaid; null where it is malformed.
function likely(tag) {
  try {
    return new Intl.Locale(tag.replaceAll("_", "-")).maximize();
  } catch {
    return null;
  }
}

// The locale among our words that is nearest to a tag.
export function speaking(tag) {
  const whole = likely(tag);
  return [`${whole?.language}-${whole?.script}`, whole?.language].find((known) => WORDS[known]) ?? "en";
}

export function directionOf(tag) {
  return RIGHT_TO_LEFT.test(likely(tag)?.script) ? "rtl" : "ltr";
}

// The name of a language in another one, its tag where the browser knows none.
export function languageName(tag, inTag) {
  try {
    return new Intl.DisplayNames([inTag], { type: "language" }).of(tag);
  } catch {
    return tag;
  }
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
  const header = [...new Set([tag, ...navigator.languages])].filter(likely).join(",").slice(0, HEADER_LENGTH);
  return header.length < HEADER_LENGTH ? header : header.replace(/,[^,]*$/, "");
}

async function ask(url, headers, signal) {
  const options = { headers, signal, credentials: "omit" };
  try {
    const answer = await fetch(url, options);
    if (answer.status < 500) return answer;
  } catch (error) {
    if (signal?.aborted) throw error;
  }
  // What the browser has kept, however old: not every browser obeys stale-if-error.
  return fetch(url, { ...options, cache: "force-cache" });
}

// Reads from the knowledge base in one locale.
export class Source {
  constructor(wanted) {
    this.locale = wanted;
    this.settled = false;
  }

  // The answer at an address; throws where there is none. `parameters` that are null are left out.
  async get(address, parameters = {}, signal) {
    const url = new URL(BASE + address);
    for (const [name, value] of Object.entries(parameters)) if (value != null) url.searchParams.set(name, value);
    url.searchParams.set("locale", this.locale);
    let answer = await ask(url, {}, signal).catch((error) => (this.settled ? Promise.reject(error) : null));
    if (!this.settled && (!answer || answer.status === 400)) {
      // None of ours is near the page's language: what else the browser's user reads is negotiated by header.
      url.searchParams.delete("locale");
      answer = await ask(url, { "Accept-Language": acceptLanguage(this.locale) }, signal);
    }
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    const content = await answer.json();
    this.locale = content.locale;
    this.settled = true;
    return content;
  }
}
