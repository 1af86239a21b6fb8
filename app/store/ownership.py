"""Which origin owns which entry, and what stands where."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from app.content.entry import Ref
from app.store.tables import EntryRow, table

ENTRY = table(EntryRow)


@dataclass(frozen=True, slots=True)
class Stored:
    """What a load must know of an entry that is already there."""

    id: int
    position: int
    origin: str
    digest: str


def read_stored(connection: Connection) -> dict[Ref, Stored]:
    """Every entry in the store."""
    columns = (ENTRY.c.kind, ENTRY.c.slug, ENTRY.c.id, ENTRY.c.position, ENTRY.c.origin, ENTRY.c.digest)
    rows = connection.execute(select(*columns))
    return {Ref(row.kind, row.slug): Stored(row.id, row.position, row.origin, row.digest) for row in rows}
