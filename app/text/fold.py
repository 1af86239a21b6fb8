"""Folding: what makes two spellings of the same thing equal, one character at a time.

`fold` applies to each character, alone: compatibility form (NFKC, Unicode Standard Annex 15), full case folding,
accents off for alphabets, Traditional to Simplified, and a space for whatever is neither letter nor digit. Since no
character looks at its neighbours, folding a part of a text gives a part of the folded text, and offsets map back by
adding up lengths.
"""

import unicodedata
from bisect import bisect_right
from itertools import accumulate

from app.text.scripts import ALPHABETS_END, is_han, is_mark_of_alphabets
from app.text.variants import simplify

APOSTROPHES = frozenset("'’‘ʼ`´")
LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
"""Letters that Unicode does not decompose, as people without that keyboard type them."""


MOST_FOLDINGS = 100_000
"""So many code points are kept: more than living texts hold, less than a caller could send to fill the memory."""


class Folding(dict[int, str]):
    """The folded form of every code point met so far; filled as texts come by."""

    def __missing__(self, code: int) -> str:
        folded = fold_character(chr(code))
        if len(folded) != 1:
            UNEVEN.add(chr(code))
        if len(self) < MOST_FOLDINGS:
            self[code] = folded
        return folded


UNEVEN: set[str] = set()
"""Characters met so far that fold to none or to several."""


def fold_character(character: str) -> str:
    """The folded form of one character: none, one or several characters, or a space.

    >>> fold_character("É"), fold_character("Ａ"), fold_character("倉"), fold_character("ß"), fold_character("-")
    ('e', 'a', '仓', 'ss', ' ')
    """
    if character in APOSTROPHES or unicodedata.category(character) == "Cf":
        return ""
    return "".join(map(_fold_part, unicodedata.normalize("NFKC", character).casefold()))


def _fold_part(character: str) -> str:
    if is_mark_of_alphabets(character):
        return ""
    if is_han(character):
        return simplify(character)
    if ord(character) < ALPHABETS_END:
        base = unicodedata.normalize("NFKD", character)
        character = "".join(part for part in base if not is_mark_of_alphabets(part))
    character = LETTERS.get(character, character)
    return character if character.isalnum() or unicodedata.category(character[:1] or " ")[0] == "M" else " "


FOLDING = Folding()


def fold(text: str) -> str:
    """The text folded, each separator still in its place as a space.

    >>> fold("Logística, 海外倉 & B2Ｂ")
    'logistica  海外仓   b2b'
    """
    return text.translate(FOLDING)


def squeeze(folded: str) -> str:
    """A folded text without its spaces, so that words written together and apart are equal.

    >>> squeeze(fold("Cross-border 電商"))
    'crossborder电商'
    """
    return "".join(folded.split())


class Offsets:
    """The way back from a folded text to the text it came from; offsets count code points."""

    def __init__(self, text: str, folded: str | None = None) -> None:
        """`folded` is the text folded, where the caller has it already."""
        folded = fold(text) if folded is None else folded
        self._same = (text.isascii() and len(folded) == len(text)) or UNEVEN.isdisjoint(text)
        self._ends = [] if self._same else list(accumulate(len(FOLDING[ord(character)]) for character in text))

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The shortest range of the text that folds to all of `folded[start:end]`; `start` < `end`.

        >>> Offsets("Straße, etc").source(4, 6)
        (4, 5)
        """
        if self._same:
            return start, end
        return bisect_right(self._ends, start), bisect_right(self._ends, end - 1) + 1
