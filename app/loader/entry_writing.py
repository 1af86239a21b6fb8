"""An entry as files spell it: its fields in the order of its kind's declaration, without those that are empty."""

from collections.abc import Mapping
from typing import Any

from app.content.entry import Entry

Document = dict[str, Any]


def structure(entry: Entry, *, wire: bool = False) -> Document:
    """What has no language of an entry, its attributes named as YAML has them, or as JSON does (`wire`)."""
    kind = entry.kind
    attributes = {
        attribute.wire if wire else attribute.name: entry.attributes.get(attribute.name)
        for attribute in kind.attributes
    }
    relations = {
        relation.name: entry.relations.get(relation.name) if relation.many else entry.relation(relation.name)
        for relation in kind.relations
    }
    common = {
        "value_chain": [present({"actors": node.actors, "examples": node.examples}) for node in entry.value_chain],
        "terms": entry.terms,
        "related": [str(ref) for ref in entry.related],
        "sources": entry.sources,
        "beyond_source": entry.beyond_source,
    }
    return present(attributes | relations | common)


def texts(entry: Entry, locale: str) -> Document:
    """The texts of an entry in one locale."""
    found = entry.texts[locale]
    return {field.name: found[field.name] for field in entry.kind.texts if field.name in found}


def present(fields: Mapping[str, Any]) -> Document:
    """The fields that say something."""
    return {name: value for name, value in fields.items() if value}
