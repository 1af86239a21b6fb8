"""Markdown where it belongs, with every mark closed, and no HTML.

Whether a run of `*` can open or close emphasis follows CommonMark 0.31, 6.2: in Chinese, where no space stands beside a
word, `**价格：**低` closes nothing and would be shown with its stars.
"""

import re
import unicodedata
from collections.abc import Iterator

from app.checks.knowledge import Passage
from app.checks.rule import Rule, each_text, quoted

ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
HTML = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|<!--|&(?:[A-Za-z]{2,}|#[0-9]+|#x[0-9A-Fa-f]+);")
MARKUP = re.compile(
    r"\*\*|(?<!\w)__(?=\w)|`|\]\(|(?<![*\w])\*(?=\w)[^*]+(?<=\w)\*(?![*\w])|^(?:#{1,6}|[-*+>])\s|^(?:```|---)"
)
BLOCK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)])\s)")
LIST_MARKER = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+", re.MULTILINE)
STARS = re.compile(r"\*+")


def plain(text: str) -> str:
    """A Markdown text without code, escapes and the marks of lists, each replaced by as many blanks.

    >>> plain("- a `b` c")
    '  a     c'
    """
    for pattern in (CODE, ESCAPED, LIST_MARKER):
        text = pattern.sub(lambda match: " " * len(match[0]), text) if pattern.search(text) else text
    return text


def markdown_in_plain_text(passage: Passage) -> Iterator[str]:
    """Markdown in a field that is shown as it stands."""
    found = None if passage.field.markdown else MARKUP.search(passage.text)
    if found:
        context = quoted(passage.text, found.start(), found.end())
        yield f"{found[0]!r} is shown as it stands, for {passage.field.name} is plain text: take it out, in {context!r}"


def unbalanced_markdown(passage: Passage) -> Iterator[str]:
    """Stars, backticks and links that are opened and not closed, or closed and not opened, in one paragraph."""
    if not passage.field.markdown or not any(mark in passage.text for mark in "*`["):
        return
    for block in BLOCK.split(passage.text):
        text = plain(block)
        at = _unpaired_stars(text)
        if at is None:
            at = _unclosed(text)
        if at is not None:
            hint = "close what is opened, with punctuation outside the stars"
            yield f"{text[at]!r} has no partner in {quoted(block, at, at + 1)!r}: {hint}"


def html(passage: Passage) -> Iterator[str]:
    """HTML tags and character references."""
    if "<" not in passage.text and "&" not in passage.text:
        return
    found = HTML.search(plain(passage.text) if passage.field.markdown else passage.text)
    if found:
        yield f"HTML is not allowed: write {found[0]!r} in plain words, Markdown or the character itself"


def _unpaired_stars(text: str) -> int | None:
    opened: list[tuple[int, int]] = []
    for run in STARS.finditer(text):
        opens, closes = _flanks(text, run.start(), run.end())
        if closes and opened and opened[-1][1] == len(run[0]):
            opened.pop()
        elif opens:
            opened.append((run.start(), len(run[0])))
        elif closes or len(run[0]) > 1:
            return run.start()
    return opened[0][0] if opened else None


def _flanks(text: str, start: int, end: int) -> tuple[bool, bool]:
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    left = not after.isspace() and (not _is_punctuation(after) or before.isspace() or _is_punctuation(before))
    right = not before.isspace() and (not _is_punctuation(before) or after.isspace() or _is_punctuation(after))
    return left, right


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _unclosed(text: str) -> int | None:
    if (at := text.find("`")) >= 0:
        return at
    link = re.search(r"\]\((?![^()\n]*\))", text)
    return link.start() if link else None


RULES = (
    Rule("markdown-in-plain-text", each_text(markdown_in_plain_text)),
    Rule("unbalanced-markdown", each_text(unbalanced_markdown)),
    Rule("html", each_text(html)),
)
