"""What ranking knows of an entry: its texts analysed, and joined so that a word is found in all of them at once."""

from typing import Any

from app.content.entry import Ref
from app.search.schema import BARRIER


class Card:
    """One entry as the index knows it.

    `rank` orders ties by kind, then position; `lacks` names the languages that no title is in. `stems`, `syllables`
    and `squeezed` hold, for each title in order, its stemmed words, its pinyin and the title written together; `body`
    holds the stemmed words of each body. They are joined by a bar. `titles` has a (locale, field, text) for each
    title, `bodies` a (locale, field) for each body, whose text is in the record's tail.
    """

    __slots__ = (
        "_distinct",
        "address",
        "bodies",
        "body",
        "kind",
        "lacks",
        "rank",
        "slug",
        "squeezed",
        "stems",
        "syllables",
        "titles",
    )

    def __init__(self, address: int, head: list[Any]) -> None:
        self.address = address
        self._distinct: tuple[tuple[int, str, str], ...] = ()
        self.kind: str
        self.slug: str
        self.rank: int
        self.lacks: list[str]
        self.stems: str
        self.syllables: str
        self.squeezed: str
        self.body: str
        self.titles: list[tuple[str, str, str]]
        self.bodies: list[tuple[str, str]]
        (
            self.kind,
            self.slug,
            self.rank,
            self.lacks,
            self.stems,
            self.syllables,
            self.squeezed,
            self.body,
            self.titles,
            self.bodies,
        ) = head

    @property
    def distinct(self) -> tuple[tuple[int, str, str], ...]:
        """The titles that differ once analysed: the number of the first of each, its stems and its syllables."""
        if not self._distinct:
            found: dict[tuple[str, str], int] = {}
            for number, title in enumerate(zip(self.stems.split(BARRIER), self.syllables.split(BARRIER), strict=True)):
                found.setdefault(title, number)
            self._distinct = tuple((number, *title) for title, number in found.items())
        return self._distinct

    @property
    def ref(self) -> Ref:
        """The entry's name."""
        return Ref(self.kind, self.slug)


def joined(texts: list[str]) -> str:
    """Texts with a bar between them, as a card keeps them.

    >>> joined(["a", "b"])
    'a|b'
    """
    return BARRIER.join(texts)
