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

    `whole` are those that are met as they are and in no other way, `other` all else. `evidence` is how surprising it is
    to meet all units in one entry, in nats, against the surprise of hitting on that entry at all: below one, chance
    would do. `lacking`: the units are also met by their translations, for entries that lack this language alone.

    Translations are many, and few of them stand in any one entry, so they are kept apart: `translated` leads from each
    to the units, by number, that it is worth something for. By its own ways a unit is `exact`, or `heard` by sound
    (pattern, worth), or has `several`; `own` are all of them so.
    """

    def __init__(self, units: tuple[Unit, ...], lacking: str = "", entries: int = 1) -> None:
        self.units = units
        self.lacking = lacking
        self.evidence = sum(unit.surprise for unit in units) / math.log(entries + 2)
        self.whole: list[Exact] = []
        self.other: list[Unit] = []
        self.exact: list[Exact] = []
        self.heard: list[tuple[str, float]] = []
        self.several: list[Unit] = []
        self.own: list[Unit] = []
        self.translated: dict[str, list[tuple[int, float]]] = {}
        for number, unit in enumerate(units):
            self._add(number, unit)

    def _add(self, number: int, unit: Unit) -> None:
        ways = tuple(way for way in unit.ways if way.how != "translated")
        own = unit if len(ways) == len(unit.ways) else unit._replace(ways=ways)
        self.own.append(own)
        for way in unit.ways[len(ways) :]:
            self.translated.setdefault(way.pattern, []).append((number, way.quality))
        exact = self._add_own(own)
        if exact and own is unit:
            self.whole.append(exact)
        else:
            self.other.append(unit)

    def _add_own(self, unit: Unit) -> Exact | None:
        way = unit.ways[0] if len(unit.ways) == 1 else None
        if way and way.quality == EXACT and not way.sound:
            self.exact.append(Exact(way.pattern, unit.weight, way.size, unit.characters))
            return self.exact[-1]
        if way and way.sound and not unit.characters:
            self.heard.append((way.pattern, unit.weight * way.quality))
        elif unit.ways or unit.characters:
            self.several.append(unit)
        return None

    @cached_property
    def wanted(self) -> Wanted:
        """What to highlight."""
        return Wanted(self.units)
