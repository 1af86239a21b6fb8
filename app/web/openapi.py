"""`/openapi.json`: the description of the API, made once and kept by caches like other answers."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import orjson
from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from app.web.assets import FOR_A_WHILE, File, file_response
from app.web.forms.media import JSON

PATH = "/openapi.json"


def router(describe: Callable[[], Mapping[str, Any]]) -> APIRouter:
    """`GET /openapi.json`, with what `describe` gives."""
    routes = APIRouter()

    @cache
    def written() -> File:
        return File(orjson.dumps(describe()), JSON.media_type)

    async def read(request: Request) -> Response:
        return file_response(await run_in_threadpool(written), PATH, FOR_A_WHILE)

    routes.add_route(PATH, read, include_in_schema=False)
    return routes
