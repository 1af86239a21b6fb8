"""Writing entries: the rows of many at once, inside the caller's transaction."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, bindparam, delete, insert, update

from app.content.entry import Entry, Ref
from app.store.tables import TYPED, EntryRow, EntrySourceRow, LinkRow, UnitRow, ValueChainRow, table

CHUNK = 1_000
OWNED = (*TYPED.values(), table(LinkRow), table(ValueChainRow), table(EntrySourceRow), table(UnitRow))
"""Every table whose rows belong to one entry."""

Rows = Iterator[dict[str, Any]]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry on its way into the store: its key there, where it came from and the digest of its content."""

    id: int
    entry: Entry
    origin: str
    digest: str


def chunks(items: Sequence[T], size: int = CHUNK) -> Iterator[Sequence[T]]:
    """The items in runs of at most `size`: databases bound the parameters of one statement."""
    return (items[start : start + size] for start in range(0, len(items), size))


def insert_names(connection: Connection, drafts: Sequence[Draft], revision: int) -> None:
    """Add the entries' own rows, which others can then point to."""
    _insert(connection, table(EntryRow), (_entry_row(draft, revision) for draft in drafts))


def update_names(connection: Connection, drafts: Sequence[Draft], revision: int) -> None:
    """Renew the entries' own rows and clear all that belongs to them."""
    clear(connection, [draft.id for draft in drafts])
    entry = table(EntryRow)
    change = update(entry).where(entry.c.id == bindparam("key"))
    rows = [{"key": row.pop("id"), **row} for row in (_entry_row(draft, revision) for draft in drafts)]
    for chunk in chunks(rows):
        connection.execute(change, list(chunk))


def insert_content(connection: Connection, drafts: Sequence[Draft], ids: Mapping[Ref, int], revision: int) -> None:
    """Add all that belongs to the entries; `ids` holds the key of every entry that they refer to."""
    for kind, typed in TYPED.items():
        _insert(connection, typed, (_typed_row(draft, ids) for draft in drafts if draft.entry.ref.kind == kind))
    _insert(connection, table(LinkRow), (row for draft in drafts for row in _link_rows(draft, ids)))
    _insert(connection, table(ValueChainRow), (row for draft in drafts for row in _chain_rows(draft, ids)))
    _insert(connection, table(EntrySourceRow), (row for draft in drafts for row in _source_rows(draft)))
    _insert(connection, table(UnitRow), (row for draft in drafts for row in _unit_rows(draft, revision)))


def move(connection: Connection, positions: Mapping[int, int]) -> None:
    """Give entries, by key, a new place in the order."""
    entry = table(EntryRow)
    change = update(entry).where(entry.c.id == bindparam("key")).values(position=bindparam("place"))
    for chunk in chunks([{"key": key, "place": place} for key, place in positions.items()]):
        connection.execute(change, list(chunk))


def clear(connection: Connection, ids: Sequence[int]) -> None:
    """Remove all that belongs to the entries, but not their own rows."""
    for chunk in chunks(ids):
        for owned in OWNED:
            connection.execute(delete(owned).where(owned.c.entry_id.in_(chunk)))


def remove(connection: Connection, ids: Sequence[int]) -> None:
    """Remove the entries; whatever still points to one makes the database refuse."""
    clear(connection, ids)
    entry = table(EntryRow)
    for chunk in chunks(ids):
        connection.execute(delete(entry).where(entry.c.id.in_(chunk)))


def _insert(connection: Connection, into: Table, rows: Rows) -> None:
    for chunk in chunks(list(rows)):
        connection.execute(insert(into), list(chunk))


def _entry_row(draft: Draft, revision: int) -> dict[str, Any]:
    entry = draft.entry
    return {
        "id": draft.id,
        "kind": entry.ref.kind,
        "slug": entry.slug,
        "position": entry.position,
        "revision": revision,
        "origin": draft.origin,
        "digest": draft.digest,
        "beyond_source": entry.beyond_source,
    }


def _typed_row(draft: Draft, ids: Mapping[Ref, int]) -> dict[str, Any]:
    entry, kind = draft.entry, draft.entry.kind
    row: dict[str, Any] = {"entry_id": draft.id}
    row |= {attribute.name: entry.attributes.get(attribute.name) for attribute in kind.attributes}
    for relation in kind.relations:
        if not relation.many:
            slug = entry.relation(relation.name)
            row[f"{relation.name}_id"] = ids[Ref(relation.target, slug)] if slug else None
    return row


def _link_rows(draft: Draft, ids: Mapping[Ref, int]) -> Rows:
    entry = draft.entry
    targets: dict[str, list[Ref]] = {
        relation.name: [Ref(relation.target, slug) for slug in entry.relations.get(relation.name, ())]
        for relation in entry.kind.relations
        if relation.many
    }
    targets["terms"] = [Ref("term", slug) for slug in entry.terms]
    targets["related"] = list(entry.related)
    for relation_name, refs in targets.items():
        for position, ref in enumerate(refs):
            yield {
                "entry_id": draft.id,
                "relation": relation_name,
                "position": position,
                "target_id": ids[ref],
            }


def _chain_rows(draft: Draft, ids: Mapping[Ref, int]) -> Rows:
    for number, node in enumerate(draft.entry.value_chain):
        for role, slugs in (("actors", node.actors), ("examples", node.examples)):
            for position, slug in enumerate(slugs):
                yield {
                    "entry_id": draft.id,
                    "node": number,
                    "role": role,
                    "position": position,
                    "target_id": ids[Ref("term", slug)],
                }


def _source_rows(draft: Draft) -> Rows:
    for position, source in enumerate(draft.entry.sources):
        yield {"entry_id": draft.id, "position": position, "source": source}


def _unit_rows(draft: Draft, revision: int) -> Rows:
    for locale, texts in draft.entry.texts.items():
        for field, text in texts.items():
            for position, part in enumerate((text,) if isinstance(text, str) else text):
                yield {
                    "entry_id": draft.id,
                    "field": field,
                    "locale": locale,
                    "position": position,
                    "text": part,
                    "status": "reviewed",
                    "source_hash": None,
                    "revision": revision,
                }
