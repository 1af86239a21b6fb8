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
from app.text.scripts import UNSPACED, is_han

_WORD = re.compile(f"[^{UNSPACED} ]+")
_UNSPACED_RUN = re.compile(f"[{UNSPACED}]+")
_MARKUP = re.compile(
    r"!?\[([^\]]*)\]\([^)]*\)|[*`]{1,3}(?=\S)|(?<=\S)[*`]{1,3}|^\s{0,3}(?:#{1,6}|[-*+>]|\d+[.)])\s+", re.M
)
SNIPPET = 160

_syllables = lru_cache(maxsize=4096)(read)
"""Runs that were shown are mostly shown again, and reading one is slow."""


@lru_cache(maxsize=4096)
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
    return Offsets(text, folded).source(kept[at], kept[at + len(together) - 1] + 1)


class Shown:
    """A text that may be shown, folded, with its words and the way back."""

    def __init__(self, text: str) -> None:
        self.folded = fold(text)
        self.offsets = Offsets(text, self.folded)
        self.words = [(*word.span(), stem(word[0][:LONGEST_WORD])) for word in _WORD.finditer(self.folded)]


_shown = lru_cache(maxsize=4096)(Shown)
"""What was shown is mostly shown again; of 100,000 entries few are asked for at one time."""


def locate(text: str, reading: Reading) -> tuple[tuple[Range, ...], tuple[str, ...]]:
    """The ranges of a text that satisfy units of a query, and in what ways they do."""
    shown = _shown(text)
    wanted = reading.wanted
    marked: list[tuple[int, int, str]] = []
    if wanted.stems:
        known = wanted.stems
        marked = [(start, end, known[root]) for start, end, root in shown.words if root in known]
    if not shown.folded.isascii():
        marked += _unspaced(wanted, shown.folded)
    marked.sort()
    ranges = merged((start, end) for start, end, _ in marked)
    return tuple(shown.offsets.source(*range_) for range_ in ranges), tuple(dict.fromkeys(how for _, _, how in marked))


def _unspaced(wanted: Wanted, folded: str) -> Iterator[tuple[int, int, str]]:
    """The pieces of unspaced script in a folded text that are wanted as written or by their sound, and how."""
    for piece, how in wanted.pieces.items():
        at = folded.find(piece)
        while at >= 0:
            yield at, at + len(piece), how
            at = folded.find(piece, at + 1)
    if wanted.sounds or wanted.initials:
        for run in _UNSPACED_RUN.finditer(folded):
            if is_han(run[0][0]):
                for start, end, how in _heard(run[0], wanted):
                    yield run.start() + start, run.start() + end, how


def _heard(run: str, wanted: Wanted) -> Iterator[tuple[int, int, str]]:
    """The parts of a run of Han that sound as wanted; the first of two neighbours leads to what may be heard there."""
    syllables = _syllables(run)
    if wanted.initials and (how := wanted.initials.get(initials(syllables))):
        yield 0, len(run), how
    for start, syllable in enumerate(syllables):
        for parts, how in wanted.sounds.get(syllable, ()):
            if syllables[start : start + len(parts)] == parts:
                yield start, start + len(parts), how


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
