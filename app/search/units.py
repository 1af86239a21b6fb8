"""What a query is made of: units, each with the ways in which an entry can satisfy it, and readings of several."""

import math
from functools import cached_property
from typing import NamedTuple

from app.text.scripts import is_unspaced

EXACT = 1.0
"""What a unit is worth that stands in a title as it is."""


class Way(NamedTuple):
    """One way to satisfy a unit: the pattern stands in the titles or bodies, or, by sound, in the titles' pinyin.

    `size` is how many characters of a title it takes, the space behind a word counted in.
    """

    pattern: str
    quality: float
    how: str
    terms: tuple[str, ...]
    sound: bool = False
    size: float = 1.0


class Unit(NamedTuple):
    """A word, a pair of characters or a pair of syllables, and its share of the query's weight.

    `characters` are worth something alone; `surprise` is the unit's information in nats.
    """

    text: str
    ways: tuple[Way, ...]
    weight: float
    characters: tuple[tuple[str, float], ...] = ()
    surprise: float = 0.0


class Wanted:
    """What units look for in a text, each with how it is met.

    Stems; pieces of unspaced script; syllables, by the first of them; initials of a whole name.
    """

    def __init__(self, units: tuple[Unit, ...]) -> None:
        self.stems: dict[str, str] = {}
        self.pieces: dict[str, str] = {}
        self.sounds: dict[str, list[tuple[list[str], str]]] = {}
        self.initials: dict[str, str] = {}
        for way in (way for unit in units for way in unit.ways):
            parts = way.pattern.split()
            if way.sound and parts[0].startswith("="):
                self.initials.setdefault(parts[0], way.how)
            elif way.sound:
                self.sounds.setdefault(parts[0], []).append((parts, way.how))
            else:
                for part in parts:
                    (self.pieces if is_unspaced(part) else self.stems).setdefault(part, way.how)


class Exact(NamedTuple):
    """A unit that is met as it is alone, or by its characters: what most units are."""

    pattern: str
    weight: float
    size: float
    characters: tuple[tuple[str, float], ...]


class Reading:
    """A query as units, whose weights add up to one.

    Most units have one way: `exact` are met as they are, `heard` by sound (pattern, worth). `other` are all but the
    exact ones, `several` those of them that have several ways.
    `evidence` is how surprising it is to meet all units in one entry, in nats, against the surprise of hitting on that
    entry at all: below one, chance would do. `lacking`: the units are also met by their translations, for entries that
    lack this language alone.
    """

    def __init__(self, units: tuple[Unit, ...], lacking: str = "", entries: int = 1) -> None:
        self.units = units
        self.lacking = lacking
        self.evidence = sum(unit.surprise for unit in units) / math.log(entries + 2)
        self.exact: list[Exact] = []
        self.heard: list[tuple[str, float]] = []
        self.other: list[Unit] = []
        self.several: list[Unit] = []
        for unit in units:
            self._add(unit)

    def _add(self, unit: Unit) -> None:
        way = unit.ways[0] if len(unit.ways) == 1 else None
        if way and way.quality == EXACT and not way.sound and way.how != "translated":
            self.exact.append(Exact(way.pattern, unit.weight, way.size, unit.characters))
            return
        self.other.append(unit)
        if way and way.sound and not unit.characters:
            self.heard.append((way.pattern, unit.weight * way.quality))
        elif unit.ways or unit.characters:
            self.several.append(unit)

    @cached_property
    def wanted(self) -> Wanted:
        """What to highlight."""
        return Wanted(self.units)
