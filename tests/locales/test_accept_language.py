"""The header `Accept-Language` as preferences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.locales.accept_language import MAX_LENGTH, MAX_MEMBERS, MAX_WEIGHED, WILDCARD, Preference, parse
from app.locales.tags import canonical
from tests.locales import tables

HEADERS = st.one_of(st.text(), st.text("enszhHT*;q=01. ,-_\t"))
WEIGHTS = st.integers(0, 1000).map(lambda thousandths: thousandths / 1000)
TAGS = st.sampled_from(["en", "es", "zh-Hant", "sr-Latn", "*"])
PREFERENCES = st.lists(st.builds(Preference, TAGS, WEIGHTS), max_size=MAX_WEIGHED)


@pytest.mark.parametrize(("header", "expected"), tables.rows("parsing.tsv"))
def test_members_are_read(header: str, expected: str) -> None:
    """Members come by falling weight, and one that is malformed is skipped without harm to the others."""
    assert ", ".join(f"{tag} {quality:g}" for tag, quality in parse(header)) == expected


@given(HEADERS)
def test_any_header_is_read(header: str) -> None:
    """No header raises, and all that is read is canonical and weighs between 0 and 1."""
    for tag, quality in parse(header):
        assert tag == WILDCARD or canonical(tag) == tag
        assert 0 <= quality <= 1


@given(PREFERENCES)
def test_weights_sort_and_equal_ones_keep_their_order(preferences: list[Preference]) -> None:
    """What is written is read back, sorted by weight alone."""
    header = ", ".join(f"{tag};q={quality:.3f}" for tag, quality in preferences)
    assert list(parse(header)) == sorted(preferences, key=lambda preference: -preference.quality)


def test_long_headers_are_read_up_to_a_bound() -> None:
    """Members beyond the greatest number or length are left out, and the one that the bound cuts is not half read."""
    assert len(parse(",".join(["es"] * 1000))) == MAX_WEIGHED
    assert parse(",".join(["es;q=0.5"] * MAX_MEMBERS + ["en"])) == (Preference("es", 0.5),) * MAX_WEIGHED
    padded = "es," + " " * (MAX_LENGTH - 5) + "zh-Hant"
    assert parse(padded) == (Preference("es"),)
    assert parse("e" * 100_000) == ()


def test_two_hundred_members_are_read() -> None:
    """The last of two hundred members counts when it weighs most."""
    assert parse(",".join(["fr;q=0.1"] * 199 + ["es"]))[0] == Preference("es")
