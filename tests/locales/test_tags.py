"""Tags in canonical form, and the folders that spell them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from langcodes import Language

from app.locales.tags import MAX_LENGTH, MalformedTag, canonical, is_locale_path, is_within, locale_of_path
from tests.locales import tables

SUBTAGS = st.text("abcdehnstuxzHNST0149", min_size=1, max_size=9)
LIKE_TAGS = st.lists(SUBTAGS, min_size=1, max_size=8).map("-".join)


def read(tag: str) -> str:
    """The canonical form, or `malformed`."""
    try:
        return canonical(tag)
    except MalformedTag:
        return "malformed"


@pytest.mark.parametrize(("tag", "expected"), tables.rows("canonical.tsv"))
def test_a_tag_has_one_form(tag: str, expected: str) -> None:
    """Every way to write a tag gives its canonical form, and what is no tag says so."""
    assert read(tag) == expected


@given(st.one_of(st.text(), LIKE_TAGS))
def test_reading_raises_nothing_else(text: str) -> None:
    """Any text is a tag in a form that stays as it is, or is malformed."""
    form = read(text)
    assert form == "malformed" or read(form) == form


@given(LIKE_TAGS)
def test_case_and_separator_do_not_count(tag: str) -> None:
    """A tag means the same in any case and with `_` for `-`."""
    assert read(tag.upper().replace("-", "_")) == read(tag)


@pytest.mark.parametrize("subtag", ["ab", "abc", "Latn", "1abc", "abcdefgh", "x"])
def test_long_tags_are_refused(subtag: str) -> None:
    """A tag beyond the greatest length is malformed, however it is made."""
    assert read("-".join(["en", *[subtag] * MAX_LENGTH])) == "malformed"


def test_what_is_read_is_not_kept_for_ever() -> None:
    """Ever new tags do not fill the memory with what the library remembers of them."""
    for number in range(6000):
        canonical(f"en-x-{number:06}")
    assert len(Language._INSTANCES) < 5000
    assert len(Language._PARSE_CACHE) < 5000


@pytest.mark.parametrize(("folders", "expected"), tables.rows("paths.tsv"))
def test_folders_spell_a_locale(folders: str, expected: str) -> None:
    """The longest leading part that is a registered tag in canonical form is the locale, other folders are none."""
    parts = folders.split("/")
    found = locale_of_path(parts)
    assert (found[0] if found else "none") == expected
    assert found is None or "-".join(parts[: found[1]]) == expected


@given(st.lists(st.one_of(st.text(max_size=9), st.sampled_from(["zh", "Hant", "HK", "es", "419"])), max_size=5))
def test_any_folders_can_be_asked(parts: list[str]) -> None:
    """No name of a folder raises, and what is found is a locale path in itself."""
    found = locale_of_path(parts)
    assert found is None or is_locale_path(parts[: found[1]])


@pytest.mark.parametrize(
    ("tag", "language_range", "expected"),
    [("zh-Hant", "zh", True), ("zh-Hant", "zh-hant", True), ("zh", "zh-Hant", False), ("zh-Hant", "zh-Ha", False)],
)
def test_a_range_covers_what_it_begins(tag: str, language_range: str, expected: bool) -> None:
    """A range holds a tag that it equals or begins, by whole subtags."""
    assert is_within(tag, language_range) is expected
