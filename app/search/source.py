"""What search asks of the store: all entries, and what changed since a revision."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from app.content.entry import Entry, Ref


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an entry at a revision; `entry` is None where `op` is delete."""

    revision: int
    op: Literal["put", "delete"]
    ref: Ref
    entry: Entry | None = None


class EntrySource(Protocol):
    """A knowledge base that has a revision and remembers what changed."""

    def revision(self) -> int:
        """The newest revision; a cheap question."""

    def entries(self) -> Iterable[Entry]:
        """Every entry with its texts in all locales, streamed by kind and position."""

    def changes(self, since: int) -> Iterable[Change]:
        """The last change to each entry after revision `since`."""
