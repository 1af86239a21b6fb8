"""Lists and entries of every kind: one pair of addresses a kind, made from the registry."""

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.api.v1.examples import entry_example, list_example
from app.api.v1.operations import describe, new_router
from app.api.v1.schemas import entry_schema, list_schema
from app.content.entry import Ref
from app.content.kind import Kind
from app.content.kinds import KINDS
from app.store.listing import filters_of
from app.web.answers import answer
from app.web.context import context
from app.web.forming import asked_form, open_reading, own_address
from app.web.forms import json_ld
from app.web.forms.json_ld_lists import list_document
from app.web.forms.markdown_entries import entry_page
from app.web.forms.markdown_lists import list_page
from app.web.forms.media import ENTRY_FORMS, JSON_LD, MARKDOWN
from app.web.language import PARAMETER, language
from app.web.paging import address, read_cursor, write_cursor
from app.web.parameters import Parameter, canonical_query, read_parameters
from app.web.shapes import INCLUDES

LIMIT = Parameter("limit", "How many items at most", default=50, minimum=1, maximum=200, example=20)
CURSOR = Parameter("cursor", "Where the list goes on: from `next` of the answer before", maximum=200)


def router() -> APIRouter:
    """The addresses of every kind."""
    made = new_router()
    for kind in KINDS.values():
        _add_list(made, kind)
        _add_entry(made, kind)
    return made


def _add_list(made: APIRouter, kind: Kind) -> None:
    filters = [_filter(name, target) for name, target in filters_of(kind).items()]
    declared = (LIMIT, CURSOR, *filters)

    async def read_list(request: Request) -> Response:
        return _list(request, kind, declared)

    made.add_api_route(
        f"/{kind.plural}",
        read_list,
        **describe(
            f"List {kind.plural}",
            f"list_{kind.plural}",
            declared,
            list_schema(kind),
            list_example(kind),
            forms=ENTRY_FORMS,
        ),
    )


def _add_entry(made: APIRouter, kind: Kind) -> None:
    include = INCLUDES.get(kind.name, ())
    about = "What to add, comma-separated"
    declared = (Parameter("include", about, words=include, many=True, example=include[0]),) if include else ()

    async def read_entry(request: Request) -> Response:
        return _entry(request, kind, declared)

    made.add_api_route(
        f"/{kind.plural}/{{slug}}",
        read_entry,
        **describe(
            f"Read a {kind.name}",
            f"read_{kind.name}",
            declared,
            entry_schema(kind),
            entry_example(kind),
            path=["slug"],
            forms=ENTRY_FORMS,
        ),
    )


def _filter(name: str, target: str) -> Parameter:
    about = f"Only those of this {target}, by slug" if target else f"Only those with this `{name}`"
    return Parameter(name, about, maximum=200)


def _list(request: Request, kind: Kind, declared: Sequence[Parameter]) -> Response:
    library = context(request).library
    reader = language(request, library)
    values = read_parameters(request, declared, ENTRY_FORMS)
    form = asked_form(request, values, ENTRY_FORMS)
    filters = {name: value for name in filters_of(kind) if (value := values.text(name)) is not None}
    of = f"{kind.plural} {sorted(filters.items())}"
    cursor = values.text("cursor")
    after = read_cursor(cursor, of) if cursor else None
    page = library.page(kind, filters, after, values.number("limit"))
    reading = open_reading(request, reader, values)
    following = None
    if page.last:
        onward = {PARAMETER: reader.locale, "cursor": write_cursor(page.last, of)}
        following = address(request.url.path, canonical_query(request) | onward)
    content: bytes | dict[str, Any]
    if form is JSON_LD:
        its = own_address(request, reading)
        content = json_ld.write(list_document(reading, kind, page.entries, page.total, its))
    elif form is MARKDOWN:
        content = list_page(reading, kind, page.entries, page.total, following)
    else:
        content = {
            "locale": reader.locale,
            "total": page.total,
            "revision": library.revision,
            "items": [reading.shaper.item(entry) for entry in page.entries],
            "next": following,
        }
    links = {"next": following} if following else {}
    return answer(request, content, reader, library.locales.tags, form.media_type, **links)


def _entry(request: Request, kind: Kind, declared: Sequence[Parameter]) -> Response:
    library = context(request).library
    reader = language(request, library)
    values = read_parameters(request, declared, ENTRY_FORMS)
    form = asked_form(request, values, ENTRY_FORMS)
    entry = library.entry(Ref(kind.name, request.path_params["slug"]))
    reading = open_reading(request, reader, values)
    include = values.words("include") if declared else ()
    content: bytes | dict[str, Any]
    if form is JSON_LD:
        content = json_ld.write(json_ld.entry_document(reading, entry))
    elif form is MARKDOWN:
        content = entry_page(reading, entry, include)
    else:
        content = reading.shaper.entry(entry, include)
    return answer(request, content, reader, library.locales.tags, form.media_type)
