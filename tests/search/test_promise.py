"""The search promise: whatever is part of a title or alias is found, all of it and first."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.content.entry import Entry, Ref
from app.search.engine import SearchEngine
from app.search.query import SearchQuery
from app.text.analyze import is_short
from app.text.fold import fold, squeeze
from app.text.scripts import is_unspaced
from app.text.variants import convert
from bench.search_sets import LOCALES, FixedSource, shipped, titles

ENTRIES = shipped()


TITLES = sorted({title for entry in ENTRIES for title in titles(entry)})
SQUEEZED = {entry.ref: [squeeze(fold(title)) for title in titles(entry)] for entry in ENTRIES}


@pytest.fixture(scope="module")
def engine() -> SearchEngine:
    """An engine over the shipped content."""
    made = SearchEngine.open(None, FixedSource(ENTRIES), LOCALES)
    made.catch_up()
    return made


def promised(part: str) -> set[Ref]:
    """The entries that hold a part in a title or alias."""
    wanted = squeeze(fold(part))
    return {ref for ref, texts in SQUEEZED.items() if any(wanted in text for text in texts)}


def holds(part: str) -> bool:
    """Whether the promise speaks of a part: a Han character or more, or three letters or more."""
    bare = squeeze(fold(part))
    return len(bare) >= 3 or is_unspaced(bare)


def check(engine: SearchEngine, part: str) -> None:
    """All entries that hold the part come first, and paging reaches them."""
    expected = promised(part)
    found: list[Ref] = []
    while len(found) < len(expected):
        page = engine.search(SearchQuery(part, "en", limit=100, offset=len(found)))
        assert page.hits, part
        assert page.total >= len(expected)
        found += [hit.ref for hit in page.hits]
    assert set(found[: len(expected)]) == expected, part


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(TITLES), st.data())
def test_every_part_of_a_title_is_found(engine: SearchEngine, title: str, data: st.DataObject) -> None:
    """A contiguous part of a title or alias, in either Chinese script and in any case, finds all that have it first."""
    start = data.draw(st.integers(0, len(title) - 1))
    part = title[start : data.draw(st.integers(start + 1, len(title)))].strip()
    if not holds(part):
        return
    check(engine, part)
    check(engine, part.upper() if not is_unspaced(part) else convert(part, "zh-Hans", "zh-Hant"))


SHORT = sorted({title for title in TITLES if is_short(squeeze(fold(title)))})


@pytest.mark.parametrize("title", SHORT)
def test_a_title_of_two_letters_is_found(engine: SearchEngine, title: str) -> None:
    """A name or alias of one or two letters (AI, UX) finds all of that name first, then what has it as a word."""
    bare = squeeze(fold(title))
    expected = {ref for ref, texts in SQUEEZED.items() if bare in texts}
    hits = engine.search(SearchQuery(title, "en", limit=100)).hits
    assert {hit.ref for hit in hits[: len(expected)]} == expected
    assert all(hit.score == 1 and squeeze(fold(hit.match.text)) == bare for hit in hits[: len(expected)])
    assert all(hit.score < 1 for hit in hits[len(expected) :])


def test_a_word_of_two_letters_is_found() -> None:
    """Two letters that are a word of a title find it, not the words that hold them."""
    names = {"design": "UI design", "guide": "Guiding principles", "fruit": "Fruit and UI"}
    entries = [Entry(Ref("term", slug), 0, texts={"en": {"name": name}}) for slug, name in names.items()]
    made = SearchEngine.open(None, FixedSource(entries), LOCALES)
    made.catch_up()
    assert {hit.ref.slug for hit in made.search(SearchQuery("ui", "en")).hits} == {"design", "fruit"}


@pytest.mark.parametrize(("part", "whole"), [("A仓", "FBA仓"), ("仓F", "海外仓FBA")])
def test_a_letter_beside_a_character_is_found(part: str, whole: str) -> None:
    """A part of two characters where the scripts meet is too short for any piece, and found all the same."""
    made = SearchEngine.open(
        None, FixedSource([Entry(Ref("term", "x"), 0, texts={"zh-Hans": {"name": whole}})]), LOCALES
    )
    made.catch_up()
    assert [hit.match.how for hit in made.search(SearchQuery(part, "en")).hits] == [("substring",)]


@pytest.mark.parametrize("part", ["海外b2", "外b", "外b2b仓1", "b仓"])
def test_many_titles_of_mixed_scripts_are_all_counted(part: str) -> None:
    """However many titles hold a part that ends between the scripts, all are counted and no other is."""
    named = [
        Entry(Ref("term", f"t{number}"), number, texts={"en": {"name": f"海外B2B仓 {number}"}})
        for number in range(1500)
    ]
    other = Entry(Ref("term", "other"), 0, texts={"en": {"name": "海外 2B 或 B 仓"}})
    made = SearchEngine.open(None, FixedSource([*named, other]), LOCALES)
    made.catch_up()
    expected = sum(part in squeeze(fold(f"海外B2B仓 {number}")) for number in range(1500))
    found = made.search(SearchQuery(part, "en", limit=100))
    promised = [hit for hit in found.hits if hit.score >= 0.8]
    assert len(promised) == min(100, expected)
    assert made.search(SearchQuery(part, "en", limit=1, offset=expected - 1)).hits[0].score >= 0.8
    assert found.total >= expected


@pytest.mark.parametrize("slug", sorted({entry.ref.slug for entry in ENTRIES if entry.ref.kind == "term"})[::7])
def test_whole_names_come_first(engine: SearchEngine, slug: str) -> None:
    """The whole name of a term, in each locale, puts an entry of that name on top."""
    entry = next(entry for entry in ENTRIES if entry.ref == Ref("term", slug))
    for texts in entry.texts.values():
        name = str(texts["name"])
        first = engine.search(SearchQuery(name, "en")).hits[0]
        assert squeeze(fold(name)) in SQUEEZED[first.ref]
