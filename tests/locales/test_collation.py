"""The order of words, and the headings that they stand under."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.locales.collation import OTHER, heading, sort_key
from tests.locales.tables import rows

ORDERS = [(tag, words.split("|")) for tag, words in rows("collation.tsv")]
HEADINGS = [
    ("en", "Éclair", "E"),
    ("en", "ñu", "N"),
    ("es", "Ñandú", "Ñ"),
    ("es", "n\u0303u", "Ñ"),
    ("es", "ácido", "A"),
    ("zh-Hans", "长期合作", "C"),
    ("zh-Hant", "長期合作", "C"),
    ("zh-Hant", "銀行", "Y"),
    ("zh-Hans", "绿色", "L"),
    ("zh-Hans", "B2B 模式", "B"),
    ("en", "3PL", OTHER),
    ("zh-Hans", "", OTHER),
    ("en", "«quoted»", "Q"),
]
TAGS = st.sampled_from(["en", "es", "zh-Hans", "zh-Hant", "ar", "und"])


@pytest.mark.parametrize(("tag", "words"), ORDERS, ids=lambda value: str(value)[:40])
def test_words_have_the_order_of_their_language(tag: str, words: list[str]) -> None:
    """Each row of the table is in order, from whichever order it is sorted."""
    backwards = words[::-1]
    assert sorted(backwards, key=lambda word: sort_key(word, tag)) == words


@pytest.mark.parametrize(("tag", "word", "expected"), HEADINGS)
def test_a_word_stands_under_its_letter(tag: str, word: str, expected: str) -> None:
    """The heading is the first letter without accents, or with the mark that makes it a letter of its own."""
    assert heading(word, tag) == expected


@given(TAGS, st.lists(st.text(max_size=12), max_size=12))
def test_words_of_a_heading_stand_together(tag: str, words: list[str]) -> None:
    """In a sorted list no heading comes twice."""
    ordered = [heading(word, tag) for word in sorted(words, key=lambda word: sort_key(word, tag))]
    changes = [one for one, before in zip(ordered, [None, *ordered], strict=False) if one != before]
    assert len(changes) == len(set(changes))


@given(TAGS, st.text(max_size=12), st.text(max_size=12))
def test_different_words_have_different_places(tag: str, one: str, other: str) -> None:
    """Two texts have the same key only if they are the same, so that the order never depends on chance."""
    assert (sort_key(one, tag) == sort_key(other, tag)) == (one == other)
