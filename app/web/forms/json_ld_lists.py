"""Lists and search results as linked data: FAQPage for questions, ItemList for all else."""

from collections.abc import Sequence

from app.content.entry import Entry
from app.content.kind import Kind
from app.web.forms.json_ld import CONTEXT, Node, page, question, said, thing
from app.web.forms.reading import Reading


def list_document(reading: Reading, kind: Kind, entries: Sequence[Entry], total: int, address: str) -> Node:
    """A part of a list, which `address` names: the questions of one page, or the items of a list of `total`."""
    name = said(reading, reading.label("kinds", kind.name))
    if kind.name == "faq":
        node = page(reading, "FAQPage", address, entries)
        return {"@context": CONTEXT} | node | {"name": name, "mainEntity": [question(reading, one) for one in entries]}
    node = page(reading, "CollectionPage", address, entries)
    items = _items(reading, entries) | {"@id": f"{address}#list", "name": name, "numberOfItems": total}
    return {"@context": CONTEXT} | items | {"mainEntityOfPage": node}


def search_document(
    reading: Reading, query: str, entries: Sequence[Entry], total: int, address: str, offset: int = 0
) -> Node:
    """A part of what a query finds, best first, behind `offset` others."""
    node = page(reading, "SearchResultsPage", address, entries)
    items = _items(reading, entries, offset + 1) | {"numberOfItems": total}
    return {"@context": CONTEXT} | node | {"name": query, "mainEntity": items}


def _items(reading: Reading, entries: Sequence[Entry], first: int = 1) -> Node:
    elements = [
        {"@type": "ListItem", "position": position, "item": thing(reading, entry, whole=False)}
        for position, entry in enumerate(entries, first)
    ]
    return {"@type": "ItemList", "itemListElement": elements}
