"""One score for an entry: how much of the query it covers, and where."""

from typing import NamedTuple

from app.search.card import Card
from app.search.schema import BARRIER
from app.search.units import Reading, Unit, Way
from app.text.analyze import is_short

BODY = 0.7
"""What a unit is worth that only a body has."""

LOOSE = 0.5
"""What is better met than this is not looked for character by character."""

PRECISION = 0.3
"""The part of the score that asks how much of the title the query covers."""

EVIDENCE, MOST_EVIDENCE = 0.5, 6.0
"""What evidence counts beside coverage, and how much of it counts."""

HALF = 0.5
"""Coverage and evidence together at which belief is a half."""

PROMISED = 0.8
"""Where the scores of entries begin that hold the query as it is in a title; all others stay below."""


class Score(NamedTuple):
    """A score and what it is made of: coverage of the query, the title that fits best, how much of it is covered.

    `title` is -1 where no title holds any of the query, `share` the part of the weight that it holds. `reading` is
    None where the query stands in that title as it is.
    """

    value: float
    coverage: float
    precision: float
    title: int
    share: float
    reading: Reading | None


def coverage(card: Card, reading: Reading) -> float:
    """The share of the query's weight that an entry covers, 0..1."""
    titles, body = card.stems, card.body
    total = 0.0
    for pattern, weight, _, characters in reading.exact:
        if pattern in titles:
            total += weight
        elif pattern in body:
            total += weight * BODY
        else:
            for character, worth in characters:
                if character in titles:
                    total += weight * worth
    for pattern, worth in reading.heard:
        if pattern in card.syllables:
            total += worth
    for unit in reading.several:
        total += unit.weight * _worth(card, unit)
    return total + _gained(card, reading) if reading.translated else total


def _gained(card: Card, reading: Reading) -> float:
    """What translations add: of each unit they leave open a part of what its own ways did, and so on."""
    titles = card.stems
    left: dict[int, float] = {}
    for pattern in [pattern for pattern in reading.translated if pattern in titles]:
        for number, quality in reading.translated[pattern]:
            left[number] = left.get(number, 1.0) * (1 - quality)
    own = reading.own
    return sum(
        own[number].weight * (_worth(card, own[number], rest) - _worth(card, own[number]))
        for number, rest in left.items()
    )


def _worth(card: Card, unit: Unit, left: float = 1.0) -> float:
    """What a unit is worth by its own ways, where translations leave so much of the rest open."""
    titles, body = card.stems, card.body
    best = 0.0
    for way in unit.ways:
        if way.quality <= best:
            break
        if way.pattern in (card.syllables if way.sound else titles):
            best = way.quality
        elif not way.sound and way.quality * BODY > best and way.pattern in body:
            best = way.quality * BODY
    best = 1 - (1 - best) * left
    if best < LOOSE:
        for character, worth in unit.characters:
            if character in titles:
                best += worth
    return best


def fit(card: Card, reading: Reading, covered: float) -> Score:
    """The score of an entry that covers so much of the query: less where its best title says more than was asked."""
    best, title, precision, held = 0.0, -1, 0.0, 0.0
    exact = [(unit.pattern, unit.weight, unit.size) for unit in reading.whole if unit.pattern in card.stems]
    other = [(unit.weight, ways) for unit in reading.other if (ways := _present(card, unit))]
    for number, words, syllables in card.distinct:
        weight, length = 0.0, 0.0
        for pattern, share, size in exact:
            if pattern in words:
                weight += share
                length += size
        for share, ways in other:
            for way in ways:
                if way.pattern in (syllables if way.sound else words):
                    weight += share * way.quality
                    length += way.size
                    break
        if weight:
            part = min(1.0, length / max(1, len(words) - 1))
            if weight + PRECISION * part > best:
                best, title, precision, held = weight + PRECISION * part, number, part, weight
    return Score(PROMISED * believed(covered, precision, reading), covered, precision, title, held, reading)


def _present(card: Card, unit: Unit) -> list[Way]:
    """The ways in which any title of an entry satisfies a unit."""
    return [way for way in unit.ways if way.pattern in (card.syllables if way.sound else card.stems)]


def believed(covered: float, precision: float, reading: Reading) -> float:
    """How far an entry is believed to be an answer, 0..1: coverage, and the evidence that it is no chance.

    Both grow together, and belief with them ever more slowly, so that neither a long query nor a short one is believed
    for its length alone.
    """
    fitting = covered * (1 - PRECISION * (1 - precision))
    grown = fitting + EVIDENCE * min(MOST_EVIDENCE, fitting * reading.evidence)
    return grown / (HALF + grown)


def holds(card: Card, together: str) -> bool:
    """Whether an entry holds the whole query in a title as it is; one or two letters, where they are all of a title."""
    return together in card.squeezed and (not is_short(together) or together in card.squeezed.split(BARRIER))


def promised(card: Card, together: str) -> Score | None:
    """The score of an entry that holds the whole query in a title, None where it does not.

    Higher where the title is nothing but the query, then where it begins with it, then by the share that it covers.
    """
    best: tuple[float, int] | None = None
    for number, title in enumerate(card.squeezed.split(BARRIER)):
        at = title.find(together)
        if at >= 0:
            part = len(together) / len(title)
            value = 1.0 if part == 1 else 0.7 * part + (0.2 if at == 0 else 0.0)
            if best is None or value > best[0]:
                best = (value, number)
    if best is None:
        return None
    return Score(PROMISED + (1 - PROMISED) * best[0], 1.0, best[0], best[1], 1.0, None)
