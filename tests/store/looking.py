"""What is in a store, as tests compare it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Engine, select

from app.content.entry import Entry
from app.store.changes import read_changes
from app.store.metadata import Metadata, read_metadata, read_revision
from app.store.reading import all_ids, read_entries
from app.store.session import reading
from app.store.tables import RevisionRow, table


@dataclass(frozen=True)
class State:
    """All that readers can tell of a store: two that are equal are the same to them."""

    revision: int
    metadata: Metadata
    entries: Sequence[Entry]
    logged: Sequence[tuple[int, str, str]]
    revisions: Sequence[int]


def look(engine: Engine) -> State:
    """The whole state of a store, as one transaction sees it."""
    with reading(engine) as connection:
        return State(
            read_revision(connection),
            read_metadata(connection),
            list(read_entries(connection, all_ids(connection))),
            [(change.revision, change.op, str(change.ref)) for change in read_changes(connection, 0)],
            list(connection.execute(select(table(RevisionRow).c.number).order_by("number")).scalars()),
        )


def contents(engine: Engine) -> list[Entry]:
    """The entries of a store, by kind and position, but for the revisions at which they changed."""
    return [replace(entry, revision=0) for entry in look(engine).entries]


def slugs(engine: Engine) -> list[str]:
    """The names of all entries, by kind and position."""
    return [str(entry.ref) for entry in look(engine).entries]


def changes_since(engine: Engine, revision: int) -> list[tuple[str, str]]:
    """What happened to each entry after a revision: the operation and the entry's name."""
    with reading(engine) as connection:
        return [(change.op, str(change.ref)) for change in read_changes(connection, revision)]
