"""Which entries answer a query: those that the search promise brings, then those that are believed to."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from app.search.card import Card
from app.search.index import Snapshot
from app.search.ranking import Score, believed, coverage, fit, holds, promised
from app.search.reading import Reader
from app.search.retrieval import BLOCK, Clause, Retrieval
from app.search.units import Reading

ANSWERED = 0.56
"""A query is answered where the best entry is believed this much, or one holds it as it is."""

THRESHOLD = 0.4
"""Of an answered query, what is believed less than this is left out; docs/search.md says how both were set."""

FITTED = 10
"""Candidates whose titles are looked at one by one, at a time."""

FEW, NARROW, WIDE = 16, 24, 40
"""Entries that are looked at for each reading of a query: beside those that hold it as it is, else, and read widely;
half as many for readings that are for entries that lack a language."""

SURE = 0.8
"""A query of which the best entry covers this much is not read more widely."""


Ranked = list[tuple[Score, Card]]
"""Entries with their scores, best first."""


@dataclass(frozen=True, eq=False)
class View:
    """One snapshot with what answers questions about it."""

    snapshot: Snapshot
    reader: Reader
    retrieval: Retrieval


class _Found(NamedTuple):
    """An entry with the reading that it fits best."""

    belief: float
    covered: float
    card: Card
    reading: Reading


def promised_entries(view: View, together: str, filters: list[Clause], wanted: int) -> tuple[Ranked, int]:
    """The promised entries in blocks, at least as many as wanted, and how many there are in all."""
    most = -(-wanted // BLOCK) * BLOCK
    addresses, held = view.retrieval.promised(together, filters, most)
    ranked: Ranked = []
    for start in range(0, len(addresses), BLOCK):
        cards = map(view.snapshot.records.card, addresses[start : start + BLOCK])
        _append(ranked, [(score, card) for card in cards if (score := promised(card, together))])
    return ranked, held


def ranked_entries(
    view: View, text: str, filters: list[Clause], together: str, wanted: int, answered: bool
) -> tuple[Ranked, int]:
    """The other entries that reach the threshold in blocks, at least as many as wanted, and how many they are.

    Most queries are met word for word. Where they are not, what was read is widened by translations, and more are
    looked at. None where the query is not `answered` by others and the best of these is not believed enough.
    """
    readings = view.reader.read(text)
    most = FEW if answered else NARROW
    found: dict[int, _Found] = {}
    for reading in readings:
        _believe(found, view, reading, filters, together, most // 2 if reading.lacking else most)
    best = sorted(found.values(), key=_by_belief)
    if not answered and (not best or best[0].covered < SURE) and (wider := view.reader.widened(readings)):
        _believe(found, view, wider, filters, together, WIDE)
        best = sorted(found.values(), key=_by_belief)
    if not answered and (not best or best[0].belief < ANSWERED):
        return [], 0
    ranked: Ranked = []
    for start in range(0, min(wanted, len(best)), FITTED):
        block = best[start : start + FITTED]
        _append(ranked, [(fit(found.card, found.reading, found.covered), found.card) for found in block])
    return ranked, len(best)


def _believe(
    found: dict[int, _Found], view: View, reading: Reading, filters: list[Clause], together: str, most: int
) -> None:
    """Add to what is found, by address, the entries that are believed by a reading; each counts by its best one."""
    for address in view.retrieval.candidates(reading, filters, most):
        card = view.snapshot.records.card(address)
        if holds(card, together):
            continue
        covered = coverage(card, reading)
        belief = believed(covered, 1.0, reading)
        if belief >= THRESHOLD and (address not in found or belief > found[address].belief):
            found[address] = _Found(belief, covered, card, reading)


def _by_belief(found: _Found) -> tuple[float, int]:
    return -found.belief, found.card.rank


def _append(ranked: Ranked, block: Ranked) -> None:
    """Add a block, best first; no block rises above the one before it, so that pages never overlap."""
    highest = ranked[-1][0].value if ranked else 1.0
    block.sort(key=_order)
    ranked += [(score._replace(value=min(score.value, highest)), card) for score, card in block]


def _order(item: tuple[Score, Card]) -> tuple[float, int]:
    return -item[0].value, item[1].rank


def explanation(score: Score) -> dict[str, Any]:
    """How a score came about, for who asks."""
    units = score.reading.units if score.reading else ()
    return {
        "promised": score.reading is None,
        "coverage": round(score.coverage, 4),
        "precision": round(score.precision, 4),
        "units": [{"text": unit.text, "weight": round(unit.weight, 4)} for unit in units],
    }
