"""Where in a stored text a query was met, and a piece of a text to show.

Texts are compared folded and highlighted as stored: every range found in the folded text is carried back through
`Offsets`, so a highlighted piece always folds to what matched.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from app.search.documents import initials
from app.search.query import Range
from app.search.units import Reading, Wanted
from app.text.analyze import LONGEST_WORD
from app.text.fold import Offsets, fold
from app.text.latin import stem
from app.text.pinyin import read
from app.text.scripts import UNSPACED, is_han, is_unspaced

_RUN = re.compile(f"[{UNSPACED}]+|[^{UNSPACED} ]+")
_MARKUP = re.compile(
    r"!?\[([^\]]*)\]\([^)]*\)|[*`]{1,3}(?=\S)|(?<=\S)[*`]{1,3}|^\s{0,3}(?:#{1,6}|[-*+>]|\d+[.)])\s+", re.M
)
SNIPPET = 160


@lru_cache(maxsize=512)
def plain(markdown: str) -> str:
    """The text of Markdown without its marks, on one line.

    >>> plain("- **Bulk** trade, see [terms](x)")
    'Bulk trade, see terms'
    """
    return " ".join(_MARKUP.sub(r"\1", markdown).split())


def snippet(text: str, ranges: Sequence[Range] = (), length: int = SNIPPET) -> str:
    """At most about `length` code points of a Markdown text, around the first range, cut between words.

    >>> snippet("one two three four five six seven", [(19, 23)], 14)
    '… five six …'
    """
    first = ranges[0][0] if ranges else 0
    if first <= length // 2:
        return _shortened(plain(text), length)
    start = first - length // 4
    space = text.find(" ", start, first)
    piece = _shortened(plain(text[space + 1 if space >= 0 else start :]), length - 2)
    return f"… {piece}"


def _shortened(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    space = cut.rfind(" ")
    return f"{cut[:space]} …" if space > length // 2 else f"{cut}…"


def whole(text: str, together: str) -> Range | None:
    """Where a query stands in a text as it is, but for folding and spaces; at the start of a word if anywhere.

    >>> whole("Über Cross-Border Trade", "crossborder")
    (5, 17)
    """
    folded = fold(text)
    kept = [at for at, character in enumerate(folded) if character != " "]
    squeezed = folded.replace(" ", "")
    at = found = squeezed.find(together)
    while found >= 0:
        if kept[found] == 0 or folded[kept[found] - 1] == " ":
            at = found
            break
        found = squeezed.find(together, found + 1)
    if at < 0:
        return None
    return Offsets(text).source(kept[at], kept[at + len(together) - 1] + 1)


def locate(text: str, reading: Reading) -> tuple[tuple[Range, ...], tuple[str, ...]]:
    """The ranges of a text that satisfy units of a query, and in what ways they do."""
    folded = fold(text)
    marked: list[Range] = []
    how: dict[str, None] = {}
    wanted = reading.wanted
    for run in _RUN.finditer(folded):
        for start, end, way in _found(wanted, run[0]):
            marked.append((run.start() + start, run.start() + end))
            how[way] = None
    offsets = Offsets(text)
    return tuple(offsets.source(*range_) for range_ in merged(marked)), tuple(how)


def _found(wanted: Wanted, run: str) -> Iterator[tuple[int, int, str]]:
    """The parts of one run of letters, or of unspaced characters, that are wanted, and how."""
    if not is_unspaced(run[0]):
        if how := wanted.stems.get(stem(run[:LONGEST_WORD])):
            yield 0, len(run), how
        return
    for piece, how in wanted.pieces.items():
        at = run.find(piece)
        while at >= 0:
            yield at, at + len(piece), how
            at = run.find(piece, at + 1)
    if wanted.sounds and is_han(run[0]):
        yield from _heard(run, wanted.sounds)


def _heard(run: str, sounds: list[tuple[list[str], str]]) -> Iterator[tuple[int, int, str]]:
    syllables = read(run)
    for wanted, how in sounds:
        if wanted == [initials(syllables)]:
            yield 0, len(run), how
        for start in range(len(syllables) - len(wanted) + 1):
            if syllables[start : start + len(wanted)] == wanted:
                yield start, start + len(wanted), how


def merged(ranges: Iterable[Range]) -> list[Range]:
    """Ranges in order, those that touch made one.

    >>> merged([(3, 5), (0, 2), (4, 7)])
    [(0, 2), (3, 7)]
    """
    joined: list[Range] = []
    for start, end in sorted(ranges):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
