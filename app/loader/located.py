"""Values as a file spells them, each with the place where it stands, before anything is believed of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from app.errors import Flaw

SHOWN = 500
"""The characters of a message that are shown."""


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file, counted from one."""

    file: Path
    line: int

    def flaw(self, rule: str, message: str, entry: str = "", locale: str = "", field: str = "") -> Flaw:
        """A flaw at this place; of what the file says it holds no more than can be shown on a terminal."""
        return Flaw(self.file, self.line, rule, *map(_shown, (message, entry, locale, field)))


@dataclass(frozen=True, slots=True)
class Word:
    """A scalar that the format does not take for text: a boolean, a number, a date or nothing."""

    type: str
    spelling: str


Value: TypeAlias = "str | Word | tuple[Located, ...] | dict[str, Located]"


@dataclass(frozen=True, slots=True)
class Located:
    """A value and its place."""

    place: Place
    value: Value

    def spellings(self) -> dict[str, Place]:
        """Each text in it with the place where that stands for the last time."""
        spelt: dict[str, Place] = {}
        for at in _leaves_backwards(self):
            if isinstance(at.value, str):
                spelt.setdefault(at.value.strip(), at.place)
        return spelt


def type_name(value: Value) -> str:
    """What a value is, for a message."""
    if isinstance(value, Word):
        return value.type
    return "a text" if isinstance(value, str) else "a list" if isinstance(value, tuple) else "a mapping"


def _leaves_backwards(root: Located) -> Iterator[Located]:
    # What aliases repeat is looked through once: repeated in one another, a few of them stand for millions of leaves.
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        at = waiting.pop()
        parts = at.value.values() if isinstance(at.value, dict) else at.value if isinstance(at.value, tuple) else None
        if parts is None:
            yield at
        elif id(at.value) not in seen:
            seen.add(id(at.value))
            waiting.extend(parts)


def _shown(text: str) -> str:
    short = text if len(text) <= SHOWN else f"{text[:SHOWN]}..."
    if short.isprintable():
        return short
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in short)
