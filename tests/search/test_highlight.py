"""Highlights, matches and snippets."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.search.engine import SearchEngine
from app.search.highlight import merged, snippet, whole
from app.search.query import SearchQuery, SuggestQuery
from app.text.fold import fold, squeeze
from tests.search.knowledge import ENTRIES, LOCALES, MemorySource

TEXTS = st.text(st.sampled_from("aéßＡñ ’-. 倉仓體着\u0301\u200b9zZ"), min_size=1, max_size=30)


@pytest.fixture(scope="module")
def engine() -> SearchEngine:
    """An engine in memory over the small knowledge base."""
    made = SearchEngine.open(None, MemorySource(ENTRIES), LOCALES)
    made.catch_up()
    return made


@given(TEXTS, st.data())
def test_a_highlighted_part_folds_to_what_matched(text: str, data: st.DataObject) -> None:
    """The range of a part folds to a text that holds the part."""
    start = data.draw(st.integers(0, len(text) - 1))
    wanted = squeeze(fold(text[start : data.draw(st.integers(start + 1, len(text)))]))
    if wanted:
        found = whole(text, wanted)
        assert found is not None
        assert wanted in squeeze(fold(text[found[0] : found[1]]))


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda pair: (pair[0], sum(pair)))))
def test_merged_ranges_are_in_order_and_apart(ranges: list[tuple[int, int]]) -> None:
    """Merged ranges cover what the ranges covered, in order, without touching."""
    joined = merged(ranges)
    assert {at for start, end in joined for at in range(start, end)} == {
        at for start, end in ranges for at in range(start, end)
    }
    assert all(before[1] < after[0] for before, after in pairwise(joined))


HOSTILE = st.text(st.sampled_from("a海\u0301 .*+?()[]{}\\|^$\u202e🙂"), max_size=200)


@settings(max_examples=200, deadline=None)
@given(query=st.one_of(st.text(min_size=1, max_size=200), HOSTILE))
def test_anything_can_be_asked(query: str) -> None:
    """No text breaks search or suggestions, and every range lies inside its text."""
    engine = ENGINE
    hits = engine.search(SearchQuery(query, "en", explain=True)).hits
    for hit in hits:
        assert 0 < hit.score <= 1
        assert all(0 <= start < end <= len(hit.match.text) for start, end in hit.match.ranges)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    for suggestion in engine.suggest(SuggestQuery(query, "en")):
        assert all(0 <= start < end <= len(suggestion.text) for start, end in suggestion.ranges)


ENGINE = SearchEngine.open(None, MemorySource(ENTRIES), LOCALES)
ENGINE.catch_up()


@pytest.mark.parametrize(
    ("text", "ranges", "length", "expected"),
    [
        ("Goods arrive **sooner**.", (), 160, "Goods arrive sooner."),
        ("one two three four five six seven eight", [(24, 27)], 16, "… six seven …"),
        ("- [Bulk](x) trade\n- more", (), 160, "Bulk trade more"),
        ("到货更快，退货也方便。" * 3, (), 12, "到货更快，退货也方便。…"),
        ("", (), 160, ""),
    ],
)
def test_a_snippet_is_plain_and_bounded(text: str, ranges: list[tuple[int, int]], length: int, expected: str) -> None:
    """A snippet is a piece of a text without its Markdown, around the match, cut between words."""
    assert snippet(text, ranges, length) == expected


@pytest.mark.parametrize(
    ("typed", "locale", "expected"),
    [
        ("o", "en", "Overseas warehouse"),
        ("ware", "en", "Overseas warehouse"),
        ("eas ware", "en", "Overseas warehouse"),
        ("海", "zh-Hant", "海外倉"),
        ("仓", "zh-Hans", "海外仓"),
        ("haiw", "en", "海外仓"),
        ("h", "en", "How a deal runs"),
        ("hw", "en", "海外仓"),
        ("logís", "en", "Logistics"),
        ("LOGISTICS", "en", "Logistics"),
    ],
)
def test_suggestions_come_from_the_first_letter_on(
    engine: SearchEngine, typed: str, locale: str, expected: str
) -> None:
    """What is typed so far suggests titles and aliases: whole, beginning, start of a word, inside, pinyin."""
    first = engine.suggest(SuggestQuery(typed, locale))[0]
    assert first.text == expected
