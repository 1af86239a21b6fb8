"""Conversion between the Chinese scripts."""

import pytest

from app.text.variants import convert, convertible, simplify


@pytest.mark.parametrize(
    ("text", "source", "target", "expected"),
    [
        ("海外仓软件", "zh-Hans", "zh-Hant", "海外倉軟體"),
        ("網路資訊", "zh-Hant", "zh-Hans", "网络信息"),
        ("跨境", "zh-Hans", "zh-Hans", "跨境"),
    ],
)
def test_conversion_uses_the_words_of_the_target(text: str, source: str, target: str, expected: str) -> None:
    """A converted text holds the characters and the words of its target."""
    assert convert(text, source, target) == expected


def test_a_pair_without_a_way_is_refused() -> None:
    """What cannot be converted says so, and raises when asked anyway."""
    assert not convertible("en", "zh-Hant")
    with pytest.raises(ValueError, match="no conversion from en"):
        convert("warehouse", "en", "zh-Hant")


def test_characters_are_simplified_alone() -> None:
    """A single character has one simplified form, whatever may stand around it."""
    assert "".join(map(simplify, "海外倉乾淨")) == "海外仓干净"
