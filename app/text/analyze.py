"""The one chain of analysis that feeds the index and the query, so that both mean the same by a word.

A text is folded, its words of alphabets are stemmed, its runs of unspaced script stay whole; the terms of the index
are the stems and each pair of neighbours in a run.
"""

from dataclasses import dataclass

from app.text.fold import fold, squeeze
from app.text.han import pairs
from app.text.latin import stem
from app.text.pinyin import read
from app.text.scripts import UNSPACED_CHARACTER, is_han, is_unspaced, runs

VERSION = "2"
"""Changes whenever a text would be analysed otherwise, so that an index of another version is built anew."""

LETTERS_OF_PIECE = 3
LONGEST_WORD = 40
"""Letters of a word that count: more than any word has, less than an index term may be long."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """A text as the index knows it: its words folded, and the same words stemmed, each with a space on both sides."""

    folded: str
    stemmed: str

    @property
    def squeezed(self) -> str:
        """The folded words written together."""
        return squeeze(self.folded)


def words(text: str) -> list[str]:
    """The folded words of a text, cut where unspaced script meets an alphabet.

    >>> words("亚马逊FBA仓, ¿logística?")
    ['亚马逊', 'fba', '仓', 'logistica']
    """
    whole = fold(text).split()
    if not is_unspaced(text):
        return [word[:LONGEST_WORD] for word in whole]
    cut = [run for word in whole for run in runs(word)]
    return [word if is_unspaced(word) else word[:LONGEST_WORD] for word in cut]


def analyze(text: str) -> Analysis:
    """The analysis of a text.

    >>> analyze("Overseas warehouses (海外倉)")
    Analysis(folded=' overseas warehouses 海外仓 ', stemmed=' overse warehous 海外仓 ')
    """
    folded = words(text)
    return Analysis(f" {' '.join(folded)} ", f" {' '.join(map(stem, folded))} ")


def terms(stemmed: str) -> list[str]:
    """The index terms of stemmed words.

    >>> terms(" warehous 海外仓 ")
    ['warehous', '海外', '外仓']
    """
    found: list[str] = []
    for word in stemmed.split():
        if is_unspaced(word):
            found += pairs(word) or [word]
        else:
            found.append(word)
    return found


def grams(squeezed: str) -> list[str]:
    """For each character of a squeezed text the piece that starts there: a pair in unspaced script, else three letters.

    A text that holds another has its pieces one after the other, so a phrase of pieces finds every part of a text.

    >>> grams("b2b海外仓")
    ['b2b', '2b海', 'b海外', '海外', '外仓', '仓']
    """
    if not is_unspaced(squeezed):
        return [squeezed[at : at + LETTERS_OF_PIECE] for at in range(len(squeezed))]
    unspaced = UNSPACED_CHARACTER.match
    return [squeezed[at : at + (2 if unspaced(squeezed, at) else LETTERS_OF_PIECE)] for at in range(len(squeezed))]


def is_short(squeezed: str) -> bool:
    """Whether a squeezed text is one or two letters: no piece, and no promise but for a title that is nothing else.

    >>> is_short("ai"), is_short("roi"), is_short("仓")
    (True, False, False)
    """
    return len(squeezed) < LETTERS_OF_PIECE and not is_unspaced(squeezed)


def readings(folded: str) -> list[list[str]]:
    """The pinyin syllables of each Han run among folded words.

    >>> readings(" fba 海外仓 ")
    [['hai', 'wai', 'cang']]
    """
    return [read(word) for word in folded.split() if is_han(word[0])]
