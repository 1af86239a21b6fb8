"""Search and suggestions."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.api.v1.examples import SEARCH, SUGGEST
from app.api.v1.operations import describe, new_router
from app.api.v1.schemas import SearchAnswer, SuggestAnswer
from app.content.entry import Entry, Ref
from app.content.kinds import KINDS
from app.content.localized import Fallback
from app.errors import InvalidParameter
from app.search.highlight import snippet
from app.search.query import Hit, SearchQuery, SuggestQuery
from app.store.library import Library
from app.web.answers import answer
from app.web.context import context, until_searchable
from app.web.forming import asked_form, open_reading, own_address
from app.web.forms import json_ld
from app.web.forms.json_ld_lists import search_document
from app.web.forms.markdown_lists import search_page
from app.web.forms.media import JSON_ALONE, JSON_LD, MARKDOWN, SEARCH_FORMS
from app.web.language import PARAMETER, language
from app.web.paging import address
from app.web.parameters import Parameter, canonical_query, read_parameters
from app.web.shapes import Shape, Shaper, fallbacks

TEXT = Parameter("q", "What to look for, in any language, script or spelling", required=True, example="haiwaicang")
KIND = Parameter("kind", "Only entries of this kind", words=tuple(KINDS))
MODEL = Parameter("model", "Only what belongs to this model or is about it, by slug")
LIMIT = Parameter("limit", "How many items at most", default=10, minimum=1, maximum=100)
SUGGEST_LIMIT = Parameter("limit", "How many items at most", default=10, minimum=1, maximum=50)
OFFSET = Parameter("offset", "How many items to pass over", default=0, minimum=0, maximum=1_000_000)
EXPLAIN = Parameter("explain", "Show how each score came about", default="false", words=("true", "false"))
SEARCHING = (TEXT, KIND, MODEL, LIMIT, OFFSET, EXPLAIN)
SUGGESTING = (TEXT, KIND, MODEL, SUGGEST_LIMIT)


def router() -> APIRouter:
    """The addresses that find entries."""
    made = new_router()
    described = describe("Search", "search", SEARCHING, SearchAnswer, SEARCH, forms=SEARCH_FORMS)
    made.add_api_route("/search", search, **described)
    described = describe("Suggest", "suggest", SUGGESTING, SuggestAnswer, SUGGEST)
    made.add_api_route("/suggest", suggest, **described)
    return made


async def search(request: Request) -> Response:
    """Entries that a query in any language finds, shown in the caller's locale, best first."""
    services = context(request)
    library, reader = services.library, language(request, services.library)
    values = read_parameters(request, SEARCHING, SEARCH_FORMS)
    form = asked_form(request, values, SEARCH_FORMS)
    limit, offset = values.number("limit"), values.number("offset")
    query = SearchQuery(
        text=values.text("q") or "",
        locale=reader.locale,
        kind=values.text("kind"),
        model=_model(library, values.text("model")),
        limit=limit,
        offset=offset,
        explain=values.text("explain") == "true",
    )
    await until_searchable(services)
    result = services.search.search(query)
    reading = open_reading(request, reader, values)
    entries = {entry.ref: entry for entry in library.entries(hit.ref for hit in result.hits)}
    onward = canonical_query(request) | {PARAMETER: reader.locale, "offset": str(offset + limit)}
    following = address(request.url.path, onward) if offset + limit < result.total else None
    hits = [(entries[hit.ref], hit) for hit in result.hits if hit.ref in entries]
    content: bytes | dict[str, Any]
    if form is JSON_LD:
        its, found = own_address(request, reading), [entry for entry, _ in hits]
        content = json_ld.write(search_document(reading, query.text, found, result.total, its, offset))
    elif form is MARKDOWN:
        pieces = [(entry, _snippet(reading.shaper, entry, hit)[0]) for entry, hit in hits]
        content = search_page(reading, query.text, pieces, result.total, following)
    else:
        content = {
            "query": query.text,
            "locale": reader.locale,
            "revision": library.revision,
            "total": result.total,
            "items": [_hit(reading.shaper, entry, hit) for entry, hit in hits],
            "next": following,
        }
    links = {"next": following} if following else {}
    return answer(request, content, reader, library.locales.tags, form.media_type, **links)


def _model(library: Library, slug: str | None) -> str | None:
    """The slug of a model. Raises InvalidParameter for one that is none, as lists do."""
    if slug is not None and not library.entries([Ref("model", slug)]):
        raise InvalidParameter("model", slug, "the slug of a model", rule="slug-of", kind="model")
    return slug


async def suggest(request: Request) -> Response:
    """Titles and aliases for what is typed so far."""
    services = context(request)
    library, reader = services.library, language(request, services.library)
    values = read_parameters(request, SUGGESTING)
    asked_form(request, values, JSON_ALONE)
    text = values.text("q") or ""
    await until_searchable(services)
    query = SuggestQuery(
        text=text,
        locale=reader.locale,
        kind=values.text("kind"),
        model=_model(library, values.text("model")),
        limit=values.number("limit"),
    )
    found = services.search.suggest(query)
    shaper = Shaper(library, reader.locale, fallback=values.text("fallback") != "none")
    entries = {entry.ref: entry for entry in library.entries(one.ref for one in found)}
    items = [
        shaper.hit(entries[one.ref]) | {"text": one.text, "text_locale": one.locale, "ranges": one.ranges}
        for one in found
        if one.ref in entries
    ]
    content = {"query": text, "locale": reader.locale, "items": items}
    return answer(request, content, reader, library.locales.tags)


def _hit(shaper: Shaper, entry: Entry, hit: Hit) -> Shape:
    match = {
        "locale": hit.match.locale,
        "field": hit.match.field,
        "text": hit.match.text,
        "ranges": hit.match.ranges,
        "how": hit.match.how,
    }
    text, fallback = _snippet(shaper, entry, hit)
    shape = shaper.hit(entry) | {"snippet": text, "score": hit.score, "match": match}
    if fallback:
        shape["fallbacks"] = shape["fallbacks"] | fallbacks({"snippet": fallback})
    return shape if hit.explanation is None else shape | {"explanation": hit.explanation}


def _snippet(shaper: Shaper, entry: Entry, hit: Hit) -> tuple[str | None, Fallback | None]:
    """The matching piece where it is a body text in the reader's locale, else the beginning of the first body.

    With it comes where that fell back to.
    """
    field = entry.kind.text(hit.match.field)
    if field and field.markdown and hit.match.locale == shaper.locale:
        return snippet(hit.match.text, hit.match.ranges), None
    return shaper.opening(entry)
