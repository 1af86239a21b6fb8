"""How letters may sound in Chinese: pinyin as it is typed, with the small errors of ears and fingers."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import NamedTuple

import tantivy

from app.search.units import Way
from app.search.vocabulary import Vocabulary
from app.text.pinyin import alike, syllables

PINYIN, ALIKE, NEAR = 0.93, 0.85, 0.8
"""What it is worth to sound so: as typed in pinyin; with sounds that many do not tell apart; with slips of letters."""

MOST_SEQUENCES = 6
"""Readings of one word that are followed."""

_SHORTEST, _LONG = 5, 11
"""Letters from which on a word may be pinyin with a slip, and with two; a shorter one is near too much."""


class Heard(NamedTuple):
    """Syllables that letters may stand for, and what that is worth."""

    syllables: tuple[str, ...]
    quality: float

    @property
    def pattern(self) -> str:
        """What stands in the pinyin of a title that sounds so."""
        return f" {' '.join(self.syllables)} "

    @property
    def terms(self) -> tuple[str, ...]:
        """The pairs of syllables, as the index has them."""
        return tuple(first + second for first, second in pairwise(self.syllables))

    def way(self, how: str, size: float) -> Way:
        """The way to satisfy a unit by this sound."""
        return Way(self.pattern, self.quality, how, self.terms, sound=True, size=size)


class Sounds:
    """The pinyin that the titles of one snapshot have."""

    def __init__(self, searcher: tantivy.Searcher, before: "Sounds | None" = None) -> None:
        """`before` is that of an earlier snapshot, which is brought up to date."""
        self._searcher = searcher
        known = (term for term, _ in searcher.terms_with_prefix("pinyin", "") if term.isalpha())
        self._vocabulary: Vocabulary = Vocabulary(known, before._vocabulary if before else None)

    def count(self, term: str) -> int:
        """How many entries have a title with this pair of syllables, or with these initials."""
        found: int = self._searcher.doc_freq("pinyin", term)
        return found

    def heard(self, letters: str) -> list[Heard]:
        """What letters may stand for that some title has, best first: as typed, by like sounds, with a slip."""
        cut = syllables(letters)
        return (self.like(cut) if len(cut) > 1 else []) or self.near(letters)

    def like(self, cut: Sequence[str]) -> list[Heard]:
        """Syllables as they are, else those that sound like them, whose every pair some title has."""
        return self.exactly(cut) or [Heard(each, ALIKE) for each in self._sequences(cut)]

    def exactly(self, cut: Sequence[str]) -> list[Heard]:
        """Syllables as they are, where some title has every pair of them."""
        is_known = all(self.count(first + second) for first, second in pairwise(cut))
        return [Heard(tuple(cut), PINYIN)] if is_known else []

    def near(self, letters: str) -> list[Heard]:
        """The readings that are a slip or two away from letters."""
        if len(letters) < _SHORTEST:
            return []
        most = 1 if len(letters) < _LONG else 2
        found = (syllables(word) for word, distance in self._vocabulary.near(letters) if distance <= most)
        return [Heard(cut, NEAR) for cut in found if len(cut) > 1]

    def _sequences(self, cut: Sequence[str]) -> Iterator[tuple[str, ...]]:
        found: list[tuple[str, ...]] = [(first,) for first in alike(cut[0])]
        for syllable in cut[1:]:
            longer = product(found, alike(syllable))
            found = [(*before, each) for before, each in longer if self.count(before[-1] + each)][:MOST_SEQUENCES]
        yield from found
