"""Revisions and the change log: what became of which entry when."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select

from app.content.entry import Ref
from app.store.tables import ChangeRow, RevisionRow, table
from app.store.writing import chunks

CHANGE, REVISION = table(ChangeRow), table(RevisionRow)


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """What one revision did to one entry: `op` is `put`, `move` or `delete`."""

    revision: int
    op: str
    ref: Ref


def log_revision(connection: Connection, number: int, origin: str, changes: Sequence[tuple[str, Ref]]) -> None:
    """Write down a revision and what it did, as (op, entry)."""
    connection.execute(insert(REVISION).values(number=number, at=datetime.now(UTC), origin=origin))
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
    last = (
        select(CHANGE.c.kind, CHANGE.c.slug, func.max(CHANGE.c.revision).label("revision"))
        .where(CHANGE.c.revision > since)
        .group_by(CHANGE.c.kind, CHANGE.c.slug)
        .subquery()
    )
    same = (CHANGE.c.kind == last.c.kind) & (CHANGE.c.slug == last.c.slug) & (CHANGE.c.revision == last.c.revision)
    query = select(CHANGE).join(last, same).order_by(CHANGE.c.revision, CHANGE.c.kind, CHANGE.c.slug)
    for row in connection.execute(query):
        yield LoggedChange(row.revision, row.op, Ref(row.kind, row.slug))
