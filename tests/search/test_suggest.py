"""Suggesting titles and aliases of the small knowledge base while they are typed."""

import csv
from pathlib import Path

import pytest

from app.search.engine import SearchEngine
from app.search.query import SuggestQuery
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
    """The title is among the suggestions, in the way that the contract names, from the first letter on."""
    found = engine.suggest(SuggestQuery(case["typed"], case["locale"], limit=50))
    assert (case["text"], case["how"]) in [(suggestion.text, suggestion.how[0]) for suggestion in found]


@pytest.mark.parametrize("typed", ["a", "re", "b", "海", "hw"])
def test_suggestions_come_in_tiers(engine: SearchEngine, typed: str) -> None:
    """Whole titles come first, then beginnings, then what is inside, then pinyin."""
    tiers = ["exact", "prefix", "substring", "pinyin"]
    found = [tiers.index(suggestion.how[0]) for suggestion in engine.suggest(SuggestQuery(typed, "en", limit=50))]
    assert found
    assert found == sorted(found)
