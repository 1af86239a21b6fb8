"""Chinese in the script of its locale.

A character is of the other script when OpenCC's tables turn it into another one and it is not among the frequently
used characters of this script's own standard: level 1 of Big5 for Traditional, level 1 of GB 2312 for Simplified. So
what is right in both (后, 里, 乾) passes, and so does every variant within a script (裏 and 裡).
"""

from collections.abc import Callable, Iterator
from functools import cache

from opencc import OpenCC

from app.checks.knowledge import Passage
from app.checks.rule import Rule, each_text, quoted
from app.text.scripts import is_han

STANDARDS = {"Hant": ("big5", 0xA440, 0xC67E), "Hans": ("gb2312", 0xB0A1, 0xD7F9)}
"""By script, its character set and the first and last code of the frequently used characters in it."""

CONVERTERS = {"Hant": "s2t", "Hans": "t2s"}
NAMES = {"Hant": "Traditional", "Hans": "Simplified"}


class Corrections(dict[str, str]):
    """For every character met so far, what it is in `script`: the character itself where it is right."""

    def __init__(self, script: str) -> None:
        super().__init__()
        self._encoding, self._first, self._last = STANDARDS[script]
        self._convert: Callable[[str], str] = OpenCC(CONVERTERS[script]).convert

    def __missing__(self, character: str) -> str:
        wrong = is_han(character) and not self._is_frequent(character)
        self[character] = self._convert(character) if wrong else character
        return self[character]

    def _is_frequent(self, character: str) -> bool:
        try:
            code = int.from_bytes(character.encode(self._encoding), "big")
        except UnicodeEncodeError:
            return False
        return self._first <= code <= self._last


@cache
def corrections(script: str) -> Corrections:
    """The corrections of a script, one table for all texts.

    >>> corrections("Hant")["仓"], corrections("Hans")["倉"], corrections("Hant")["后"]
    ('倉', '仓', '后')
    """
    return Corrections(script)


def wrong_script(passage: Passage) -> Iterator[str]:
    """Characters of the other Chinese script; aliases may hold what people type."""
    if not passage.is_chinese or passage.is_alias:
        return
    right = corrections(passage.writing.script)
    wrong = [character for character in dict.fromkeys(passage.text) if right[character] != character]
    if wrong:
        at = passage.text.index(wrong[0])
        pairs = ", ".join(f"{right[character]} for {character}" for character in wrong)
        name = NAMES[passage.writing.script]
        yield f"not {name} Chinese: write {pairs}, in {quoted(passage.text, at, at + 1)!r}"


RULES = (Rule("wrong-script", each_text(wrong_script)),)
