// DOM nodes without a parser of HTML: elements by name, and the Markdown of the knowledge base.
import { BASE } from "./faq-source.js";

// An element with attributes (true: present, null or false: absent), listeners by event, and children.
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value?.call) node.addEventListener(name, value);
    else if (value != null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children);
  return node;
}

// Groups: an escaped character; code; bold; italics; a link's text and address; an address that is its own text. An
// underscore inside a word is none of them; an address of
// any other scheme stays text, and one without an origin is the knowledge base's.
const INLINE =
  /\\([!-/:-@[-`{-~])|(?<!`)(`+)(?!`)(.+?)(?<!`)\2(?!`)|(\*\*|(?<![\p{L}\p{N}])__)(?=\S)(.+?)(?<=\S)\4(?!\*)|(\*(?!\*)|(?<![\p{L}\p{N}])_)(?=\S)(.+?)(?<=\S)\6|\[((?:\\.|[^\[\]\\])+)\]\(((?:https?:\/|mailto:|\/)(?:[^\s()]|\([^\s()]*\))+)\)|<((?:https?:\/|mailto:)[^\s<>]+)>/su;
const INTERRUPTING = /^ {0,3}([-*+]|1[.)]) +/;
const ITEM = /^( {0,3})([-*+]|\d{1,9}[.)]) +/;

// Markdown as nodes: paragraphs, lists, bold, italics and code; everything else is text that is shown as it stands.
export function prose(markdown) {
  return blocks(markdown.split("\n"));
}

function blocks(lines) {
  const found = [];
  while (lines.length) {
    if (!lines[0].trim()) lines.shift();
    else if (ITEM.test(lines[0])) found.push(list(lines));
    else found.push(make("p", {}, ...inline(paragraph(lines))));
  }
  return found;
}

function paragraph(lines) {
  const taken = [];
  while (lines[0]?.trim() && !(taken.length && INTERRUPTING.test(lines[0]))) taken.push(lines.shift().trim());
  return taken.join("\n");
}

function list(lines) {
  const ordered = /\d/.test(ITEM.exec(lines[0])[2]);
  const node = make(ordered ? "ol" : "ul");
  for (let mark; lines.length && (mark = ITEM.exec(lines[0])) && /\d/.test(mark[2]) === ordered; ) {
    const own = blocks(item(lines, mark[0].length));
    const [first] = own;
    // An item of one paragraph is written close: its text stands in the item itself.
    if (first?.localName === "p") own.splice(0, 1, ...(own.some((each, at) => at && each.localName === "p") ? [first] : first.childNodes));
    node.append(make("li", {}, ...own));
  }
  return node;
}

// The lines of one item without its mark and its indent, taken off the lines.
function item(lines, indent) {
  const taken = [lines.shift().slice(indent)];
  const isInside = (line) => !line.slice(0, indent).trim();
  for (;;) {
    const next = lines.findIndex((line) => line.trim());
    if (next < 0) lines.length = 0;
    if (next < 0 || (!isInside(lines[next]) && (next || ITEM.test(lines[0])))) break;
    taken.push(...lines.splice(0, next + 1).map((line) => (isInside(line) ? line.slice(indent) : line)));
  }
  while (lines.length && !lines[0].trim()) lines.shift();
  return taken;
}

function inline(text) {
  const match = INLINE.exec(text);
  if (!match) return text ? [text] : [];
  const [whole, escaped, , code, , strong, , emphasis, label, to, address = to] = match;
  let node = escaped;
  if (code) node = make("code", {}, code.trim());
  else if (strong) node = make("strong", {}, ...inline(strong));
  else if (emphasis) node = make("em", {}, ...inline(emphasis));
  else if (address) node = make("a", { href: address[0] === "/" ? BASE + address : address, rel: "noopener" }, ...(label ? inline(label) : [address]));
  const before = text.slice(0, match.index);
  return [...(before ? [before] : []), node, ...inline(text.slice(match.index + whole.length))];
}
