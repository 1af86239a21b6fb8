"""What can be asked and what is answered."""

from dataclasses import dataclass
from typing import Any

from app.content.entry import Ref

Range = tuple[int, int]
"""Code points of a stored text, the end not included."""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A search: `text` in any language, shown in `locale`; `kind` and `model` (a slug) narrow it."""

    text: str
    locale: str
    kind: str | None = None
    model: str | None = None
    limit: int = 10
    offset: int = 0
    explain: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """The text of an entry that matched best, as it is stored, and where.

    `how` holds some of exact, prefix, substring, folded, typo, pinyin, translated.
    """

    locale: str
    field: str
    text: str
    ranges: tuple[Range, ...]
    how: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry found; `score` is 0..1 and comparable between queries, `explanation` says how it came about."""

    ref: Ref
    score: float
    match: Match
    explanation: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A page of hits, best first, and how many there are in all."""

    total: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class SuggestQuery:
    """A title or alias as far as it is typed; entries are shown in `locale`, `kind` and `model` narrow them."""

    text: str
    locale: str
    kind: str | None = None
    model: str | None = None
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry with a title or alias, in `locale`, that is like what was typed."""

    ref: Ref
    text: str
    locale: str
    ranges: tuple[Range, ...]
