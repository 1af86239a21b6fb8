"""The knowledge base as readers ask for it: frozen entries kept in memory until the revision moves."""

import time
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Generic, TypeVar

from sqlalchemy import Connection, Engine, func, select

from app.content.entry import Entry, Ref
from app.content.kind import Kind
from app.content.kinds import KINDS
from app.errors import NotFound
from app.locales.fallback import Locales
from app.locales.matching import Matcher
from app.store.changes import LoggedChange, read_changes
from app.store.listing import Listed, Place, count_entries, list_entries
from app.store.metadata import Labels, Metadata, Source, read_metadata, read_revision
from app.store.reading import ENTRY, all_ids, find_ids, read_entries
from app.store.session import reading
from app.store.tables import UnitRow, table

KEPT_ENTRIES = 20_000
KEPT_LISTS = 2_000
SQLITE_INTERVAL = 0.05
POSTGRESQL_INTERVAL = 0.5
"""Seconds between two looks at the store; contract: 100 ms on SQLite and 1 s on PostgreSQL."""

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a list: its entries, where the last one stands if more follow, and the length of the whole."""

    entries: Sequence[Entry]
    last: Place | None
    total: int


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an entry since a revision; `entry` is None for what was deleted."""

    revision: int
    op: str
    ref: Ref
    entry: Entry | None


class Recent(Generic[Key, Value]):
    """A mapping that keeps the members used last, and no more than `size`."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._members: OrderedDict[Key, Value] = OrderedDict()

    def get(self, key: Key) -> Value | None:
        """The member of that key, None where it is not kept."""
        found = self._members.get(key)
        if found is not None:
            self._members.move_to_end(key)
        return found

    def put(self, key: Key, value: Value) -> None:
        """Keep a member, and drop the one that nobody used for longest where there are too many."""
        self._members[key] = value
        if len(self._members) > self._size:
            self._members.popitem(last=False)

    def drop(self, key: Key) -> None:
        """Forget a member."""
        self._members.pop(key, None)

    def clear(self) -> None:
        """Forget all members."""
        self._members.clear()


class Library:
    """Reads for one process; every call sees the newest revision that `refresh` has met.

    `default_locale` wins over the store's own. Raises StoreUnavailable where the database does not answer.
    """

    def __init__(self, engine: Engine, default_locale: str | None = None) -> None:
        self._engine = engine
        self._default = default_locale
        self._entries: Recent[Ref, Entry] = Recent(KEPT_ENTRIES)
        self._lists: Recent[Hashable, object] = Recent(KEPT_LISTS)
        self._interval = SQLITE_INTERVAL if engine.dialect.name == "sqlite" else POSTGRESQL_INTERVAL
        self._looked = 0.0
        self._lock = Lock()
        self._revision = -1
        self._metadata = Metadata()
        self._locales = Locales.from_tags([])
        self._matcher = Matcher(self._locales)
        self.refresh(now=True)

    @property
    def revision(self) -> int:
        """The revision that readers see."""
        return self._revision

    @property
    def locales(self) -> Locales:
        """The locales, the default among them."""
        return self._locales

    @property
    def matcher(self) -> Matcher:
        """The locales, ready to be matched with what a reader asks for."""
        return self._matcher

    @property
    def labels(self) -> Labels:
        """The labels of every locale."""
        return self._metadata.labels

    @property
    def sources(self) -> Sequence[Source]:
        """The documents that facts come from."""
        return self._metadata.sources

    def refresh(self, *, now: bool = False) -> bool:
        """Look for a newer revision, but no more often than the interval unless `now`; tells whether there is one."""
        if not now and time.monotonic() - self._looked < self._interval:
            return False
        with self._lock, reading(self._engine) as connection:
            revision = read_revision(connection)
            self._looked = time.monotonic()
            if revision == self._revision:
                return False
            self._advance(connection, revision)
            return True

    def entry(self, ref: Ref) -> Entry:
        """One entry. Raises NotFound."""
        found = self.entries([ref])
        if not found:
            raise NotFound(ref.kind, ref.slug)
        return found[0]

    def entries(self, refs: Iterable[Ref]) -> list[Entry]:
        """The entries of these names, in their order; a name that is not there is left out."""
        wanted = list(refs)
        found = {ref: entry for ref in wanted if (entry := self._entries.get(ref))}
        missing = [ref for ref in dict.fromkeys(wanted) if ref not in found]
        if missing:
            with reading(self._engine) as connection:
                for entry in read_entries(connection, list(find_ids(connection, missing).values())):
                    found[entry.ref] = entry
                    self._entries.put(entry.ref, entry)
        return [found[ref] for ref in wanted if ref in found]

    def page(self, kind: Kind, filters: Mapping[str, str], after: Place | None = None, limit: int = 50) -> Page:
        """A part of a list. Raises InvalidParameter for a filter that names nothing."""
        key = (kind.name, tuple(sorted(filters.items())), after, limit)
        kept = self._lists.get(key)
        if not isinstance(kept, tuple):
            with reading(self._engine) as connection:
                listed = list_entries(connection, kind, filters, after, limit + 1)
                kept = (listed, count_entries(connection, kind, filters))
            self._lists.put(key, kept)
        listed, total = kept
        shown: Sequence[Listed] = listed[:limit]
        more = len(listed) > limit
        return Page(self.entries([one.ref for one in shown]), shown[-1].place if more else None, total)

    def every(self, kind: Kind, filters: Mapping[str, str]) -> Sequence[Entry]:
        """All of a list that is short by nature, such as the steps of one process."""
        return self.page(kind, filters, limit=1_000_000).entries

    def counts(self) -> Mapping[str, int]:
        """How many entries there are of each kind."""
        kept = self._lists.get("counts")
        if not isinstance(kept, dict):
            with reading(self._engine) as connection:
                rows = connection.execute(select(ENTRY.c.kind, func.count()).group_by(ENTRY.c.kind))
                found = {row[0]: row[1] for row in rows}
            kept = {kind: found.get(kind, 0) for kind in KINDS}
            self._lists.put("counts", kept)
        return kept

    def text_counts(self) -> Mapping[tuple[str, str, str], int]:
        """How many entries have a text, by (kind, field, locale)."""
        kept = self._lists.get("text_counts")
        if not isinstance(kept, dict):
            unit = table(UnitRow)
            columns = (ENTRY.c.kind, unit.c.field, unit.c.locale)
            query = (
                select(*columns, func.count(unit.c.entry_id.distinct()))
                .join(unit, unit.c.entry_id == ENTRY.c.id)
                .group_by(*columns)
            )
            with reading(self._engine) as connection:
                kept = {(row[0], row[1], row[2]): row[3] for row in connection.execute(query)}
            self._lists.put("text_counts", kept)
        return kept

    def stream(self) -> Iterator[Entry]:
        """Every entry, by kind and position, as one state of the store has them; keeps none in memory."""
        with reading(self._engine) as connection:
            yield from read_entries(connection, all_ids(connection))

    def changes(self, since: int) -> Iterator[Change]:
        """What became of each entry after a revision, by revision; a move counts as a put."""
        with reading(self._engine) as connection:
            logged = list(read_changes(connection, since))
            ids = find_ids(connection, [change.ref for change in logged if change.op != "delete"])
            entries = {entry.ref: entry for entry in read_entries(connection, list(ids.values()))}
            for change in logged:
                entry = entries.get(change.ref)
                yield Change(change.revision, change.op, change.ref, entry)

    def _advance(self, connection: Connection, revision: int) -> None:
        if self._revision < 0:
            self._entries.clear()
        else:
            for change in read_changes(connection, self._revision):
                self._forget(change)
        self._lists.clear()
        self._metadata = read_metadata(connection)
        self._locales = _locales(self._metadata, self._default)
        self._matcher = Matcher(self._locales)
        self._revision = revision

    def _forget(self, change: LoggedChange) -> None:
        self._entries.drop(change.ref)


def _locales(metadata: Metadata, default: str | None) -> Locales:
    tags = [locale.tag for locale in metadata.locales]
    declared = tuple(locale for locale in metadata.locales if locale.tag in metadata.declared)
    chosen = default or metadata.default_locale
    if not declared:
        return Locales.from_tags(tags, chosen)
    first = "en" if "en" in metadata.declared else declared[0].tag
    own = chosen if chosen in metadata.declared else first
    known = Locales(own, declared).with_undeclared(tags)
    return Locales(chosen or own, known.members)
