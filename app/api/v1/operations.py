"""How an address is described in OpenAPI: its parameters, its answer with an example, and its problems."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any

from fastapi import APIRouter, Request
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.responses import Response
from starlette.routing import BaseRoute

from app.web.forms.media import JSON, JSON_ALONE, MediaForm
from app.web.parameters import Parameter, everywhere
from app.web.problems import Problem


class PlainRoute(APIRoute):
    """A route whose endpoint takes the request and gives the response, with nothing between: it reads its parameters
    itself, and what FastAPI would solve for it would cost more than the answer."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The endpoint itself."""
        endpoint: Callable[[Request], Coroutine[Any, Any, Response]] = self.endpoint
        return endpoint


def new_router() -> APIRouter:
    """A router for addresses of this version."""
    return APIRouter(prefix=PREFIX, route_class=PlainRoute)


PREFIX = "/v1"
"""What every path of this version starts with."""

ACCEPT_LANGUAGE = {
    "name": "Accept-Language",
    "in": "header",
    "required": False,
    "description": "Languages by preference (RFC 9110, 12.5.4); `?locale=` wins over it",
    "schema": {"type": "string"},
    "example": "zh-TW,zh;q=0.9,en;q=0.5",
}
PROBLEMS = {
    "400": "The locale asked for is malformed or none of ours",
    "404": "There is no such thing",
    "406": "None of the forms of the answer is acceptable",
    "422": "A parameter is unknown or has a wrong value",
}


def describe(
    summary: str,
    operation: str,
    parameters: Sequence[Parameter],
    schema: type[BaseModel],
    example: Mapping[str, Any],
    *,
    path: Sequence[str] = (),
    forms: Sequence[MediaForm] = JSON_ALONE,
) -> dict[str, Any]:
    """The keyword arguments of `add_api_route` that describe an address."""
    slugs = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}, "example": example.get(name)}
        for name in path
    ]
    codes = PROBLEMS if path else {code: about for code, about in PROBLEMS.items() if code != "404"}
    others: dict[str, Any] = {form.essence: {"schema": {"type": "string"}} for form in forms if form is not JSON}
    problems: dict[int | str, dict[str, Any]] = {
        int(code): {
            "description": about,
            "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for code, about in codes.items()
    }
    return {
        "summary": summary,
        "operation_id": operation,
        "responses": {
            200: {"model": schema, "content": {JSON.essence: {"example": example}, **others}},
            304: {"description": "The caller's copy, named in `If-None-Match`, is current"},
            **problems,
        },
        "openapi_extra": {
            "parameters": [
                *slugs,
                *(parameter.openapi() for parameter in (*parameters, *everywhere(forms))),
                ACCEPT_LANGUAGE,
            ]
        },
    }


def completed(document: dict[str, Any], routes: Sequence[BaseRoute]) -> dict[str, Any]:
    """An OpenAPI document with what FastAPI leaves out: the schema of problems, and what is null in an example."""
    return with_examples(with_problem(document), routes)


def with_problem(document: dict[str, Any]) -> dict[str, Any]:
    """An OpenAPI document with the schema of problems, to which every address refers."""
    schemas = document.setdefault("components", {}).setdefault("schemas", {})
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas |= schema.pop("$defs", {})
    schemas["Problem"] = schema
    return document


def with_examples(document: dict[str, Any], routes: Sequence[BaseRoute]) -> dict[str, Any]:
    """An OpenAPI document with the examples of these routes as they were declared, each member in its place."""
    for route in routes:
        if isinstance(route, APIRoute):
            described = document["paths"][route.path]["get"]["responses"]["200"]["content"]
            for media, content in route.responses[200].get("content", {}).items():
                described[media] |= content
    return document
