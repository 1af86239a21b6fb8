"""Lists: everything in its order, in parts, and filtered."""

from typing import Any

import pytest

from app.content.entry import Entry
from app.content.kind import Kind, Role
from app.content.kinds import KINDS
from app.loader.content import Content
from tests.serving import Client

HELD = {"features", "steps", "processes", "faqs"}


def whole(client: Client, path: str) -> list[Any]:
    """All items of a list, by following `next` to its end."""
    items: list[Any] = []
    following: str | None = path
    while following:
        answer = client.json(following)
        items += answer["items"]
        following = answer["next"]
    assert answer["total"] == len(items)
    return items


def of_kind(content: Content, kind: Kind) -> list[Entry]:
    """The entries of a kind in the order of the files."""
    return sorted((entry for entry in content.entries if entry.ref.kind == kind.name), key=lambda one: one.position)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.plural)
def test_a_list_has_every_entry_in_the_order_of_the_files(client: Client, content: Content, kind: Kind) -> None:
    """The parts of a list joined are all entries of the kind, in the order of the data folder."""
    found = [item["slug"] for item in whole(client, f"/v1/{kind.plural}?limit=7&locale=en")]
    assert found == [entry.slug for entry in of_kind(content, kind)]
    assert found


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.plural)
def test_items_are_whole_entries_without_what_they_hold(client: Client, content: Content, kind: Kind) -> None:
    """An item has every text of its entry, and nothing of other kinds but slugs."""
    items = {item["slug"]: item for item in whole(client, f"/v1/{kind.plural}?limit=200&locale=zh-Hant")}
    for entry in of_kind(content, kind):
        item = items[entry.slug]
        assert not HELD & item.keys()
        for field in kind.texts:
            own = entry.texts["zh-Hant"].get(field.name, () if field.role is Role.ALIAS else None)
            assert item[field.name] == (list(own) if isinstance(own, tuple) else own), (entry.slug, field.name)


@pytest.mark.parametrize(
    ("path", "relation"),
    [
        ("/v1/features?model=b2b", ("model", "b2b")),
        ("/v1/processes?model=b2b", ("model", "b2b")),
        ("/v1/faqs?about=b2b", ("about", "b2b")),
        ("/v1/faqs?model=b2b", ("about", "b2b")),
        ("/v1/steps?process=practice-framework", ("process", "practice-framework")),
        ("/v1/steps?parent=practice-shop-setup", ("parent", "practice-shop-setup")),
    ],
)
def test_filters_by_relation(client: Client, content: Content, path: str, relation: tuple[str, str]) -> None:
    """A filter keeps exactly the entries that have the relation, in their order."""
    name, target = relation
    kind = next(kind for kind in KINDS.values() if path.startswith(f"/v1/{kind.plural}"))
    wanted = [entry.slug for entry in of_kind(content, kind) if target in entry.relations.get(name, ())]
    assert [item["slug"] for item in whole(client, path)] == wanted
    assert wanted


@pytest.mark.parametrize(
    ("path", "attribute", "value"),
    [
        ("/v1/features?aspect=advantage", "aspect", "advantage"),
        ("/v1/terms?category=kpi", "category", "kpi"),
        ("/v1/models?model_kind=model", "kind", "model"),
        ("/v1/processes?process_kind=procedure", "kind", "procedure"),
        ("/v1/topics?topic_kind=challenge", "kind", "challenge"),
    ],
)
def test_filters_by_word(client: Client, content: Content, path: str, attribute: str, value: str) -> None:
    """A filter keeps exactly the entries that have the word, in their order."""
    kind = next(kind for kind in KINDS.values() if path.startswith(f"/v1/{kind.plural}"))
    wanted = [entry.slug for entry in of_kind(content, kind) if entry.attributes.get(attribute) == value]
    assert [item["slug"] for item in whole(client, path)] == wanted
    assert wanted


def test_filters_together(client: Client) -> None:
    """Several filters keep what all of them keep."""
    both = whole(client, "/v1/features?model=b2c&aspect=advantage")
    assert both
    assert {(item["model"], item["aspect"]) for item in both} == {("b2c", "advantage")}


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/v1/features?model=nobody", "model"),
        ("/v1/features?model=", "model"),
        ("/v1/features?aspect=nothing", "aspect"),
        ("/v1/faqs?about=B2B", "about"),
        ("/v1/models?aspect=advantage", "aspect"),
        ("/v1/models?limit=0", "limit"),
        ("/v1/models?limit=201", "limit"),
        ("/v1/models?limit=-1", "limit"),
        ("/v1/models?limit=1.5", "limit"),
        ("/v1/models?limit=%D9%A1", "limit"),
        ("/v1/models?limit=1e2", "limit"),
        ("/v1/models?limit=99999999999999999999", "limit"),
        ("/v1/models?limit=", "limit"),
        ("/v1/models?limit=1&limit=2", "limit"),
        ("/v1/models?offset=1", "offset"),
        ("/v1/models?Limit=1", "Limit"),
        ("/v1/models?q=b2b", "q"),
        ("/v1/models?fallback=all", "fallback"),
        ("/v1/models?format=xml", "format"),
        ("/v1/models?=1", ""),
        ("/v1/models/b2b?limit=1", "limit"),
        ("/v1/models/b2b?include=everything", "include"),
        ("/v1/models/b2b?include=", "include"),
        ("/v1/models/b2b?include=faqs,", "include"),
        ("/v1/terms/kpi?include=terms", "include"),
        ("/v1?limit=1", "limit"),
        ("/v1/locales?limit=1", "limit"),
        ("/v1/negotiate?header=es", "header"),
    ],
)
def test_what_is_not_declared_is_refused(client: Client, path: str, parameter: str) -> None:
    """An unknown parameter or a wrong value is a 422 that names it."""
    answer = client.get(path)
    assert answer.status_code == 422, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["type"] == "/problems/invalid-parameter"
    assert [error["parameter"] for error in problem["errors"]] == [parameter]


def test_limits(client: Client) -> None:
    """A list has 50 items unless told otherwise, and at most 200."""
    assert len(client.json("/v1/terms")["items"]) == 50
    assert len(client.json("/v1/terms?limit=1")["items"]) == 1
    assert len(client.json("/v1/terms?limit=200")["items"]) == min(200, client.json("/v1/terms")["total"])
