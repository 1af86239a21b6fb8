"""Which origin owns which entry, and what stands where."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, select

from app.content.entry import Ref
from app.content.kinds import KINDS
from app.store.tables import TYPED, EntryRow, table
from app.store.writing import OWNED, chunks

ENTRY = table(EntryRow)
POINTERS = [
    column
    for owned in OWNED
    for column in owned.c
    if not column.primary_key and any(key.column is ENTRY.c.id for key in column.foreign_keys)
]
"""Every column that names an entry that its row's entry points to."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What a load must know of an entry that is already there."""

    id: int
    position: int
    origin: str
    digest: str


@dataclass(frozen=True, slots=True)
class Held:
    """An entry of another origin: whose it is and, where its kind has parents, the slugs of what it belongs to.

    `digest` names what it says.
    """

    origin: str
    digest: str = ""
    belongs: Mapping[str, str] = field(default_factory=dict)


def read_stored(connection: Connection) -> dict[Ref, Stored]:
    """Every entry in the store."""
    columns = (ENTRY.c.kind, ENTRY.c.slug, ENTRY.c.id, ENTRY.c.position, ENTRY.c.origin, ENTRY.c.digest)
    rows = connection.execute(select(*columns))
    return {Ref(row.kind, row.slug): Stored(row.id, row.position, row.origin, row.digest) for row in rows}


def read_held(connection: Connection, stored: Mapping[Ref, Stored], origin: str) -> dict[Ref, Held]:
    """Of the entries in the store those that other origins than this one hold."""
    names = {known.id: ref for ref, known in stored.items()}
    held = {ref: Held(known.origin, known.digest) for ref, known in stored.items() if known.origin != origin}
    for kind in KINDS.values():
        if kind.relation("parent") is None:
            continue
        single = [relation.name for relation in kind.relations if not relation.many]
        for row in connection.execute(select(TYPED[kind.name])).mappings():
            ref = names[row["entry_id"]]
            if ref in held:
                targets = {name: row[f"{name}_id"] for name in single}
                belongs = {name: names[target].slug for name, target in targets.items() if target is not None}
                held[ref] = replace(held[ref], belongs=belongs)
    return held


def find_referred(connection: Connection, ids: Collection[int]) -> set[tuple[int, int]]:
    """The keys of those entries to which one that is not among them points, each with the key of that one."""
    found: set[tuple[int, int]] = set()
    for pointer in POINTERS:
        owner = pointer.table.c.entry_id
        for chunk in chunks(sorted(ids)):
            rows = connection.execute(select(pointer, owner).where(pointer.in_(chunk)))
            found |= {(target, key) for target, key in rows if key not in ids}
    return found
