"""Likely subtags, against the library that brings the data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langcodes import Language, tag_distance
from langcodes.data_dicts import LIKELY_SUBTAGS

from app.locales.distance import distance, likely
from app.locales.tags import canonical

LANGUAGES = sorted({tag.split("-")[0] for tag in LIKELY_SUBTAGS} - {"und"})
SCRIPTS = ["", "Latn", "Hans", "Hant", "Cyrl", "Arab"]
REGIONS = ["", "TW", "MY", "419", "US", "CN"]

TAGS = st.tuples(st.sampled_from(LANGUAGES), st.sampled_from(SCRIPTS), st.sampled_from(REGIONS)).map(
    lambda parts: canonical("-".join(filter(None, parts)))
)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("und-Hans-MY", "zh-Hans-MY"),
        ("und-Hant-MY", "zh-Hant-MY"),
        ("und-Hebr-CA", "yi-Hebr-CA"),
        ("und-TW", "zh-Hant-TW"),
        ("und-Latn", "en-Latn-US"),
        ("und", "und-Zzzz-ZZ"),
        ("und-x-ab", "und-Zzzz-ZZ"),
        ("x-kuajing", "x-kuajing-Zzzz-ZZ"),
        ("zh-yue-HK", "yue-Hant-HK"),
        ("es-MX-u-ca-buddhist", "es-Latn-MX"),
    ],
)
def test_script_decides_before_region(tag: str, expected: str) -> None:
    """Where the language is open the script tells it, then the region; what says nothing stays open."""
    assert "-".join(likely(tag)) == expected


@given(TAGS)
def test_likely_subtags_are_those_of_the_library(tag: str) -> None:
    """For every language our lookup gives what langcodes gives."""
    whole = Language.get(tag).maximize()
    assert likely(tag) == (whole.language, whole.script, whole.territory)


@given(TAGS, TAGS)
def test_distance_is_that_of_the_library(desired: str, supported: str) -> None:
    """Between any two languages our distance is that of langcodes, and none from a tag to itself."""
    assert distance(likely(desired), likely(supported)) == tag_distance(desired, supported)
    assert distance(likely(desired), likely(desired)) == 0
