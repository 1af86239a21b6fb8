"""Where in a stored text a query was met, and a piece of a text to show.

Texts are compared folded and highlighted as stored: every range found in the folded text is carried back through
`Offsets`, so a highlighted piece always folds to what matched.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from app.search.documents import spelled
from app.search.query import Range
from app.search.units import Reading, Wanted
from app.text.analyze import LONGEST_WORD
from app.text.fold import Offsets, fold
from app.text.latin import stem
from app.text.scripts import UNSPACED, is_han

_WORD = re.compile(f"[^{UNSPACED} ]+")
_UNSPACED_RUN = re.compile(f"[{UNSPACED}]+")
_MARKUP = re.compile(
    r"!?\[([^\]]*)\]\([^)]*\)|[*`]{1,3}(?=\S)|(?<=\S)[*`]{1,3}|^\s{0,3}(?:#{1,6}|[-*+>]|\d+[.)])\s+", re.M
)
SNIPPET = 160


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
    """A text that may be shown, folded, with the places of its stems and of its Han, and the way back."""

    def __init__(self, text: str) -> None:
        self.folded = fold(text)
        self.offsets = Offsets(text, self.folded)
        self.stems: dict[str, list[Range]] = {}
        for word in _WORD.finditer(self.folded):
            self.stems.setdefault(stem(word[0][:LONGEST_WORD]), []).append(word.span())

    @cached_property
    def han(self) -> list[int]:
        """Where the characters stand that `documents` reads in pinyin."""
        runs = _UNSPACED_RUN.finditer(self.folded)
        return [at for run in runs if is_han(run[0][0]) for at in range(*run.span())]


_shown = lru_cache(maxsize=4096)(Shown)
"""What was shown is mostly shown again; of 100,000 entries few are asked for at one time."""

Marked = tuple[int, int, str]
"""A range of a folded text and how it was met."""


def locate(text: str, reading: Reading, pinyin: str = "") -> tuple[tuple[Range, ...], tuple[str, ...]]:
    """The ranges of a text that satisfy units of a query, and in what ways they do.

    `pinyin` is how a title sounds, as its card has it; bodies are not found by their sound.
    """
    shown = _shown(text)
    wanted = reading.wanted
    marked = [(*span, how) for root, how in wanted.stems.items() if root in shown.stems for span in shown.stems[root]]
    if not shown.folded.isascii():
        marked += _written(wanted.pieces, shown.folded)
        if pinyin and (wanted.sounds or wanted.initials):
            marked += _heard(wanted, shown.han, pinyin)
    marked.sort()
    ranges = merged((start, end) for start, end, _ in marked)
    return tuple(shown.offsets.source(*range_) for range_ in ranges), tuple(dict.fromkeys(how for _, _, how in marked))


def _written(pieces: dict[str, str], folded: str) -> Iterator[Marked]:
    """Where pieces of unspaced script stand in a folded text."""
    for piece, how in pieces.items():
        at = folded.find(piece)
        while at >= 0:
            yield at, at + len(piece), how
            at = folded.find(piece, at + 1)


def _heard(wanted: Wanted, han: list[int], pinyin: str) -> Iterator[Marked]:
    """The characters that sound as wanted; the first syllable of several leads to what may be heard there."""
    syllables, short = spelled(pinyin)
    if how := wanted.initials.get(short):
        yield from ((at, at + 1, how) for at in han)
    for first, syllable in enumerate(syllables):
        for parts, how in wanted.sounds.get(syllable, ()):
            if syllables[first : first + len(parts)] == parts:
                yield from ((at, at + 1, how) for at in han[first : first + len(parts)])


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
