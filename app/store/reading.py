"""Reading entries: frozen and complete, many at once with a fixed number of statements."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, Table, select

from app.content.entry import Entry, Ref, Text, ValueChainNode
from app.content.kinds import KINDS
from app.store.tables import TYPED, EntryRow, EntrySourceRow, LinkRow, UnitRow, ValueChainRow, table
from app.store.writing import chunks

ENTRY = table(EntryRow)
STORABLE = re.compile("[^\0\ud800-\udfff]*")


@dataclass(slots=True)
class _Parts:
    """All that belongs to one entry, while it is being gathered."""

    typed: dict[str, Any] = field(default_factory=dict)
    links: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    chain: dict[int, dict[str, list[int]]] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)
    texts: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def targets(self) -> Iterator[int]:
        """The keys of all entries that this one points to."""
        for ids in self.links.values():
            yield from ids
        for node in self.chain.values():
            for ids in node.values():
                yield from ids
        yield from (value for name, value in self.typed.items() if name.endswith("_id") and value is not None)


def read_entries(connection: Connection, ids: Sequence[int]) -> Iterator[Entry]:
    """The entries of these keys, in their order; a key that is not there is left out."""
    for chunk in chunks(ids):
        yield from _read_chunk(connection, chunk)


def find_ids(connection: Connection, refs: Sequence[Ref]) -> dict[Ref, int]:
    """The keys of the entries of these names; a name that is not there is left out."""
    found: dict[Ref, int] = {}
    by_kind: dict[str, list[str]] = defaultdict(list)
    for ref in refs:
        if is_storable(ref.slug):
            by_kind[ref.kind].append(ref.slug)
    for kind, slugs in by_kind.items():
        for chunk in chunks(slugs):
            query = select(ENTRY.c.slug, ENTRY.c.id).where(ENTRY.c.kind == kind, ENTRY.c.slug.in_(chunk))
            found |= {Ref(kind, slug): key for slug, key in connection.execute(query)}
    return found


def is_storable(text: str) -> bool:
    """Whether a database takes a text at all: PostgreSQL takes no NUL, and nothing takes a lone surrogate."""
    return STORABLE.fullmatch(text) is not None


def all_ids(connection: Connection) -> list[int]:
    """The keys of all entries, by kind in the registry's order, then by position."""
    rows = connection.execute(select(ENTRY.c.id, ENTRY.c.kind).order_by(ENTRY.c.position, ENTRY.c.id)).all()
    rank = {kind: number for number, kind in enumerate(KINDS)}
    return [row.id for row in sorted(rows, key=lambda row: rank[row.kind])]


def _read_chunk(connection: Connection, ids: Sequence[int]) -> Iterator[Entry]:
    rows = {row.id: row for row in connection.execute(select(ENTRY).where(ENTRY.c.id.in_(ids)))}
    parts = {key: _Parts() for key in rows}
    _gather(connection, parts, {row.kind for row in rows.values()})
    targets = sorted({target for part in parts.values() for target in part.targets()})
    names = _names(connection, targets)
    for key in ids:
        if key in rows:
            yield _entry(rows[key], parts[key], names)


def _gather(connection: Connection, parts: dict[int, _Parts], kinds: set[str]) -> None:
    ids = list(parts)
    for kind in kinds:
        for row in _owned(connection, TYPED[kind], ids):
            parts[row.entry_id].typed = dict(row._mapping)
    for row in _owned(connection, table(LinkRow), ids):
        parts[row.entry_id].links[row.relation].append(row.target_id)
    for row in _owned(connection, table(ValueChainRow), ids):
        node = parts[row.entry_id].chain.setdefault(row.node, {"actors": [], "examples": []})
        node[row.role].append(row.target_id)
    for row in _owned(connection, table(EntrySourceRow), ids):
        parts[row.entry_id].sources.append(row.source)
    for row in _owned(connection, table(UnitRow), ids):
        parts[row.entry_id].texts.setdefault(row.locale, {}).setdefault(row.field, []).append(row.text)


def _owned(connection: Connection, owned: Table, ids: Sequence[int]) -> Iterator[Row[Any]]:
    yield from connection.execute(select(owned).where(owned.c.entry_id.in_(ids)).order_by(*owned.primary_key))


def _names(connection: Connection, ids: Sequence[int]) -> dict[int, Ref]:
    names: dict[int, Ref] = {}
    for chunk in chunks(ids):
        query = select(ENTRY.c.id, ENTRY.c.kind, ENTRY.c.slug).where(ENTRY.c.id.in_(chunk))
        names |= {key: Ref(kind, slug) for key, kind, slug in connection.execute(query)}
    return names


def _entry(row: Row[Any], parts: _Parts, names: dict[int, Ref]) -> Entry:
    kind = KINDS[row.kind]
    relations: dict[str, tuple[str, ...]] = {}
    for relation in kind.relations:
        one = parts.typed.get(f"{relation.name}_id")
        targets = parts.links.get(relation.name, []) if relation.many else [] if one is None else [one]
        if targets:
            relations[relation.name] = tuple(names[target].slug for target in targets)
    values = {attribute.name: parts.typed.get(attribute.name) for attribute in kind.attributes}
    return Entry(
        ref=Ref(row.kind, row.slug),
        position=row.position,
        revision=row.revision,
        attributes={name: value for name, value in values.items() if value is not None},
        relations=relations,
        value_chain=tuple(_node(parts.chain[number], names) for number in sorted(parts.chain)),
        terms=tuple(names[target].slug for target in parts.links.get("terms", [])),
        related=tuple(names[target] for target in parts.links.get("related", [])),
        sources=tuple(parts.sources),
        beyond_source=row.beyond_source,
        texts={locale: _texts(row.kind, texts) for locale, texts in parts.texts.items()},
    )


def _node(node: dict[str, list[int]], names: dict[int, Ref]) -> ValueChainNode:
    return ValueChainNode(
        actors=tuple(names[target].slug for target in node["actors"]),
        examples=tuple(names[target].slug for target in node["examples"]),
    )


def _texts(kind: str, texts: dict[str, list[str]]) -> dict[str, Text]:
    fields = {text.name: text for text in KINDS[kind].texts}
    return {name: tuple(texts[name]) if one.many else texts[name][0] for name, one in fields.items() if name in texts}
