"""An application that goes wrong on demand, and a client for it."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import httpx
from fastapi import FastAPI, Query
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp

from app.errors import (
    Flaw,
    InvalidContent,
    InvalidCursor,
    InvalidLocale,
    InvalidParameter,
    InvalidRequest,
    InvalidSetting,
    KuajingError,
    NotAcceptable,
    NotEmbeddable,
    NotFound,
    SearchUnavailable,
    StillReferred,
    StoreUnavailable,
    TooBusy,
    UnsupportedFormat,
)
from app.web import docs_page, problems

SECRET = "SELECT password FROM /var/secret/kuajing.db"

ERRORS: dict[str, Exception] = {
    "not-found": NotFound("model", "b3b"),
    "invalid-request": InvalidRequest(SECRET, parameter="Range"),
    "invalid-locale": InvalidLocale("tlh", ["en", "zh-Hant"]),
    "invalid-cursor": InvalidCursor(),
    "invalid-parameter": InvalidParameter("limit", "900", "1-200"),
    "not-among": InvalidParameter("colour", "red", "limit, cursor", rule="not-among"),
    "one-of": InvalidParameter("fallback", "all", "chain, none", rule="one-of"),
    "any-of": InvalidParameter("include", "all", "faqs, terms", rule="any-of"),
    "range": InvalidParameter("limit", "900", "1-200", rule="range", minimum=1, maximum=200),
    "length": InvalidParameter("q", "", "1-200", rule="length", minimum=1, maximum=200),
    "missing": InvalidParameter("q", "", "", rule="missing"),
    "slug-of": InvalidParameter("model", "b3b", "the slug of a model", rule="slug-of", kind="model"),
    "count": InvalidParameter("models", "b2b", "2-6", rule="count", minimum=2, maximum=6),
    "doubled": InvalidParameter("models", "b2b", "each once", rule="doubled"),
    "repeated": InvalidParameter("limit", "2", "", rule="repeated"),
    "not-acceptable": NotAcceptable(["application/json", "text/markdown"]),
    "not-embeddable": NotEmbeddable("https://elsewhere.example/"),
    "unsupported-format": UnsupportedFormat("xml", "json"),
    "invalid-content": InvalidContent(
        [
            Flaw(Path("/var/secret/a.yaml"), 3, "empty-text", "is empty", "faq:a", "en", "answer"),
            Flaw(Path("/var/secret/b.yaml"), 9, "unknown-key", "unknown key", "faq:b"),
        ]
    ),
    "still-referred": StillReferred([("faq:a", "more", "term:kpi")]),
    "store-unavailable": StoreUnavailable(SECRET),
    "search-unavailable": SearchUnavailable(SECRET),
    "too-busy": TooBusy(SECRET),
    "internal-error": RuntimeError(SECRET),
    "error": KuajingError(SECRET),
    "invalid-setting": InvalidSetting(SECRET),
    "teapot": HTTPException(418, SECRET, headers={"Kettle": "on"}),
    "bad-gateway": HTTPException(502, SECRET),
    "redirect": HTTPException(307, headers={"Location": "/v1"}),
}


class Body(BaseModel):
    """A body that is read strictly."""

    model_config = ConfigDict(extra="forbid")

    texts: dict[str, int]


def speak(request: Request) -> tuple[str, Sequence[str]]:
    """The first tag of Accept-Language, and the rest as its fallback chain."""
    first, *rest = request.headers.get("accept-language", "en").split(", ")
    return first, rest


def faulty() -> FastAPI:
    """An application with an address for each way to go wrong."""
    app = FastAPI(docs_url=None, redoc_url=None)
    problems.install(app, speak)
    app.include_router(problems.router(speak))
    app.include_router(docs_page.router())

    @app.get("/wrong/{name}")
    async def wrong(name: str) -> None:
        raise ERRORS[name]

    @app.get("/numbers/{number}")
    async def number(number: int, limit: Annotated[int, Query(ge=1, le=200)] = 50) -> None: ...

    @app.get("/words")
    async def words(mode: Literal["chain", "none"]) -> None: ...

    @app.put("/body")
    async def put(body: Body) -> None: ...

    return app


def ask(app: ASGIApp, method: str, path: str | httpx.URL, *, raising: bool = False, **options: Any) -> httpx.Response:
    """One request to an application; an exception that escapes it is answered, or raised where `raising`."""

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=raising)
        async with httpx.AsyncClient(transport=transport, base_url="http://kuajing.test") as client:
            return await client.request(method, path, **options)

    return asyncio.run(asked())
