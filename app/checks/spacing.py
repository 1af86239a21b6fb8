"""Spaces where they belong: one between words, one between Han and an alphabet, none beside a full-width mark."""

import re
from collections.abc import Iterator

from app.checks.knowledge import Passage
from app.checks.markup import LIST_MARKER
from app.checks.rule import Rule, each_text, quoted
from app.text.scripts import HAN

WORD = "A-Za-z0-9À-ÖØ-öø-ɏ"
MARKS = "，。、；：？！（）「」『』《》〈〉【】“”"
TOUCHING = re.compile(rf"(?<=[{HAN}])[{WORD}]|[{WORD}%](?=[{HAN}])")
SIGNS = "=+−×÷<>≈≤≥"
LOOSE = re.compile(
    rf"(?<=[{HAN}{MARKS}])[ \t]+(?=[{HAN}{MARKS}])"
    rf"|(?<=[{MARKS}])[ \t]+(?=[^\s{SIGNS}])"
    rf"|(?<=[^\s{SIGNS}])[ \t]+(?=[{MARKS}])"
)
DOUBLED = re.compile(r"(?<=\S)[ \t\u00a0\u3000]{2,}(?=\S)")
EMPHASIS = re.compile(r"[*`]+")


def han_latin_space(passage: Passage) -> Iterator[str]:
    """A Latin letter or a digit that touches Han in a Chinese text."""
    if not passage.is_chinese or passage.is_alias:
        return
    text = _without_marks(passage)
    found = TOUCHING.search(text)
    if found:
        at = found.start()
        yield f"a space is missing between Han and {found[0]} in {quoted(text, at, at + 1)!r}"


def space_in_chinese(passage: Passage) -> Iterator[str]:
    """A space between two Han characters or beside a full-width mark."""
    if not passage.is_chinese or passage.is_alias:
        return
    text = _without_marks(passage)
    found = LOOSE.search(text)
    if found:
        yield f"take the space out of {quoted(text, found.start(), found.end())!r}"


def doubled_space(passage: Passage) -> Iterator[str]:
    """Two spaces between words."""
    found = DOUBLED.search(passage.text)
    if found:
        yield f"write one space in {quoted(passage.text, found.start(), found.end())!r}"


def _without_marks(passage: Passage) -> str:
    if not passage.field.markdown:
        return passage.text
    return EMPHASIS.sub("", LIST_MARKER.sub("", passage.text))


RULES = (
    Rule("han-latin-space", each_text(han_latin_space)),
    Rule("space-in-chinese", each_text(space_in_chinese)),
    Rule("doubled-space", each_text(doubled_space)),
)
