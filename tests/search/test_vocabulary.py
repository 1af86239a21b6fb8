"""The vocabulary that unknown words are compared with."""

from hypothesis import given
from hypothesis import strategies as st

from app.search.vocabulary import Vocabulary

WORDS = st.sets(st.text("abc", min_size=3, max_size=6), max_size=12)


@given(WORDS, WORDS, st.text("abc", min_size=4, max_size=6))
def test_a_vocabulary_that_follows_is_the_one_made_anew(before: set[str], after: set[str], word: str) -> None:
    """What was known, brought to other words, finds what a vocabulary of those words finds, and stays as it was."""
    first = Vocabulary(before)
    found = first.near(word)
    assert Vocabulary(after, first).near(word) == Vocabulary(after).near(word)
    assert first.near(word) == found
