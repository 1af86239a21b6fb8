"""Short pieces of texts, and what of them a query found."""

import re
from collections.abc import Iterable, Iterator

from app.content.entry import Entry
from app.search.highlight import snippet
from app.search.query import Match, Range
from app.web.forms.reading import Reading, Said

Piece = tuple[str, bool]
"""A part of a text, and whether it was found."""

BODIES = ("summary", "definition", "answer", "body")
"""The fields that say in short what an entry is, the best first."""
ENOUGH = 16
"""Characters that are a sentence, in any script."""
_ENDS = (". ", "。", "? ", "？")
_LIST = re.compile(r"\n\s*(?:[-*+]|\d+[.)])\s+")


def marked(text: str, ranges: Iterable[Range]) -> Iterator[Piece]:
    """A text in parts, those within the ranges marked.

    >>> list(marked("海外仓库", [(0, 3)]))
    [('海外仓', True), ('库', False)]
    """
    done = 0
    for start, end in sorted(ranges):
        start, end = max(start, done), min(end, len(text))
        if start >= end:
            continue
        if start > done:
            yield text[done:start], False
        yield text[start:end], True
        done = end
    if done < len(text):
        yield text[done:], False


def cite(match: Match) -> list[Piece]:
    """The part of a text that matched around the first place where it did, without Markdown's marks."""
    piece = snippet(match.text, match.ranges)
    words = {match.text[start:end] for start, end in match.ranges if start < end}
    if not words:
        return [(piece, False)]
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    found = re.finditer("|".join(map(re.escape, longest_first)), piece)
    return list(marked(piece, [one.span() for one in found]))


def brief(reading: Reading, entry: Entry, length: int = 160) -> Said | None:
    """The beginning of what an entry says, without Markdown's marks."""
    for name in BODIES:
        if entry.kind.text(name) and (said := reading.text(entry, name)):
            return Said(snippet(before_list(said.text), (), length), said.locale, said.fallback)
    return None


def before_list(text: str) -> str:
    """What stands before the first list of a Markdown text, as a sentence; the whole where that says little.

    >>> before_list("They differ in who buys, and the rest follows:\\n\\n- **B2B:** firms")
    'They differ in who buys, and the rest follows.'
    """
    lead = _LIST.split(text, maxsplit=1)[0].rstrip()
    if lead == text.rstrip() or len(lead) < ENOUGH or not lead.endswith((":", "：")):
        return text
    before = lead[: max(map(lead.rfind, _ENDS)) + 1]
    return before if len(before) > ENOUGH else lead[:-1] + ("。" if lead[-1] == "：" else ".")
