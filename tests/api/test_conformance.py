"""Every answer over the shipped content conforms to the published schemas, in every locale."""

import json
from typing import Any

import orjson
import pytest
from pydantic import BaseModel

from app.api.v1.schemas import (
    ENTRIES,
    LISTS,
    ChangesAnswer,
    HomeAnswer,
    LocalesAnswer,
    NegotiationAnswer,
    SearchAnswer,
    SuggestAnswer,
)
from app.content.kinds import KINDS
from app.web.problems import Problem
from app.web.shapes import INCLUDES, Shaper, url
from tests.serving import Client

TAGS = ("en", "es", "zh-Hans", "zh-Hant")
ADDRESSES: list[tuple[str, type[BaseModel]]] = [
    ("/v1", HomeAnswer),
    ("/v1/locales", LocalesAnswer),
    ("/v1/negotiate", NegotiationAnswer),
    ("/v1/search?q=b2b", SearchAnswer),
    ("/v1/search?q=haiwaicang&explain=true", SearchAnswer),
    ("/v1/search?q=qqqqqqqqqq", SearchAnswer),
    ("/v1/suggest?q=b", SuggestAnswer),
    ("/v1/changes?since=0&limit=50", ChangesAnswer),
]


def conforms(answer: bytes, schema: type[BaseModel]) -> None:
    """Assert that JSON conforms to a schema, which names every member of it at any depth."""
    found = schema.model_validate_json(answer, strict=True)
    assert found.model_dump(mode="json", exclude_unset=True) == json.loads(answer)


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.plural)
def test_every_entry_in_every_locale(client: Client, kind: Any) -> None:
    """Each list conforms, and each entry as its own address shapes it, with all that can be included."""
    library = client.app.state.context.library
    for locale in TAGS:
        conforms(client.get(f"/v1/{kind.plural}?limit=200&locale={locale}").content, LISTS[kind.name])
        shaper = Shaper(library, locale)
        for entry in library.every(kind, {}):
            conforms(orjson.dumps(shaper.entry(entry, INCLUDES.get(kind.name, ()))), ENTRIES[kind.name])
    last = library.every(kind, {})[-1]
    conforms(client.get(url(last.ref)).content, ENTRIES[kind.name])


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.plural)
@pytest.mark.parametrize("fallback", ["chain", "none"])
def test_every_entry_with_holes(holey: Client, kind: Any, fallback: str) -> None:
    """What lacks texts conforms too, with fallback and without."""
    for locale in TAGS:
        answer = holey.get(f"/v1/{kind.plural}?locale={locale}&fallback={fallback}")
        conforms(answer.content, LISTS[kind.name])
        for item in answer.json()["items"]:
            conforms(holey.get(f"{item['url']}?locale={locale}&fallback={fallback}").content, ENTRIES[kind.name])


@pytest.mark.parametrize(("path", "schema"), ADDRESSES, ids=lambda value: str(value))
def test_every_other_address(client: Client, path: str, schema: type[BaseModel]) -> None:
    """The addresses about the whole, search and suggestions conform in every locale."""
    for locale in TAGS:
        conforms(client.get(f"{path}{'&' if '?' in path else '?'}locale={locale}").content, schema)


@pytest.mark.parametrize(
    "path", ["/v1/models/nobody", "/v1/models?locale=fr", "/v1/models?x=1", "/nowhere", "/v1/models/b2b/x"]
)
def test_every_problem(client: Client, path: str) -> None:
    """A problem conforms to its schema, and its type is the address of a page."""
    answer = client.get(path)
    problem = Problem.model_validate_json(answer.content, strict=True)
    assert problem.status == answer.status_code
    assert client.get(problem.type).status_code == 200
