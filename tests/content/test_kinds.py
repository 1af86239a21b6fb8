"""The kinds of entries, as the data format promises them."""

import json
from pathlib import Path
from typing import Any

import pytest

from app.content.kind import Kind, Role
from app.content.kinds import BY_PLURAL, KINDS

PROMISED: dict[str, dict[str, Any]] = json.loads((Path(__file__).parent / "cases" / "kinds.json").read_text())
COMMON = {"kind", "slug", "texts", "terms", "related", "sources", "beyond_source", "value_chain"}
"""Fields of JSON Lines that every kind has or may have."""

every_kind = pytest.mark.parametrize("kind", list(KINDS.values()), ids=list(KINDS))


def test_there_are_the_promised_kinds_in_their_order() -> None:
    """Ties between kinds are broken by this order, so it is part of what callers see."""
    assert list(KINDS) == list(PROMISED)
    assert [kind.plural for kind in BY_PLURAL.values()] == list(BY_PLURAL)
    assert list(BY_PLURAL.values()) == list(KINDS.values())


@every_kind
def test_a_kind_has_the_promised_fields(kind: Kind) -> None:
    """Texts, structure fields, their names in JSON, and which texts may be missing."""
    structure = [attribute.name for attribute in kind.attributes] + [relation.name for relation in kind.relations]
    assert {
        "texts": [field.name for field in kind.texts],
        "structure": [*structure, *(["value_chain"] if kind.has_value_chain else [])],
        "wire": [attribute.wire for attribute in kind.attributes],
        "optional": [field.name for field in kind.texts if field.optional],
    } == PROMISED[kind.name]


@every_kind
def test_a_kind_has_one_title(kind: Kind) -> None:
    """It is one plain line that is always asked for, and stands in for what is missing; only aliases do not."""
    assert [field.role for field in kind.texts].count(Role.TITLE) == 1
    title = kind.title
    assert (title.many, title.markdown, title.optional) == (False, False, False)
    assert kind.text(title.name) is title
    assert {field.name for field in kind.texts if not field.falls_back} <= {"aliases"}


@every_kind
def test_the_names_of_fields_do_not_collide(kind: Kind) -> None:
    """No field is spelled like another one of the same entry, in YAML or in JSON."""
    relations = [relation.name for relation in kind.relations]
    in_json = [*(field.name for field in kind.texts), *(attribute.wire for attribute in kind.attributes), *relations]
    in_yaml = [*(attribute.name for attribute in kind.attributes), *relations]
    assert len({*in_json}) == len(in_json)
    assert len({*in_yaml}) == len(in_yaml)
    assert not COMMON & {*in_json}


@every_kind
def test_relations_lead_to_kinds(kind: Kind) -> None:
    """Each relation points to a kind that there is, and is found by its name."""
    for relation in kind.relations:
        assert relation.target in KINDS
        assert kind.relation(relation.name) is relation
        assert not (relation.many and relation.required)
    assert kind.relation("nothing") is None
    assert kind.text("nothing") is None
