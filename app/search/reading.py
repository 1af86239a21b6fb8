"""How a query is understood against one snapshot: its words, sounds, slips and translations as units."""

import math
import weakref
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from itertools import pairwise

from app.search.index import Snapshot
from app.search.lexicon import Lexicon
from app.search.sounds import PINYIN, Sounds
from app.search.units import EXACT, Reading, Unit, Way
from app.search.vocabulary import Vocabulary
from app.text.analyze import words
from app.text.fold import squeeze
from app.text.function_words import meaning
from app.text.han import pairs
from app.text.latin import stem
from app.text.pinyin import read, syllables, without_tones
from app.text.scripts import is_han, is_unspaced

UNSPACED_SHARE = 0.6
"""What a pair of characters counts beside a word: a word of Chinese takes about two of them."""

MOST_UNITS = 64
"""Units of a query that count; two hundred characters of Chinese hold 199 pairs."""

JOINED, PREFIX, NEAR, FAR, SWAPPED, SOUND, TRANSLATED = 0.95, 0.8, 0.85, 0.7, 0.7, 0.75, 1.0
"""What a unit is worth, by how it was met: written together or apart; as a beginning; with one slip; with
two; with neighbours swapped; by other characters, times what their sound is worth; by a sure translation."""

ROUNDABOUT, MOST_ROUNDABOUT = 0.5, 12
"""What a translation is worth beside the word itself, where an entry has both languages; how many are looked at."""

LONGEST_NAME = 5
"""Characters of a run up to which one that only sounds like the right one is guessed; a longer one has others."""

CHARACTER = 0.45
"""What a pair of characters is worth for each of the two that a title has elsewhere, times how rare that one is."""

UNLEARNED = 0.25
"""What a known word without translations counts, where only translations can meet it: mostly it is too common."""

KEPT = 4096
"""Words, pairs and characters of which a reader keeps what it found: queries that differ share most of theirs."""

RARITY = 1.2
"""How steeply weight rises with rarity, as a power of the inverse document frequency."""


class Reader:
    """Reads queries against one snapshot, whose counts say how much a word means."""

    def __init__(
        self,
        snapshot: Snapshot,
        languages: tuple[str, ...] = (),
        lexicon: Lexicon | None = None,
        before: "Reader | None" = None,
    ) -> None:
        """`before` is the reader of an earlier snapshot, whose vocabulary is brought up to date."""
        self._searcher = snapshot.searcher
        self._lexicon = lexicon or Lexicon()
        self._languages = languages
        self._lacking = [tag for tag in languages if self._searcher.doc_freq("lacks", tag)]
        self._entries = max(1, snapshot.searcher.num_docs - 1)
        known = (word for word, _ in self._searcher.terms_with_prefix("words", ""))
        self.vocabulary: Vocabulary = Vocabulary(known, before.vocabulary if before else None)
        self.sounds: Sounds = Sounds(snapshot.searcher, before.sounds if before else None)
        this = weakref.proxy(self)  # what is kept must not keep its owner, nor the files of its snapshot
        self._word: Callable[[str], Unit] = lru_cache(KEPT)(partial(Reader._read_word, this))
        self._pair: Callable[[str, int], Unit] = lru_cache(KEPT)(partial(Reader._read_pair, this))
        self._meanings: Callable[[str, str, int], tuple[Way, ...]]
        self._meanings = lru_cache(KEPT)(partial(Reader._read_meanings, this))
        self._rarity: Callable[[str, str], float] = lru_cache(KEPT)(partial(Reader._count_rarity, this))

    def read(self, text: str) -> list[Reading]:
        """The readings of a query: by its words and, where its letters can be pinyin, by its sound."""
        found = words(text)
        readings = [_weighed(list(self._units(found)), self._entries)]
        readings += [reading for tag in self._lacking if (reading := self._translated(readings[0], tag))]
        if sound := self._sound(found):
            readings.append(sound)
        return [reading for reading in readings if reading.units]

    def widened(self, readings: list[Reading]) -> Reading | None:
        """The first reading, its words also met by what they are in other languages; None where there is nothing.

        An entry says the same in several languages, and where its words in one are others than the query's, those in
        another may be what the query's translate to.
        """
        if not readings or readings[0].lacking:
            return None
        units = [self._widened(unit) for unit in readings[0].units]
        if all(unit is plain for unit, plain in zip(units, readings[0].units, strict=True)):
            return None
        return _weighed(units, self._entries)

    def _widened(self, unit: Unit) -> Unit:
        if meaning(unit.text) < 1:
            return unit
        known = [way for tag in self._languages for way in self._translations(unit, tag)[:MOST_ROUNDABOUT]]
        ways = tuple(way._replace(quality=ROUNDABOUT * way.quality) for way in known)
        return unit._replace(ways=unit.ways + ways) if ways else unit

    def _translated(self, reading: Reading, source: str) -> Reading | None:
        """The reading for entries that lack the language `source`; None where none of its words is known there."""
        units = []
        for unit in reading.units:
            known = self._translations(unit, source)
            unlearned = unit.ways and not known
            weight = unit.weight * (UNLEARNED if unlearned else 1.0)
            units.append(unit._replace(ways=unit.ways + known, weight=weight))
        if all(unit.ways == plain.ways for unit, plain in zip(units, reading.units, strict=True)):
            return None
        return _weighed(units, self._entries, source)

    def _translations(self, unit: Unit, source: str) -> tuple[Way, ...]:
        """What a word means there; of what may be a slip for a word it would be a guess upon a guess."""
        is_sure = unit.ways and unit.ways[0].how == "exact"
        return self._meanings(unit.ways[0].terms[0], source, self._lexicon.stamp) if is_sure else ()

    def _read_meanings(self, term: str, source: str, stamp: int) -> tuple[Way, ...]:
        """The ways of a term's translations; `stamp` tells one table from the next."""
        return tuple(
            Way(
                other if is_unspaced(other) else f" {other} ",
                TRANSLATED * worth,
                "translated",
                (other,),
                size=len(other),
            )
            for other, worth in self._lexicon.translations(source, term)
        )

    def _units(self, found: list[str]) -> Iterator[Unit]:
        for word in dict.fromkeys(found):
            if not is_unspaced(word):
                yield self._word(word)
            elif len(word) == 1:
                yield self._character(word)
            else:
                for pair in dict.fromkeys(pairs(word)):
                    yield self._pair(pair, len(word))

    def _character(self, character: str) -> Unit:
        count = self._searcher.doc_freq("characters", character)
        way = Way(character, EXACT, "exact", (character,), size=2)
        return self._unit(character, [way], count, UNSPACED_SHARE)

    def _read_word(self, word: str) -> Unit:
        root = stem(word)
        count = self._searcher.doc_freq("words", root)
        if count:
            return self._unit(word, [Way(f" {root} ", EXACT, "exact", (root,), size=len(root) + 1)], count)
        ways = [*self._apart(word), *self._longer(root), *self._near(root), *self._spelt(word)]
        ways.sort(key=lambda way: -way.quality)
        count = max((self._searcher.doc_freq("words", way.terms[0]) for way in ways if not way.sound), default=0)
        return self._unit(word, ways, count)

    def _apart(self, word: str) -> Iterator[Way]:
        for at in range(3, len(word) - 2):
            parts = (stem(word[:at]), stem(word[at:]))
            if all(self._searcher.doc_freq("words", part) for part in parts):
                yield Way(f" {parts[0]} {parts[1]} ", JOINED, "folded", parts, size=len(word) + 2)

    def _longer(self, root: str) -> Iterator[Way]:
        if len(root) >= 3:
            for longer, _ in self._searcher.terms_with_prefix("words", root, limit=4):
                yield Way(f" {longer} ", PREFIX, "prefix", (longer,), size=len(root))

    def _near(self, root: str) -> Iterator[Way]:
        for near, distance in self.vocabulary.near(root):
            yield Way(f" {near} ", NEAR if distance == 1 else FAR, "typo", (near,), size=len(near) + 1)

    def _spelt(self, word: str) -> Iterator[Way]:
        short = f"={word}"
        if self.sounds.count(short):
            yield Way(f" {short} ", PINYIN, "pinyin", (short,), sound=True, size=len(word) + 1)
        for heard in self.sounds.heard(without_tones(word)):
            yield heard.way("pinyin", len(heard.syllables) + 1)

    def _read_pair(self, pair: str, length: int) -> Unit:
        size = (length + 1) / (length - 1)
        count = self._frequency(pair)
        ways = [Way(pair, EXACT, "exact", (pair,), size=size)] if count else []
        if not count:
            if swapped := self._frequency(pair[::-1]):
                ways.append(Way(pair[::-1], SWAPPED, "typo", (pair[::-1],), size=size))
                count = swapped
            if is_han(pair[0]) and is_han(pair[1]):
                sounding = self.sounds.like if length <= LONGEST_NAME else self.sounds.exactly
                for heard in sounding(read(pair)):
                    ways.append(heard.way("typo", size)._replace(quality=SOUND * heard.quality))
                    count = count or self.sounds.count(heard.terms[0])
        return self._unit(pair, ways, count, UNSPACED_SHARE, pair)

    def _sound(self, found: list[str]) -> Reading | None:
        """The query as pinyin, pair by pair; None where its letters are none, and not a slip away from any."""
        if not all(word.isascii() for word in found):
            return None
        letters = "".join(map(without_tones, found))
        cut = tuple(syllable for word in found for syllable in syllables(without_tones(word)))
        units = self._sounding(cut) if len(cut) > 1 and "".join(cut) == letters else []
        if not any(unit.ways for unit in units):
            nearest = self.sounds.near(letters)[:1]
            units = [unit for heard in nearest for unit in self._sounding(heard.syllables, heard.quality)]
        return _weighed(units, self._entries) if units else None

    def _sounding(self, cut: tuple[str, ...], quality: float = 1.0) -> list[Unit]:
        size = (len(cut) + 1) / (len(cut) - 1)
        units = []
        for pair in pairwise(cut):
            heard = self.sounds.like(pair)
            ways = [each.way("pinyin", size)._replace(quality=quality * each.quality) for each in heard]
            count = max((self.sounds.count(each.terms[0]) for each in heard), default=0)
            units.append(self._unit("".join(pair), ways, count))
        return units

    def _unit(self, text: str, ways: list[Way], count: int, share: float = 1.0, characters: str = "") -> Unit:
        share *= meaning(text)
        rarity = math.log1p(self._entries / (count + 0.5))
        return Unit(text, tuple(ways), share * rarity**RARITY, self._loose(characters, rarity), share * rarity)

    def _loose(self, characters: str, rarity: float) -> tuple[tuple[str, float], ...]:
        return tuple(
            (character, CHARACTER * min(1.0, self._rarity("characters", character) / rarity))
            for character in characters
        )

    def _count_rarity(self, field: str, term: str) -> float:
        return math.log1p(self._entries / (self._searcher.doc_freq(field, term) + 0.5))

    def _frequency(self, term: str) -> int:
        count: int = self._searcher.doc_freq("text", term)
        return count


def _weighed(units: list[Unit], entries: int, lacking: str = "") -> Reading:
    kept = sorted(units, key=lambda unit: -unit.weight)[:MOST_UNITS] if len(units) > MOST_UNITS else units
    total = sum(unit.weight for unit in kept) or 1.0
    shares = tuple(
        Unit(text, ways, weight / total, characters, surprise) for text, ways, weight, characters, surprise in kept
    )
    return Reading(shares, lacking, entries)


def squeezed(text: str) -> str:
    """A query written together, as the promise compares it."""
    return squeeze(" ".join(words(text)))
