"""Whether the process is alive and whether it can serve."""

from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response

from app.web.context import context
from app.web.forms.media import JSON


def router() -> APIRouter:
    """The addresses that a supervisor asks."""
    made = APIRouter(tags=["health"])
    alive: dict[int | str, dict[str, Any]] = {200: {"content": {JSON.essence: {"example": {"status": "alive"}}}}}
    made.add_api_route("/healthz", healthz, summary="Whether the process is alive", responses=alive)
    example = {"status": "ready", "revision": 1}
    ready: dict[int | str, dict[str, Any]] = {
        200: {"content": {JSON.essence: {"example": example}}},
        503: {"description": "The store does not answer"},
    }
    made.add_api_route("/readyz", readyz, summary="Whether it can serve", responses=ready)
    return made


async def healthz() -> Response:
    """Answers as long as the process does."""
    return JSONResponse({"status": "alive"}, headers={"Cache-Control": "no-store"})


async def readyz(request: Request) -> Response:
    """Answers where the store does; raises StoreUnavailable else."""
    library = context(request).library
    await run_in_threadpool(library.refresh)
    content = {"status": "ready", "revision": library.revision}
    return JSONResponse(content, headers={"Cache-Control": "no-store"})
