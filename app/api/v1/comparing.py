"""Models beside each other."""

from collections.abc import Sequence
from types import GenericAlias
from typing import Any

from fastapi import APIRouter, Request
from pydantic import Field, create_model
from starlette.responses import Response

from app.api.v1.examples import item_example
from app.api.v1.operations import describe, new_router
from app.api.v1.schemas import item_schema
from app.content.entry import Entry, Ref
from app.content.kinds import KINDS
from app.errors import InvalidParameter
from app.store.library import Library
from app.web.answers import answer
from app.web.context import context
from app.web.forming import asked_form, harmless, open_reading
from app.web.forms.comparison import compare
from app.web.forms.comparison_json import comparison_shape
from app.web.forms.comparison_views import comparison_fragment, comparison_page
from app.web.forms.media import COMPARE_FORMS, HTML, MARKDOWN
from app.web.language import language
from app.web.parameters import Parameter, read_parameters

FEWEST, MOST = 2, 6
LONGEST = 1_000
MODELS = Parameter(
    "models",
    f"The slugs of {FEWEST} to {MOST} models, with commas between them",
    example="b2b,b2c,d2c",
    maximum=LONGEST,
    required=True,
)


def _list_of(schema: Any) -> Any:
    return GenericAlias(list, (schema,))


ROW = create_model(
    "ComparisonRow",
    __doc__="One aspect: its features of each model, in the order of the models.",
    aspect=(str, Field(examples=["advantage"])),
    label=(str, ...),
    cells=(_list_of(_list_of(item_schema(KINDS["feature"]))), ...),
)
SHARED = (
    "What all of them have, under the heads `parents`, `aspects`, `features` (groups that the content relates to each "
    "other), `actors` and `examples` (of the value chain), `terms`, `faqs` (about two of them or more) and `sources`"
)
COMPARISON = create_model(
    "Comparison",
    __doc__="A matrix of models and aspects, and what the models refer to in common.",
    locale=(str, ...),
    revision=(int, ...),
    models=(_list_of(item_schema(KINDS["model"])), ...),
    rows=(_list_of(ROW), ...),
    shared=(dict[str, list[dict[str, Any]]], Field(description=SHARED)),
    differences=(
        dict[str, list[dict[str, Any]]],
        Field(description="What only some of them have, under the same heads; `models` says which"),
    ),
)
EXAMPLE = {
    "locale": "en",
    "revision": 1,
    "models": [item_example(KINDS["model"])],
    "rows": [{"aspect": "characteristic", "label": "Characteristic", "cells": [[item_example(KINDS["feature"])], []]}],
    "shared": {"sources": [{"models": ["b2b", "b2c"], "slug": "s0", "title": "跨境电商的运营模式是什么"}]},
    "differences": {"aspects": [{"models": ["b2b"], "slug": "suitable-for", "title": "Suitable for"}]},
}


def router() -> APIRouter:
    """The address of comparisons."""
    made = new_router()
    described = describe("Compare models", "compare", (MODELS,), COMPARISON, EXAMPLE, forms=COMPARE_FORMS)
    made.add_api_route("/compare", compare_models, **described)
    return made


async def compare_models(request: Request) -> Response:
    """Features of models by aspect, what the models share and where they differ."""
    library = context(request).library
    reader = language(request, library)
    values = read_parameters(request, (MODELS,), COMPARE_FORMS)
    form = asked_form(request, values, COMPARE_FORMS)
    models = _models(library, values.text("models") or "")
    request.state.query = {**request.state.query, "models": ",".join(model.slug for model in models)}
    reading = open_reading(request, reader, values)
    comparison = compare(reading, models)
    if form is HTML:
        content = comparison_fragment(reading, comparison)
        return harmless(answer(request, content, reader, library.locales.tags, form.media_type))
    shown = comparison_page(reading, comparison) if form is MARKDOWN else comparison_shape(reading, comparison)
    return answer(request, shown, reader, library.locales.tags, form.media_type)


def _models(library: Library, value: str) -> Sequence[Entry]:
    """The models of a parameter. Raises InvalidParameter for too few, too many, a double, and what is no model."""
    slugs = [slug.strip() for slug in value.split(",")]
    if not FEWEST <= len(slugs) <= MOST:
        raise InvalidParameter("models", value, f"{FEWEST}-{MOST}", rule="count", minimum=FEWEST, maximum=MOST)
    for number, slug in enumerate(slugs):
        if slug in slugs[:number]:
            raise InvalidParameter("models", slug, "each once", rule="doubled")
    found = library.entries(Ref("model", slug) for slug in slugs)
    missing = set(slugs) - {model.slug for model in found}
    for slug in slugs:
        if slug in missing:
            raise InvalidParameter("models", slug, "the slug of a model", rule="slug-of", kind="model")
    return found
