"""The knowledge base as readers ask for it: frozen entries kept in memory until the revision moves."""

import logging
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from typing import TypeVar, cast

from sqlalchemy import Connection, Engine, func, select

from app.content.entry import Entry, Ref
from app.content.kind import Kind
from app.content.kinds import KINDS
from app.errors import NotFound
from app.locales.fallback import Locales
from app.locales.matching import Matcher
from app.store.changes import LoggedChange, Moment, read_changes, read_moments, read_readings
from app.store.listing import Listed, Place, count_entries, list_entries
from app.store.metadata import Labels, Metadata, Source, read_metadata, read_revision
from app.store.reading import ENTRY, all_ids, find_ids, read_entries
from app.store.recent import Recent
from app.store.session import reading
from app.store.tables import UnitRow, table

log = logging.getLogger(__name__)

KEPT_ENTRIES = 20_000
KEPT_LISTS = 2_000
KEPT_MOMENTS = 20_000
SQLITE_INTERVAL = 0.05
POSTGRESQL_INTERVAL = 0.5
"""Seconds between two looks at the store; contract: 100 ms on SQLite and 1 s on PostgreSQL."""

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


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything as it was at one revision: each entry by kind and position, and the words and rules to read it by."""

    revision: int
    locales: Locales
    labels: Labels
    entries: Iterator[Entry]


@dataclass(frozen=True, slots=True)
class _State:
    """All that is known of one revision. A reader keeps to the state that it began with; refreshing makes another."""

    revision: int
    metadata: Metadata
    locales: Locales
    matcher: Matcher
    entries: Recent[Ref, Entry]
    lists: Recent[Hashable, object]
    derived: Recent[Hashable, object]


class Library:
    """Reads for one process; every call sees the newest revision that `refresh` has met.

    `default_locale` wins over the store's own. Raises StoreUnavailable where the database does not answer.
    """

    def __init__(self, engine: Engine, default_locale: str | None = None) -> None:
        self._engine = engine
        self._default = default_locale
        self.interval = SQLITE_INTERVAL if engine.dialect.name == "sqlite" else POSTGRESQL_INTERVAL
        self._lock = Lock()
        self._moments: Recent[int, datetime] = Recent(KEPT_MOMENTS)
        self._state = _State(
            -1,
            Metadata(),
            empty := Locales.from_tags([]),
            Matcher(empty),
            Recent(KEPT_ENTRIES),
            Recent(KEPT_LISTS),
            Recent(KEPT_ENTRIES),
        )
        self.refresh()

    @property
    def revision(self) -> int:
        """The revision that readers see."""
        return self._state.revision

    @property
    def locales(self) -> Locales:
        """The locales, the default among them."""
        return self._state.locales

    @property
    def matcher(self) -> Matcher:
        """The locales, ready to be matched with what a reader asks for."""
        return self._state.matcher

    @property
    def metadata(self) -> Metadata:
        """What there is beside entries, as it is stored."""
        return self._state.metadata

    @property
    def labels(self) -> Labels:
        """The labels of every locale."""
        return self._state.metadata.labels

    @property
    def sources(self) -> Sequence[Source]:
        """The documents that facts come from."""
        return self._state.metadata.sources

    def refresh(self) -> bool:
        """Look for a newer revision and see it from now on; tells whether there was one."""
        with self._lock, reading(self._engine) as connection:
            revision = read_revision(connection)
            if revision == self._state.revision:
                return False
            self._state = self._next(connection, revision)
            return True

    def entry(self, ref: Ref) -> Entry:
        """One entry. Raises NotFound."""
        found = self.entries([ref])
        if not found:
            raise NotFound(ref.kind, ref.slug)
        return found[0]

    def entries(self, refs: Iterable[Ref]) -> list[Entry]:
        """The entries of these names, in their order; a name that is not there is left out."""
        kept, wanted = self._state.entries, list(refs)
        found = {ref: entry for ref in wanted if (entry := kept.get(ref))}
        missing = [ref for ref in dict.fromkeys(wanted) if ref not in found]
        if missing:
            with reading(self._engine) as connection:
                for entry in read_entries(connection, list(find_ids(connection, missing).values())):
                    found[entry.ref] = entry
                    kept.put(entry.ref, entry)
        return [found[ref] for ref in wanted if ref in found]

    def page(self, kind: Kind, filters: Mapping[str, str], after: Place | None = None, limit: int = 50) -> Page:
        """A part of a list. Raises InvalidParameter for a filter that names nothing."""
        key = (kind.name, tuple(sorted(filters.items())), after, limit)
        lists = self._state.lists
        kept = lists.get(key)
        if not isinstance(kept, tuple):
            with reading(self._engine) as connection:
                listed = list_entries(connection, kind, filters, after, limit + 1)
                kept = (listed, count_entries(connection, kind, filters))
            lists.put(key, kept)
        listed, total = kept
        shown: Sequence[Listed] = listed[:limit]
        more = len(listed) > limit
        return Page(self.entries([one.ref for one in shown]), shown[-1].place if more else None, total)

    def every(self, kind: Kind, filters: Mapping[str, str]) -> Sequence[Entry]:
        """All of a list that is short by nature, such as the steps of one process."""
        return self.page(kind, filters, limit=1_000_000).entries

    def counts(self) -> Mapping[str, int]:
        """How many entries there are of each kind."""
        lists = self._state.lists
        kept = lists.get("counts")
        if not isinstance(kept, dict):
            with reading(self._engine) as connection:
                rows = connection.execute(select(ENTRY.c.kind, func.count()).group_by(ENTRY.c.kind))
                found = {row[0]: row[1] for row in rows}
            kept = {kind: found.get(kind, 0) for kind in KINDS}
            lists.put("counts", kept)
        return kept

    def text_counts(self) -> Mapping[tuple[str, str, str], int]:
        """How many entries have a text, by (kind, field, locale)."""
        lists = self._state.lists
        kept = lists.get("text_counts")
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
            lists.put("text_counts", kept)
        return kept

    def moments(self, revisions: Iterable[int]) -> Mapping[int, datetime]:
        """When each of these revisions was committed, in UTC."""
        wanted = set(revisions)
        found = {number: at for number in wanted if (at := self._moments.get(number))}
        if missing := wanted - found.keys():
            with reading(self._engine) as connection:
                read = read_moments(connection, missing)
            for number, at in read.items():
                self._moments.put(number, at)
            found |= read
        return found

    def derive(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """What `make` makes of this revision's content; made once, and kept while there is room."""
        derived = self._state.derived
        kept = derived.get(key)
        if kept is None:
            kept = make()
            derived.put(key, kept)
        return cast(Value, kept)

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        """The newest revision in the store, whatever readers see; keeps no entry in memory."""
        with reading(self._engine) as connection:
            metadata = read_metadata(connection)
            locales = _locales(metadata, self._known_default(metadata))
            entries = read_entries(connection, all_ids(connection))
            yield Snapshot(read_revision(connection), locales, metadata.labels, entries)

    def stream(self) -> Iterator[Entry]:
        """Every entry of a snapshot."""
        with self.snapshot() as taken:
            yield from taken.entries

    def readings(self, since: int, until: int, after: Moment | None, limit: int) -> Sequence[LoggedChange]:
        """What a copy that is as old as `since` has to read anew; a part of it, asked of the store each time.

        Raises InvalidCursor where nothing can stand at `after`.
        """
        with reading(self._engine) as connection:
            return read_readings(connection, since, until, after, limit)

    def changes(self, since: int) -> Iterator[Change]:
        """What became of each entry after a revision, by revision; a move counts as a put."""
        with reading(self._engine) as connection:
            logged = list(read_changes(connection, since))
            ids = find_ids(connection, [change.ref for change in logged if change.op != "delete"])
            entries = {entry.ref: entry for entry in read_entries(connection, list(ids.values()))}
            for change in logged:
                entry = entries.get(change.ref)
                yield Change(change.revision, change.op, change.ref, entry)

    def _next(self, connection: Connection, revision: int) -> _State:
        metadata = read_metadata(connection)
        locales = _locales(metadata, self._known_default(metadata))
        kept = self._unchanged(connection)
        return _State(revision, metadata, locales, Matcher(locales), kept, Recent(KEPT_LISTS), Recent(KEPT_ENTRIES))

    def _unchanged(self, connection: Connection) -> Recent[Ref, Entry]:
        before = self._state
        if not len(before.entries):  # as at the start, when all that ever changed would be read for nothing
            return Recent(KEPT_ENTRIES)
        changed = {change.ref for change in read_changes(connection, before.revision)}
        return before.entries.without(changed.__contains__)

    def _known_default(self, metadata: Metadata) -> str | None:
        """The default that was set; one that a later load took away is no reason to stop serving."""
        tags = {locale.tag for locale in metadata.locales}
        if self._state.revision < 0 or self._default in tags:
            return self._default
        if self._default:
            log.warning("the default locale %r is none of %s any more", self._default, ", ".join(sorted(tags)))
        return None


def _locales(metadata: Metadata, default: str | None) -> Locales:
    """The locales of a store and the default among them. Raises UnknownLocale where the default is none of them."""
    tags = [locale.tag for locale in metadata.locales]
    declared = tuple(locale for locale in metadata.locales if locale.tag in metadata.declared)
    chosen = default or metadata.default_locale
    if not declared:
        return Locales.from_tags(tags, chosen)
    first = "en" if "en" in metadata.declared else declared[0].tag
    own = chosen if chosen in metadata.declared else first
    known = Locales(own, declared).with_undeclared(tags)
    return Locales(chosen or own, known.members)
