"""Revisions and the change log: what became of which entry when."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select

from app.content.entry import Ref
from app.store.tables import ChangeRow, EntryRow, RevisionRow, table
from app.store.writing import chunks

CHANGE, REVISION, ENTRY = table(ChangeRow), table(RevisionRow), table(EntryRow)


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


def read_changes(
    connection: Connection, since: int, ops: Sequence[str] = ("put", "move", "delete")
) -> Iterator[LoggedChange]:
    """The last change of these sorts to each entry after a revision, by revision."""
    last = (
        select(CHANGE.c.kind, CHANGE.c.slug, func.max(CHANGE.c.revision).label("revision"))
        .where(CHANGE.c.revision > since, CHANGE.c.op.in_(ops))
        .group_by(CHANGE.c.kind, CHANGE.c.slug)
        .subquery()
    )
    same = (CHANGE.c.kind == last.c.kind) & (CHANGE.c.slug == last.c.slug) & (CHANGE.c.revision == last.c.revision)
    query = select(CHANGE).join(last, same).order_by(CHANGE.c.revision, CHANGE.c.kind, CHANGE.c.slug)
    for row in connection.execute(query):
        yield LoggedChange(row.revision, row.op, Ref(row.kind, row.slug))


def read_readings(connection: Connection, since: int) -> list[LoggedChange]:
    """What has to be read anew after a revision: each changed entry, and every entry where a revision was of all.

    A move is none, since an entry reads the same in another place; what became of it before the move counts.
    """
    changed = {change.ref: change for change in read_changes(connection, since, ("put", "delete"))}
    last = select(func.max(REVISION.c.number)).where(REVISION.c.number > since, REVISION.c.of_all)
    of_all = connection.execute(last).scalar()
    if of_all is not None:
        for row in connection.execute(select(ENTRY.c.kind, ENTRY.c.slug)):
            ref = Ref(row.kind, row.slug)
            known = changed.get(ref)
            changed[ref] = LoggedChange(max(of_all, known.revision if known else 0), "put", ref)
    return sorted(changed.values(), key=lambda change: (change.revision, change.ref))
