"""What is here, in which locales, and why a caller got the one that it got."""

from importlib.metadata import version
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.api.v1.examples import HOME, LOCALES, NEGOTIATION
from app.api.v1.operations import describe, new_router
from app.api.v1.schemas import HomeAnswer, LocalesAnswer, NegotiationAnswer
from app.content.kinds import KINDS
from app.locales.names import display_name, text_direction
from app.store.library import Library
from app.web.answers import answer
from app.web.context import context
from app.web.forming import asked_form, open_reading
from app.web.forms.llms import index
from app.web.forms.media import HOME_FORMS, JSON_ALONE, MARKDOWN
from app.web.forms.reading import Reading
from app.web.language import accept_language, language
from app.web.parameters import read_parameters

LINKS = {
    "locales": "/v1/locales",
    "negotiate": "/v1/negotiate",
    "search": "/v1/search",
    "suggest": "/v1/suggest",
    "compare": "/v1/compare",
    "llms": "/llms.txt",
    "openapi": "/openapi.json",
    "docs": "/docs",
    "problems": "/problems",
}


def router() -> APIRouter:
    """The addresses about the knowledge base as a whole."""
    made = new_router()
    for path, endpoint, described in (
        ("", read_home, describe("What is here", "read_home", (), HomeAnswer, HOME, forms=HOME_FORMS)),
        ("/locales", list_locales, describe("List locales", "list_locales", (), LocalesAnswer, LOCALES)),
        ("/negotiate", negotiate, describe("Explain the locale", "negotiate", (), NegotiationAnswer, NEGOTIATION)),
    ):
        made.add_api_route(path, endpoint, **described)
    return made


async def read_home(request: Request) -> Response:
    """Kinds with their counts, locales, the revision, and where to go on; in Markdown it is the index of /llms.txt."""
    library = context(request).library
    reader = language(request, library)
    values = read_parameters(request, (), HOME_FORMS)
    form = asked_form(request, values, HOME_FORMS)
    reading = open_reading(request, reader, values)
    content = index(reading) if form is MARKDOWN else _home(reading)
    return answer(request, content, reader, library.locales.tags, form.media_type)


async def list_locales(request: Request) -> Response:
    """Each locale with its name in the caller's language (CLDR) and how much of the content it has."""
    library = context(request).library
    reader = language(request, library)
    asked_form(request, read_parameters(request, ()), JSON_ALONE)
    items = [_locale(library, tag, reader.locale) for tag in library.locales.tags]
    return answer(request, {"locale": reader.locale, "items": items}, reader, library.locales.tags)


async def negotiate(request: Request) -> Response:
    """The locale for this request, and what every locale had for and against it."""
    library = context(request).library
    reader = language(request, library)
    asked_form(request, read_parameters(request, ()), JSON_ALONE)
    header = accept_language(request)
    found = library.matcher.negotiate(header)
    parameter = request.query_params.get("locale")
    content = {
        "header": header,
        "parameter": parameter,
        "locale": reader.locale,
        "reason": "parameter" if reader.explicit else found.reason,
        "candidates": [
            {
                "locale": one.locale,
                "distance": one.distance,
                "member": one.member,
                "excluded": one.excluded,
                "reason": one.reason,
            }
            for one in library.matcher.explain(header)
        ],
    }
    explained = answer(request, content, reader, library.locales.tags)
    # It repeats what one caller sent, which is for nobody else.
    explained.headers["Cache-Control"] = "no-store"
    return explained


def _home(reading: Reading) -> dict[str, Any]:
    library = reading.library
    counts = library.counts()
    return {
        "name": "Kuajing",
        "version": version("kuajing"),
        "locale": reading.locale,
        "revision": library.revision,
        "locales": library.locales.tags,
        "default_locale": library.locales.default,
        "kinds": [
            {
                "kind": kind.name,
                "label": reading.label("kinds", kind.name).text,
                "total": counts[kind.name],
                "url": f"/v1/{kind.plural}",
            }
            for kind in KINDS.values()
        ],
        "links": LINKS,
    }


def _locale(library: Library, tag: str, reader: str) -> dict[str, Any]:
    texts = library.text_counts()
    titles = {kind.name: texts.get((kind.name, kind.title.name, tag), 0) for kind in KINDS.values()}
    return {
        "tag": tag,
        "name": display_name(tag, reader),
        "native_name": display_name(tag, tag),
        "direction": text_direction(tag),
        "default": tag == library.locales.default,
        "fallback": library.locales.chains[tag][1:],
        "complete": completeness(library, tag),
        "texts": sum(number for (_, _, locale), number in texts.items() if locale == tag),
        "counts": titles,
        "url": f"/v1?locale={tag}",
    }


def completeness(library: Library, tag: str) -> float:
    """The share of the texts that ought to be there in a locale that are; 1 for an empty knowledge base.

    Required texts ought to be there for every entry, optional ones as often as the locale's source has them.
    """
    texts, source = library.text_counts(), library.locales.source(tag)
    wanted = present = 0
    for kind in KINDS.values():
        for field in (field for field in kind.texts if field.falls_back):
            have = texts.get((kind.name, field.name, tag), 0)
            ought = library.counts()[kind.name]
            if field.optional:
                ought = texts.get((kind.name, field.name, source), 0)
            wanted += ought
            present += min(have, ought)
    return round(present / wanted, 4) if wanted else 1.0
