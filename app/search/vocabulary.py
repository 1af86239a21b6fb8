"""The words of alphabets that the index knows, to find those near a word that it does not know."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA

_ENDS = 3
_SHORTEST, _LONG = 4, 8
_MOST = 6
_MANY = 1000
"""So many words changed are quicker put into buckets all anew."""


def slack(word: str) -> int:
    """How many slips a word may hold: none under four letters, two from eight on."""
    return 0 if len(word) < _SHORTEST else 1 if len(word) < _LONG else 2


class Vocabulary:
    """Words in buckets by length and by beginning or end: a slip leaves one end of a word as it is."""

    def __init__(self, words: Iterable[str], before: "Vocabulary | None" = None) -> None:
        """`before` is what was known; its buckets are shared where they are the same, and never changed."""
        self._words = frozenset(word for word in words if len(word) >= _SHORTEST - 1)
        self._buckets: dict[tuple[str, int], list[str]]
        if before is not None and len(self._words ^ before._words) < _MANY:
            self._buckets = dict(before._buckets)
            self._follow(before._words)
            return
        self._buckets = defaultdict(list)
        for word in self._words:
            for end in _ends(word):
                self._buckets[end, len(word)].append(word)

    def _follow(self, known: frozenset[str]) -> None:
        for word in self._words - known:
            for end in _ends(word):
                self._buckets[end, len(word)] = [*self._buckets.get((end, len(word)), ()), word]
        for word in known - self._words:
            for end in _ends(word):
                self._buckets[end, len(word)] = [kept for kept in self._buckets[end, len(word)] if kept != word]

    def near(self, word: str) -> list[tuple[str, int]]:
        """Known words within the slack of a word, nearest first, each with its distance.

        The distance is optimal string alignment: a letter more, less or other, or two neighbours swapped, is one.
        """
        most = slack(word)
        if not most:
            return []
        found: dict[str, int] = {}
        for bucket in self._around(word, most):
            for near, distance, _ in process.extract_iter(word, bucket, scorer=OSA.distance, score_cutoff=most):
                found[near] = int(distance)
        nearest = sorted(found.items(), key=lambda item: (item[1], item[0][0] != word[0], item[0]))
        return [(near, distance) for near, distance in nearest if distance == nearest[0][1]][:_MOST]

    def _around(self, word: str, most: int) -> Iterator[list[str]]:
        kept = 1 if len(word) < _LONG - 2 else 2 if len(word) <= _LONG else _ENDS
        for length in range(len(word) - most, len(word) + most + 1):
            for end in (f"{word[:kept]}-", f"-{word[-kept:]}"):
                if bucket := self._buckets.get((end, length)):
                    yield bucket


def _ends(word: str) -> Iterator[str]:
    for kept in range(1, _ENDS + 1):
        yield f"{word[:kept]}-"
        yield f"-{word[-kept:]}"
