"""The order of words in a language, and the heading that a word stands under: sort keys without ICU.

After the collation of CLDR (UTS #10, UTS #35 part 5), as far as lists of names need it: letters first, then accents,
then case. Alphabets are sorted by their letters; a language that counts a letter with a mark as one of its own has it
in `OWN_LETTERS`. Chinese of either script is sorted by Hanyu Pinyin: syllable, then tone, then character. CLDR sorts
Traditional Chinese by strokes, for which readers count and nobody types; by pinyin both scripts have the same headings,
and an entry stands at the same place in both. Latin words stand before the Han ones of their letter.
"""

import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from opencc import OpenCC
from pypinyin import Style, lazy_pinyin

from app.locales.distance import likely

OWN_LETTERS: dict[str, dict[str, tuple[str, int]]] = {"es": {"n\u0303": ("n", 1)}}
"""By language, what is a letter of its own: the letter that it follows, and its place behind that."""
OTHER = "#"
"""The heading of what begins with no letter."""

_CHINESE = frozenset({"Hans", "Hant", "Hani"})
_BLANK = ("", 0)

Letter = tuple[str, int]


class SortKey(NamedTuple):
    """A word's place: compares as the words do. `heading` is the letter that it stands under."""

    is_letter: bool
    heading: Letter
    is_han: bool
    letters: tuple[Letter, ...]
    marks: tuple[str, ...]
    cases: str
    text: str


@lru_cache(maxsize=1 << 15)
def sort_key(text: str, tag: str) -> SortKey:
    """The place of a text among others in the language of a tag.

    >>> sorted(["ñu", "oso", "número", "nunca", "numero"], key=lambda word: sort_key(word, "es"))
    ['numero', 'número', 'nunca', 'ñu', 'oso']
    >>> sorted(["物流", "B2B", "海外仓", "报价"], key=lambda word: sort_key(word, "zh-Hans"))
    ['B2B', '报价', '海外仓', '物流']
    """
    known = likely(tag)
    own = OWN_LETTERS.get(known.language, {})
    spoken, is_han = _spoken(text) if known.script in _CHINESE else (text, False)
    letters, marks = _letters(spoken, own)
    first = next((letter for letter in letters if letter != _BLANK), _BLANK)
    is_letter = first[0].isalpha()
    # Small letters go before capitals, as in dictionaries.
    return SortKey(is_letter, first if is_letter else _BLANK, is_han, letters, marks, text.swapcase(), text)


def heading(text: str, tag: str) -> str:
    """The letter that a text stands under in an index: a capital, or `OTHER` for figures and signs.

    >>> heading("ñu", "es"), heading("árbol", "es"), heading("銀行", "zh-Hant"), heading("3PL", "en")
    ('Ñ', 'A', 'Y', '#')
    """
    key = sort_key(text, tag)
    if not key.is_letter:
        return OTHER
    for letter, place in OWN_LETTERS.get(likely(tag).language, {}).items():
        if place == key.heading:
            return unicodedata.normalize("NFC", letter).upper()
    return key.heading[0].upper()


def _letters(text: str, own: dict[str, Letter]) -> tuple[tuple[Letter, ...], tuple[str, ...]]:
    """The letters and figures of a text, with what is neither as a blank, and the marks on each that do not count."""
    letters: list[Letter] = []
    marks: list[str] = []
    for character in unicodedata.normalize("NFKD", text.casefold()):
        if unicodedata.combining(character):
            if letters and (found := own.get(letters[-1][0] + character)):
                letters[-1] = found
            elif marks:
                marks[-1] += character
            continue
        letters.append((character, 0) if character.isalnum() else _BLANK)
        marks.append("")
    return tuple(letters), tuple(marks)


def _spoken(text: str) -> tuple[str, bool]:
    """A Chinese text as it is read, tones after the syllables, and whether it begins with a Han character."""
    # The readings of phrases are listed in the Simplified script.
    simplified = _simplifier().convert(text)
    syllables = lazy_pinyin(simplified, style=Style.TONE3, neutral_tone_with_five=True, v_to_u=True)
    begins = next((character for character in text if character.isalnum()), "")
    return " ".join(syllables), _is_han(begins)


def _is_han(character: str) -> bool:
    return bool(character) and unicodedata.name(character, "").startswith("CJK ")


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")
