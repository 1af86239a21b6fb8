"""Whether a JSON-LD document is well-formed schema.org, by the properties that its types have."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from app.locales.tags import canonical

TYPES = json.loads((Path(__file__).parent / "cases" / "schema_org.json").read_text(encoding="utf-8"))
NODES = {
    "acceptedAnswer": {"Answer"},
    "hasDefinedTerm": {"DefinedTerm"},
    "inDefinedTermSet": {"DefinedTermSet"},
    "itemListElement": {"ListItem", "HowToStep", "HowToSection"},
    "mainEntityOfPage": {"WebPage", "CollectionPage"},
    "step": {"HowToStep", "HowToSection"},
}
"""The types that what stands under a property may have."""


def properties(kind: str) -> set[str]:
    """The properties of a type and of those that it is a sort of."""
    return set(TYPES[kind]["has"]).union(*(properties(above) for above in TYPES[kind]["of"]))


def nodes(value: Any) -> Iterator[dict[str, Any]]:
    """Every node of a document."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, dict) and "@value" not in each:
            yield each
            for below in each.values():
                yield from nodes(below)


def check(document: Mapping[str, Any], base: str) -> None:
    """Assert that a document has a context, and that every node has a type, its properties alone and absolute names."""
    assert document["@context"] == "https://schema.org"
    for node in nodes({name: value for name, value in document.items() if name != "@context"}):
        own = {name for name in node if not name.startswith("@")}
        assert own <= properties(node["@type"]), (node["@type"], own - properties(node["@type"]))
        assert node.get("@id", base).startswith(base)
        for name in own:
            _check_value(node, name)


def _check_value(node: Mapping[str, Any], name: str) -> None:
    value = node[name]
    assert value not in (None, "", [], {}), (node, name)
    for each in value if isinstance(value, list) else [value]:
        if name in NODES:
            assert each["@type"] in NODES[name], (node["@type"], name)
        elif isinstance(each, dict) and "@value" in each:
            assert set(each) == {"@value", "@language"}
            assert canonical(each["@language"]) == each["@language"]
    if name == "inLanguage":
        assert canonical(value) == value
    if name == "dateModified":
        assert datetime.fromisoformat(value).utcoffset() is not None
