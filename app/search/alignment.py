"""A table of word translations learned from the knowledge base's own parallel texts.

IBM Model 1 (Brown et al. 1993, "The Mathematics of Statistical Machine Translation") in both directions between each
two languages; a translation weighs the geometric mean of both, so that only what is likely both ways counts. Terms are
those of the index: stems, and pairs of characters.
"""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from app.search.card import Card
from app.search.lexicon import Table, language
from app.search.schema import BARRIER
from app.text.analyze import terms

ROUNDS = 5
LONGEST = 60
"""Terms of a text that is learned from; longer ones align too many terms with too many."""

MOST_CELLS = 2_000_000
"""Pairs of terms that stand in parallel texts, for each two languages; the shortest texts come first."""

COMMON = 0.05
"""Terms in more than this share of the texts say too little to be worth aligning, unless the texts are few."""

FEW = 25
NULL = 0.02
"""The chance that a term answers to none: keeps terms that stand once from claiming all that stands beside them."""

HALF_SURE = 0.015
"""The weight of a translation that is worth half: one word is many pairs of characters, which share its weight."""

LEAST_DICE = 0.2
"""How often two terms stand together, of the times that they stand at all, to be looked at."""

_SHIFT = 32
_MASK = (1 << _SHIFT) - 1

LEAST_WEIGHT, MOST_TRANSLATIONS = 0.01, 16

Parallel = tuple[list[str], list[str]]


def train(cards: Iterable[Card]) -> Table:
    """The translations in the parallel texts of these entries."""
    parallel: dict[tuple[str, str], list[Parallel]] = defaultdict(list)
    for card in cards:
        for by_language in _parallel(card):
            for first, second in combinations(sorted(by_language), 2):
                parallel[first, second].append((by_language[first], by_language[second]))
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for (first, second), texts in parallel.items():
        both: tuple[_Weights, _Weights] = (defaultdict(list), defaultdict(list))
        for one, other, forth, back in _aligned(texts):
            both[0][one].append((forth, other))
            both[1][other].append((back, one))
        for tag, weights in zip((first, second), both, strict=True):
            for term, candidates in weights.items():
                found[tag][term] += _listed(candidates)
    return {tag: {term: " ".join(listed) for term, listed in by.items()} for tag, by in found.items()}


_Weights = dict[str, list[tuple[float, str]]]


def _listed(candidates: list[tuple[float, str]]) -> list[str]:
    best = sorted(candidates, reverse=True)[:MOST_TRANSLATIONS]
    return [f"{other} {weight:.3f}" for weight, other in best]


def _parallel(card: Card) -> Iterator[dict[str, list[str]]]:
    """The terms of each text of an entry by language, one script for each."""
    texts: dict[tuple[str, int], dict[str, list[str]]] = defaultdict(dict)
    counts: Counter[tuple[str, str]] = Counter()
    kept: dict[tuple[str, str], str] = {}
    titles = zip(card.stems.split(BARRIER), card.titles, strict=True) if card.titles else ()
    bodies = zip(card.body.split(BARRIER), card.bodies, strict=True) if card.bodies else ()
    for stemmed, about in (*titles, *bodies):
        tag, field = about[0], about[1]
        if kept.setdefault((language(tag), field), tag) != tag:
            continue
        number = counts[tag, field]
        counts[tag, field] += 1
        texts[field, number][language(tag)] = list(dict.fromkeys(terms(stemmed)))
    distinct = {tuple(map(tuple, by.values())): by for by in texts.values() if len(by) > 1}
    yield from distinct.values()


def _aligned(texts: list[Parallel]) -> Iterator[tuple[str, str, float, float]]:
    """Each two terms that translate each other, and what the second is worth for the first, and the first for it.

    A term that is more common than the one it translates says less than that.
    """
    sides = [_Side(texts, 0), _Side(texts, 1)]
    cells = _Cells(sides, texts)
    if not cells.one:
        return
    forth = _model(cells, 0)
    back = _model(cells, 1)
    for cell, (one, other) in enumerate(zip(cells.one, cells.other, strict=True)):
        weight = math.sqrt(forth[cell] * back[cell])
        if weight >= LEAST_WEIGHT:
            sure = weight / (weight + HALF_SURE)
            rarity = sides[0].rarity[one], sides[1].rarity[other]
            forth_worth = sure * min(1.0, rarity[1] / rarity[0])
            back_worth = sure * min(1.0, rarity[0] / rarity[1])
            yield sides[0].names[one], sides[1].names[other], forth_worth, back_worth


class _Side:
    """The terms of one language, numbered; those in too many texts are left out."""

    def __init__(self, texts: list[Parallel], side: int) -> None:
        counts = Counter(term for text in texts for term in text[side])
        most = max(FEW, COMMON * len(texts))
        self.names = [term for term, count in counts.items() if count <= most]
        self.rarity = [math.log1p(len(texts) / counts[term]) for term in self.names]
        self.numbers = {term: number for number, term in enumerate(self.names)}

    def of(self, text: list[str]) -> list[int]:
        """The numbers of a text's terms."""
        return [self.numbers[term] for term in text if term in self.numbers]


class _Cells:
    """Pairs of terms that may translate each other, numbered, and the lines of them that explain each term of a text.

    A pair that stands together far less often than its terms stand at all is left out: of all pairs in parallel texts
    these are nine in ten, and alignment would give them nothing.
    """

    def __init__(self, sides: list[_Side], texts: list[Parallel]) -> None:
        grids = list(_grids(sides, texts))
        together: Counter[int] = Counter()
        for rows, columns in grids:
            together.update([one << _SHIFT | other for one in rows for other in columns])
        times = [Counter(number for grid in grids for number in grid[side]) for side in (0, 1)]
        likely = [
            key
            for key, count in together.items()
            if 2 * count >= LEAST_DICE * (times[0][key >> _SHIFT] + times[1][key & _MASK])
        ]
        del together
        self.one = array("I", [key >> _SHIFT for key in likely])
        self.other = array("I", [key & _MASK for key in likely])
        numbers = {key: number for number, key in enumerate(likely)}
        self.lines: tuple[list[list[int]], list[list[int]]] = ([], [])
        for rows, columns in grids:
            grid = [[numbers.get(one << _SHIFT | other, -1) for other in columns] for one in rows]
            self.lines[1].extend(_kept(line) for line in grid)
            self.lines[0].extend(_kept(line) for line in zip(*grid, strict=True))


def _kept(line: Iterable[int]) -> list[int]:
    return [number for number in line if number >= 0]


def _grids(sides: list[_Side], texts: list[Parallel]) -> Iterator[tuple[list[int], list[int]]]:
    """The numbered terms of each two parallel texts, the shortest first, until there are pairs enough."""
    total = 0
    for first, second in sorted(texts, key=lambda text: len(text[0]) * len(text[1])):
        rows, columns = sides[0].of(first), sides[1].of(second)
        total += len(rows) * len(columns)
        if total > MOST_CELLS or max(len(rows), len(columns)) > LONGEST:
            break
        yield rows, columns


def _model(cells: _Cells, given: int) -> list[float]:
    """The probability of each pair's other term given the one of side `given`, by expectation maximisation."""
    source = cells.other if given else cells.one
    chance = [1.0] * len(source)
    for _ in range(ROUNDS):
        counts = [0.0] * len(source)
        for line in cells.lines[given]:
            values = [chance[cell] for cell in line]
            total = sum(values) + NULL
            for cell, value in zip(line, values, strict=True):
                counts[cell] += value / total
        totals: dict[int, float] = defaultdict(float)
        for term, count in zip(source, counts, strict=True):
            totals[term] += count
        chance = [count / (totals[term] or 1.0) for term, count in zip(source, counts, strict=True)]
    return chance
