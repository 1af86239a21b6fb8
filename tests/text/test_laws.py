"""Laws that hold for every text."""

from hypothesis import given
from hypothesis import strategies as st

from app.text.analyze import LONGEST_WORD, analyze, grams, words
from app.text.fold import Offsets, fold, squeeze
from app.text.pinyin import SYLLABLES, read, syllables
from app.text.scripts import UNSPACED_CHARACTER

SCRIPTS = st.text(st.sampled_from("aéßİﬁ①Ａñ ’-. 倉仓體后後著着ǎ\u0301\u200bかがﾊ한ไ🙂9"), max_size=30)
TEXTS = st.one_of(st.text(max_size=60), SCRIPTS)


@given(TEXTS, st.data())
def test_a_part_folds_to_a_part_of_the_whole(text: str, data: st.DataObject) -> None:
    """Folding looks at each character alone, so a part of a text folds to a part of the folded text."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert fold(text) == fold(text[:start]) + fold(text[start:end]) + fold(text[end:])


@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    """What is folded is its own fold."""
    assert fold(fold(text)) == fold(text)


@given(TEXTS, st.data())
def test_offsets_lead_back(text: str, data: st.DataObject) -> None:
    """The range that a folded range came from folds to a text that holds it, and neither end can be spared."""
    folded = fold(text)
    if not folded:
        return
    start = data.draw(st.integers(0, len(folded) - 1))
    end = data.draw(st.integers(start + 1, len(folded)))
    first, last = Offsets(text).source(start, end)
    assert folded[start:end] in fold(text[first:last])
    assert len(fold(text[:first])) <= start < len(fold(text[: first + 1]))
    assert len(fold(text[: last - 1])) < end <= len(fold(text[:last]))


@given(TEXTS)
def test_words_are_what_is_left_of_a_text(text: str) -> None:
    """The words of a text, written together, are its letters and digits, but for the ends of very long words."""
    if all(len(word) <= LONGEST_WORD for word in fold(text).split()):
        assert "".join(words(text)) == squeeze(fold(text)) == analyze(text).squeezed


@given(SCRIPTS, SCRIPTS, SCRIPTS)
def test_the_pieces_of_a_part_follow_each_other_in_the_whole(before: str, part: str, after: str) -> None:
    """Every whole piece of a part stands in the whole at the same distance from the part's beginning."""
    inside, outside = squeeze(fold(part)), squeeze(fold(before))
    whole = grams(outside + inside + squeeze(fold(after)))
    for at, piece in enumerate(grams(inside)):
        if len(piece) == (2 if UNSPACED_CHARACTER.match(piece) else 3):
            assert whole[len(outside) + at] == piece


@given(st.lists(st.sampled_from(sorted(SYLLABLES)), min_size=1, max_size=8))
def test_joined_syllables_can_be_cut(parts: list[str]) -> None:
    """Letters made of syllables are cut into syllables, no more than they were made of."""
    cut = syllables("".join(parts))
    assert "".join(cut) == "".join(parts)
    assert 0 < len(cut) <= len(parts)
    assert set(cut) <= SYLLABLES


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=20))
def test_each_character_has_one_syllable(run: str) -> None:
    """A run of Han characters is read character by character."""
    assert len(read(run)) == len(run)
