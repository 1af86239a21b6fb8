"""Searching the small knowledge base."""

import csv
from pathlib import Path

import pytest

from app.search.engine import SearchEngine
from app.search.query import SearchQuery
from tests.search.knowledge import ENTRIES, LOCALES, MemorySource, entry

with (Path(__file__).parent / "cases" / "found.tsv").open(encoding="utf-8", newline="") as lines:
    FOUND = list(csv.DictReader(lines, delimiter="\t"))


@pytest.fixture(scope="module")
def engine() -> SearchEngine:
    """An engine in memory over the small knowledge base."""
    made = SearchEngine.open(None, MemorySource(ENTRIES), LOCALES)
    made.catch_up()
    return made


@pytest.mark.parametrize("case", FOUND, ids=lambda case: case["query"])
def test_each_spelling_finds_the_entry(engine: SearchEngine, case: dict[str, str]) -> None:
    """Any language, script and spelling puts the entry first and highlights what matched, as it is stored."""
    hit = engine.search(SearchQuery(case["query"], case["locale"])).hits[0]
    assert str(hit.ref) == case["first"]
    assert case["how"] in hit.match.how
    assert case["highlighted"] in [hit.match.text[start:end] for start, end in hit.match.ranges]


def test_an_entry_without_a_title_is_found_by_its_body() -> None:
    """A question that is still to be written, in every language, stands in the way of nothing."""
    entries = (
        entry("faq", "open", {"en": {"question": "When are you open?", "answer": "At nine."}}),
        entry("faq", "untitled", {"en": {"answer": "No heading so far."}, "es": {"answer": "Sin título."}}),
        entry("faq", "hola", {"es": {"question": "¿Hola?"}}),
    )
    made = SearchEngine.open(None, MemorySource(entries), LOCALES)
    made.catch_up()
    assert [hit.ref.slug for hit in made.search(SearchQuery("heading so far", "en")).hits] == ["untitled"]
    assert [hit.ref.slug for hit in made.search(SearchQuery("when open", "en")).hits] == ["open"]


def test_a_kind_narrows_the_search(engine: SearchEngine) -> None:
    """With a kind only entries of it are found."""
    found = engine.search(SearchQuery("overseas warehouse", "en", kind="faq"))
    assert [str(hit.ref) for hit in found.hits] == ["faq:warehouse-pros-cons"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("海外仓", ["faq:warehouse-pros-cons"]), ("supplier", ["step:b2b-register"]), ("b2b", ["model:b2b"])],
)
def test_a_model_narrows_the_search(engine: SearchEngine, text: str, expected: list[str]) -> None:
    """With a model only entries that are it, belong to it, also through a process, or are about it are found."""
    found = engine.search(SearchQuery(text, "en", model="b2b"))
    assert [str(hit.ref) for hit in found.hits] == expected


@pytest.mark.parametrize("text", ["", "   ", "!!!???", "🙂", "\u200b", "pterodactyl", "感冒发烧"])
def test_nonsense_finds_nothing(engine: SearchEngine, text: str) -> None:
    """What the knowledge base does not speak of gets no items."""
    assert engine.search(SearchQuery(text, "en")).total == 0


def test_pages_follow_each_other(engine: SearchEngine) -> None:
    """Pages of one hold together what one page of all holds, in the same order."""
    whole = engine.search(SearchQuery("b", "en", limit=100))
    singles = [engine.search(SearchQuery("b", "en", limit=1, offset=at)).hits for at in range(whole.total)]
    assert [hit.ref for hits in singles for hit in hits] == [hit.ref for hit in whole.hits]
    assert len(whole.hits) == whole.total
