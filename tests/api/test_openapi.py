"""The published description: valid, whole, true, and changed by nobody unseen."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.openapi.models import OpenAPI

from app.api.v1.examples import entry_example, list_example
from app.api.v1.schemas import ENTRIES, LISTS
from app.content.kinds import KINDS
from tests.api import snapshot
from tests.serving import Client

DOCUMENT = snapshot.document()


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every operation with its path."""
    for path, methods in DOCUMENT["paths"].items():
        for operation in methods.values():
            yield path, operation


def references(value: Any) -> Iterator[str]:
    """Every `$ref` below a value."""
    if isinstance(value, dict):
        yield from ([value["$ref"]] if isinstance(value.get("$ref"), str) else [])
        for member in value.values():
            yield from references(member)
    elif isinstance(value, list):
        for member in value:
            yield from references(member)


def test_the_snapshot_is_current() -> None:
    """The committed document is the published one; `.venv/bin/python -m tests.api.snapshot` renews it."""
    assert snapshot.FILE.read_text(encoding="utf-8") == snapshot.spelt(DOCUMENT)


def test_the_document_is_openapi(client: Client) -> None:
    """The document is OpenAPI 3.1 in which every reference leads somewhere, and it is what the server sends."""
    assert DOCUMENT["openapi"].startswith("3.1.")
    OpenAPI.model_validate(DOCUMENT | {"info": DOCUMENT["info"] | {"version": "0"}})
    assert {"#/components/schemas/" + name for name in DOCUMENT["components"]["schemas"]} >= set(references(DOCUMENT))
    served = client.json("/openapi.json")
    assert served["paths"] == DOCUMENT["paths"]


def test_the_document_is_kept_like_other_answers(client: Client) -> None:
    """The same bytes each time, with a tag, compressed where the caller takes it so, and for a while by caches."""
    answer = client.get("/openapi.json", accept_encoding="gzip")
    assert answer.headers["cache-control"].startswith("public, max-age=")
    assert (answer.headers["content-type"], answer.headers["content-encoding"]) == ("application/json", "gzip")
    again = client.get("/openapi.json", accept_encoding="gzip", if_none_match=answer.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")


def test_every_operation_is_described_once() -> None:
    """Each address has one operation of its own name, a summary, and an example of what it answers."""
    names = [operation["operationId"] for _, operation in operations()]
    assert len(names) == len(set(names))
    for path, operation in operations():
        assert operation["summary"], path
        answers = operation["responses"]["200"]["content"].values()
        assert any("example" in answer for answer in answers), path


def test_every_path_of_the_reading_api_is_described() -> None:
    """Lists and entries of every kind and the addresses beside them are in the document."""
    wanted = {"/v1", "/v1/locales", "/v1/negotiate", "/v1/search", "/v1/suggest", "/v1/snapshot", "/v1/changes"}
    wanted |= {f"/v1/{kind.plural}" for kind in KINDS.values()}
    wanted |= {f"/v1/{kind.plural}/{{slug}}" for kind in KINDS.values()}
    assert wanted | {"/healthz", "/readyz"} <= DOCUMENT["paths"].keys()


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_the_examples_conform_to_their_schemas(kind: Any) -> None:
    """An example is what its schema demands, no member missing and none too many."""
    ENTRIES[kind.name].model_validate(entry_example(kind), strict=True)
    LISTS[kind.name].model_validate(list_example(kind), strict=True)
    published = DOCUMENT["paths"][f"/v1/{kind.plural}"]["get"]["responses"]["200"]["content"]["application/json"]
    assert published["example"] == list_example(kind)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.plural)
def test_the_parameters_are_those_that_are_taken(client: Client, kind: Any) -> None:
    """What the document names is taken, under exactly those names, and nothing is taken that it does not name."""
    described = DOCUMENT["paths"][f"/v1/{kind.plural}"]["get"]["parameters"]
    names = {parameter["name"] for parameter in described if parameter["in"] == "query"}
    problem = client.get(f"/v1/{kind.plural}?surely-unknown=1").json()
    allowed = problem["detail"].partition("Allowed: ")[2].rstrip(".").split(", ")
    assert set(allowed) == names
    assert names >= {"locale", "fallback", "format", "limit", "cursor"}
