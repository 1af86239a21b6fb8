"""What locales are called, and which way they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.locales.names import display_name, text_direction
from tests.locales import tables


@pytest.mark.parametrize(("tag", "in_tag", "expected"), tables.rows("names.tsv"))
def test_a_locale_has_a_name_in_each(tag: str, in_tag: str, expected: str) -> None:
    """A locale is named in the language that is asked for, else in English, else by its tag."""
    assert display_name(tag, in_tag) == expected


@pytest.mark.parametrize(("tag", "expected"), tables.rows("directions.tsv"))
def test_the_direction_is_that_of_the_script(tag: str, expected: str) -> None:
    """A text runs as its script does, also where CLDR does not know the locale."""
    assert text_direction(tag) == expected


@given(st.text(), st.text())
def test_any_text_has_a_name(tag: str, in_tag: str) -> None:
    """Neither a name nor a direction ever raises."""
    assert display_name(tag, in_tag) or not tag
    assert text_direction(tag) in ("ltr", "rtl")
