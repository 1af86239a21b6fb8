"""Which characters write words with spaces between them, and which do not."""

import re
import unicodedata

ALPHABETS_END = 0x0590
"""Latin, Greek, Cyrillic and Armenian lie below; only their accents are folded away."""

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
UNSPACED = HAN + "\u3040-\u30ff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\uac00-\ud7af"
"""Han, kana, Thai, Lao, Myanmar, Khmer, Hangul: scripts that are searched by pairs of characters, not by words."""

_HAN = re.compile(f"[{HAN}]")
UNSPACED_CHARACTER = re.compile(f"[{UNSPACED}]")
_RUN = re.compile(f"[{UNSPACED}]+|[^{UNSPACED}]+")


def is_han(character: str) -> bool:
    """Whether the character is Han, in whichever script or block."""
    return _HAN.match(character) is not None


def is_mark_of_alphabets(character: str) -> bool:
    """Whether the character is an accent of an alphabet, set on a letter of its own (U+0300 to U+036F and the like).

    >>> is_mark_of_alphabets(chr(0x301)), is_mark_of_alphabets("é"), is_mark_of_alphabets(chr(0x3099))
    (True, False, False)
    """
    code = ord(character)
    return unicodedata.combining(character) != 0 and (code < ALPHABETS_END or 0x1AB0 <= code < 0x2100)


def is_unspaced(text: str) -> bool:
    """Whether any character is of a script that puts no spaces between words."""
    return not text.isascii() and UNSPACED_CHARACTER.search(text) is not None


def runs(word: str) -> list[str]:
    """A word cut where it changes between spaced and unspaced scripts.

    >>> runs("亚马逊fba仓")
    ['亚马逊', 'fba', '仓']
    """
    return _RUN.findall(word)
