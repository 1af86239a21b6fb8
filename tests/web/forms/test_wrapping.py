"""Lines of text for pictures."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.web.forms.wrapping import width, wrap

WORDS = [
    "warehouse",
    "a",
    "Third-party",
    "posicionamiento",
    "海外仓",
    "（Listing）",
    "，",
    "。",
    "「",
    "」",
    "FBA/第三方",
    "e\u0301",
]
texts = st.one_of(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), st.text(max_size=60))
unspaced = st.lists(st.sampled_from("商品详情与产品页，。：、！（）「」"), max_size=40).map("".join)


@given(texts, st.floats(1, 40))
def test_no_character_is_lost(text: str, limit: float) -> None:
    """The lines hold every character that is no blank, in order, and none is empty."""
    lines = wrap(text, limit)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(line.strip() for line in lines)


@given(texts, st.floats(1, 40))
def test_no_line_is_too_long(text: str, limit: float) -> None:
    """A line is within the limit, but for one that is a single character wider than it."""
    for line in wrap(text, limit):
        assert width(line) <= limit or len(line) == 1


@given(texts, st.floats(8, 40))
def test_a_word_that_fits_is_not_cut(text: str, limit: float) -> None:
    """A word of letters alone that fits into a line stands in one."""
    lines = wrap(text, limit)
    for word in text.split():
        if word.isascii() and word.isalpha() and width(word) <= limit:
            assert any(word in line for line in lines)


@given(unspaced, st.floats(6, 20))
def test_chinese_punctuation_stays_with_its_word(text: str, limit: float) -> None:
    """No line begins with closing punctuation where the line before had room for it and the character before it."""
    lines = wrap(text, limit)
    for line, following in pairwise(lines):
        if following[0] in "，。：、！）」":
            assert width(line) + 1 > limit or line[-1] in "，。：、！（）「」"


@given(st.text(st.sampled_from("商品详情与产品页")), st.floats(2, 12))
def test_no_more_lines_than_needed(text: str, limit: float) -> None:
    """Lines of about the same length are as few as full lines would be."""
    assert len(wrap(text, limit)) == -(-len(text) // int(limit))
