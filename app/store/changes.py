"""Revisions and the change log: what became of which entry when."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Subquery,
    exists,
    func,
    insert,
    literal,
    select,
    tuple_,
    union_all,
)

from app.content.entry import Ref
from app.errors import InvalidCursor
from app.store.reading import is_storable
from app.store.tables import ChangeRow, EntryRow, RevisionRow, table
from app.store.writing import chunks

CHANGE, REVISION, ENTRY = table(ChangeRow), table(RevisionRow), table(EntryRow)
LATER = CHANGE.alias()

Moment = tuple[int, str, str]
"""Where a change stands among all: its revision, and the kind and slug of its entry."""


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """What one revision did to one entry: `op` is `put`, `move` or `delete`."""

    revision: int
    op: str
    ref: Ref


def log_revision(
    connection: Connection, number: int, origin: str, changes: Sequence[tuple[str, Ref]], *, of_all: bool = False
) -> None:
    """Write down a revision and what it did, as (op, entry); `of_all`: it changed how every entry reads."""
    row = {"number": number, "at": datetime.now(UTC), "origin": origin, "of_all": of_all}
    connection.execute(insert(REVISION).values(row))
    rows = [{"revision": number, "op": op, "kind": ref.kind, "slug": ref.slug} for op, ref in changes]
    for chunk in chunks(rows):
        connection.execute(insert(CHANGE), list(chunk))


def read_moments(connection: Connection, numbers: Iterable[int]) -> dict[int, datetime]:
    """When each of these revisions was committed, in UTC."""
    moments: dict[int, datetime] = {}
    for chunk in chunks(sorted(set(numbers))):
        rows = connection.execute(select(REVISION.c.number, REVISION.c.at).where(REVISION.c.number.in_(chunk)))
        # SQLite keeps no time zone; what was written is UTC.
        moments |= {row.number: row.at.replace(tzinfo=row.at.tzinfo or UTC).astimezone(UTC) for row in rows}
    return moments


def read_changes(connection: Connection, since: int) -> Iterator[LoggedChange]:
    """The last change to each entry after a revision, by revision."""
    query = select(CHANGE).where(CHANGE.c.revision > since, _is_last(("put", "move", "delete")))
    for row in connection.execute(query.order_by(CHANGE.c.revision, CHANGE.c.kind, CHANGE.c.slug)):
        yield LoggedChange(row.revision, row.op, Ref(row.kind, row.slug))


def read_readings(
    connection: Connection, since: int, until: int, after: Moment | None, limit: int
) -> Sequence[LoggedChange]:
    """What has to be read anew after a revision, by revision and entry: at most `limit`, those behind `after`.

    That is each changed entry, and every entry where a revision was of all. A move is none, since an entry reads the
    same in another place; what became of it before the move counts. What changed again after `until` is left out.
    Raises InvalidCursor where nothing can stand at `after`.
    """
    if after and not all(map(is_storable, after[1:])):
        raise InvalidCursor
    last = select(func.max(REVISION.c.number)).where(REVISION.c.number > since, REVISION.c.of_all)
    of_all = connection.execute(last).scalar()
    parts = [_logged(since, until, of_all)] + ([_everything(of_all)] if of_all and of_all <= until else [])
    found = union_all(*(select(_behind(part, after, limit)) for part in parts)).subquery()
    rows = connection.execute(select(found).order_by(found.c.revision, found.c.kind, found.c.slug).limit(limit))
    return [LoggedChange(row.revision, row.op, Ref(row.kind, row.slug)) for row in rows]


def _logged(since: int, until: int, of_all: int | None) -> Select[tuple[int, str, str, str]]:
    """The last put or deletion of each entry; where a revision was of all, the puts up to there are in that one."""
    own = select(CHANGE.c.revision, CHANGE.c.op, CHANGE.c.kind, CHANGE.c.slug)
    own = own.where(CHANGE.c.revision > since, CHANGE.c.revision <= until, CHANGE.c.op.in_(("put", "delete")))
    if of_all:
        own = own.where((CHANGE.c.revision > of_all) | (CHANGE.c.op == "delete"))
    return own.where(_is_last(("put", "delete")))


def _everything(of_all: int) -> Select[tuple[int, str, str, str]]:
    """Every entry that was put no later than at a revision that was of all."""
    row = (literal(of_all).label("revision"), literal("put").label("op"), ENTRY.c.kind, ENTRY.c.slug)
    return select(*row).where(ENTRY.c.revision <= of_all)


def _behind(part: Select[tuple[int, str, str, str]], after: Moment | None, limit: int) -> Subquery:
    place = [part.selected_columns[name] for name in ("revision", "kind", "slug")]
    if after:
        part = part.where(tuple_(*place) > tuple_(*map(literal, after)))
    return part.order_by(*place).limit(limit).subquery()


def _is_last(ops: Sequence[str]) -> ColumnElement[bool]:
    """Whether no change of these sorts to the same entry follows; an index answers it change by change."""
    same = (LATER.c.kind == CHANGE.c.kind) & (LATER.c.slug == CHANGE.c.slug)
    return ~exists().where(same, LATER.c.revision > CHANGE.c.revision, LATER.c.op.in_(ops))
