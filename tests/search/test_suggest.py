"""Suggesting titles and aliases of the small knowledge base while they are typed."""

import csv
from pathlib import Path

import pytest

from app.content.entry import Entry
from app.search.engine import SearchEngine
from app.search.query import SuggestQuery
from app.text.fold import fold, squeeze
from tests.search.knowledge import ENTRIES, LOCALES, MemorySource

with (Path(__file__).parent / "cases" / "suggested.tsv").open(encoding="utf-8", newline="") as lines:
    SUGGESTED = list(csv.DictReader(lines, delimiter="\t"))


@pytest.fixture(scope="module")
def engine() -> SearchEngine:
    """An engine in memory over the small knowledge base."""
    made = SearchEngine.open(None, MemorySource(ENTRIES), LOCALES)
    made.catch_up()
    return made


@pytest.mark.parametrize("case", SUGGESTED, ids=lambda case: f"{case['typed']} {case['locale']}")
def test_what_is_typed_suggests_a_title(engine: SearchEngine, case: dict[str, str]) -> None:
    """The title is among the suggestions, from the first letter on: the caller's own where that has what was typed."""
    found = engine.suggest(SuggestQuery(case["typed"], case["locale"], limit=50))
    assert case["text"] in [suggestion.text for suggestion in found]


def tier(entry: Entry, typed: str) -> int:
    """How near the nearest title of an entry is to what was typed: whole, beginning, start of a word, inside, sound."""
    own = entry.kind.title.name
    titles = [str(texts[own]) for texts in entry.texts.values() if own in texts]
    aliases = [alias for texts in entry.texts.values() for alias in texts.get("aliases", ())]
    folded = [fold(text) for text in (*titles, *aliases, *entry.attributes.values())]
    if any(squeeze(title) == typed for title in folded):
        return 0
    if any(squeeze(title).startswith(typed) for title in folded):
        return 1
    if any(word.startswith(typed) for title in folded for word in title.split()):
        return 2
    return 3 if any(typed in squeeze(title) for title in folded) else 4


@pytest.mark.parametrize("typed", ["a", "re", "b", "海", "hw", "b2b"])
def test_suggestions_come_in_tiers(engine: SearchEngine, typed: str) -> None:
    """Whole titles come first, then beginnings, then starts of words, then what is inside, then pinyin."""
    by_ref = {entry.ref: entry for entry in ENTRIES}
    found = [tier(by_ref[suggestion.ref], typed) for suggestion in engine.suggest(SuggestQuery(typed, "en", limit=50))]
    assert found
    assert found == sorted(found)


def test_suggestions_are_narrowed(engine: SearchEngine) -> None:
    """A kind or a model leaves only entries of that kind, or of that model and its processes."""
    every = {suggestion.ref for suggestion in engine.suggest(SuggestQuery("e", "en", limit=50))}
    steps = {suggestion.ref for suggestion in engine.suggest(SuggestQuery("e", "en", kind="step", limit=50))}
    of_model = {suggestion.ref for suggestion in engine.suggest(SuggestQuery("e", "en", model="b2b", limit=50))}
    assert steps == {ref for ref in every if ref.kind == "step"} != set()
    assert {"b2b", "b2b-register"} <= {ref.slug for ref in of_model} < {ref.slug for ref in every}
