"""Texts in parts, what was found marked."""

from hypothesis import given
from hypothesis import strategies as st

from app.search.query import Match
from app.site.marking import cite, marked

RANGES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5)


@given(st.text(max_size=30), RANGES)
def test_the_parts_of_a_text_are_the_text(text: str, ranges: list[tuple[int, int]]) -> None:
    """Whatever the ranges, nothing of a text is lost, doubled or out of its order."""
    assert "".join(part for part, _ in marked(text, ranges)) == text


def test_ranges_are_code_points() -> None:
    """A range counts characters, those beyond the basic plane as one each."""
    assert list(marked("𠀀海外仓", [(1, 3)])) == [("𠀀", False), ("海外", True), ("仓", False)]


def test_a_citation_marks_what_matched_without_marks_of_markdown() -> None:
    """A long Markdown text is cut around the match, and the word that matched is marked in what is left."""
    text = f"{'Before. ' * 40}**Overseas warehouse:** near the buyer."
    start = text.index("warehouse")
    parts = cite(Match("en", "answer", text, ((start, start + 9),), ("exact",)))
    assert ("warehouse", True) in parts
    assert "**" not in "".join(part for part, _ in parts)
    assert len("".join(part for part, _ in parts)) < 200
