"""Lists of entries: filtered by attribute and relation, in order, by keyset pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from app.content.entry import Ref
from app.content.kind import Kind
from app.errors import InvalidParameter
from app.store.reading import ENTRY, find_ids, is_storable
from app.store.tables import TYPED, LinkRow, table

LINK = table(LinkRow)
THROUGH = {"faq": "about"}
"""Kinds whose relation to a model has another name."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands in a list: its position, and its key among equals."""

    position: int
    id: int


@dataclass(frozen=True, slots=True)
class Listed:
    """One member of a list, not yet read."""

    ref: Ref
    place: Place


def filters_of(kind: Kind) -> dict[str, str]:
    """What a list of this kind can be filtered by: the parameter, and the kind that its slug is of, "" for a word."""
    words = {attribute.wire: "" for attribute in kind.attributes}
    relations = {relation.name: relation.target for relation in kind.relations}
    model = {"model": "model"} if kind.name in ("faq", "step") else {}
    return {**model, **relations, **words}


def list_entries(
    connection: Connection, kind: Kind, filters: Mapping[str, str], after: Place | None, limit: int
) -> Sequence[Listed]:
    """At most `limit` members of a list, those behind `after`. Raises InvalidParameter for a slug that is not there."""
    query = select(ENTRY.c.slug, ENTRY.c.position, ENTRY.c.id).where(*_conditions(connection, kind, filters))
    if after:
        same = and_(ENTRY.c.position == after.position, ENTRY.c.id > after.id)
        query = query.where(or_(ENTRY.c.position > after.position, same))
    rows = connection.execute(query.order_by(ENTRY.c.position, ENTRY.c.id).limit(limit))
    return [Listed(Ref(kind.name, row.slug), Place(row.position, row.id)) for row in rows]


def count_entries(connection: Connection, kind: Kind, filters: Mapping[str, str]) -> int:
    """How many members a list has in all. Raises InvalidParameter for a slug that is not there."""
    query = select(func.count()).select_from(ENTRY).where(*_conditions(connection, kind, filters))
    return connection.execute(query).scalar_one()


def _conditions(connection: Connection, kind: Kind, filters: Mapping[str, str]) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [ENTRY.c.kind == kind.name]
    targets = filters_of(kind)
    for name, value in filters.items():
        if targets[name]:
            conditions.append(_relates(kind, name, _find(connection, name, Ref(targets[name], value))))
        else:
            conditions.append(_has(connection, kind, name, value))
    return conditions


def _find(connection: Connection, parameter: str, target: Ref) -> int:
    found = find_ids(connection, [target])
    if target not in found:
        allowed = f"the slug of a {target.kind}"
        raise InvalidParameter(parameter, target.slug, allowed, rule="slug-of", kind=target.kind)
    return found[target]


def _relates(kind: Kind, name: str, target: int) -> ColumnElement[bool]:
    relation = THROUGH.get(kind.name, name) if name == "model" else name
    declared = kind.relation(relation)
    typed = TYPED[kind.name]
    if declared is None:
        process = TYPED["process"]
        of_model = select(process.c.entry_id).where(process.c.model_id == target)
        return ENTRY.c.id.in_(select(typed.c.entry_id).where(typed.c.process_id.in_(of_model)))
    if declared.many:
        linked = select(LINK.c.entry_id).where(LINK.c.relation == relation, LINK.c.target_id == target)
        return ENTRY.c.id.in_(linked)
    return ENTRY.c.id.in_(select(typed.c.entry_id).where(typed.c[f"{relation}_id"] == target))


def _has(connection: Connection, kind: Kind, wire: str, value: str) -> ColumnElement[bool]:
    typed = TYPED[kind.name]
    column = typed.c[next(attribute.name for attribute in kind.attributes if attribute.wire == wire)]
    if not is_storable(value) or not connection.execute(select(column).where(column == value).limit(1)).first():
        known = connection.execute(select(column).where(column.is_not(None)).distinct().order_by(column).limit(50))
        raise InvalidParameter(wire, value, ", ".join(known.scalars()), rule="one-of")
    return ENTRY.c.id.in_(select(typed.c.entry_id).where(column == value))
