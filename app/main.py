"""The application: lifespan, middleware, routers; nothing else."""

import asyncio
import gc
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute
from starlette.types import Lifespan

from app.api.v1 import comparing, copying, entries, flow, home, searching
from app.api.v1.operations import completed
from app.bootstrap import follow, open_services
from app.embed.routes import router as embed_router
from app.settings import Settings, read_settings
from app.site.failing import page as error_page
from app.site.routes import router as site_router
from app.web import docs_page, health, llms, openapi, problems
from app.web.answer_cache import AnswerCache
from app.web.context import Context
from app.web.cross_origin import CrossOrigin
from app.web.language import language_of_problem

ABOUT = "The multilingual knowledge base of cross-border e-commerce: entries, search and suggestions in any locale."


def create_app(settings: Settings | None = None) -> AnswerCache:
    """The application over the store that the settings name, by default those of the environment.

    Answers that are kept stand in front of the framework, which costs more than they do; `app` is what is behind them.
    """
    chosen = settings or read_settings()
    cache = AnswerCache(chosen.cache_mb * 2**20, CrossOrigin(chosen.cors_origins))

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        services = open_services(chosen)
        app.state.context = Context(services.library, services.search, chosen.public_url, chosen.frame_ancestors)
        cache.library, cache.search = services.library, services.search
        gc.freeze()  # what is there by now stays: looking through it for garbage would only delay answers
        following = asyncio.create_task(follow(services))
        try:
            yield
        finally:
            following.cancel()
            with suppress(asyncio.CancelledError):
                await following
            services.engine.dispose()

    cache.app = _create_routes(lifespan)
    return cache


def _create_routes(lifespan: Lifespan[FastAPI]) -> FastAPI:
    app = FastAPI(
        title="Kuajing",
        version=version("kuajing"),
        description=ABOUT,
        lifespan=lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,  # the framework's redirects name the address inside, which is not the readers'
    )
    _add_routers(app)
    problems.install(app, language_of_problem, error_page)
    return app


def _add_routers(app: FastAPI) -> None:
    # Searches first: they are seldom kept, and a route is found by trying those before it.
    v1 = (searching.router(), home.router(), entries.router(), copying.router(), flow.router(), comparing.router())
    others = (health.router(), problems.router(language_of_problem), docs_page.router(), llms.router(), embed_router())
    for made in (*v1, *others):
        app.include_router(made)
    described = [route for made in v1 for route in made.routes]
    app.openapi = partial(_openapi, app, described)  # type: ignore[method-assign]  # the way FastAPI documents
    app.include_router(openapi.router(app.openapi))
    app.include_router(site_router())  # last: what its paths begin with is for the knowledge base to say


def _openapi(app: FastAPI, described: Sequence[BaseRoute]) -> dict[str, Any]:
    if not app.openapi_schema:
        document = get_openapi(title=app.title, version=app.version, description=ABOUT, routes=app.routes)
        app.openapi_schema = completed(document, described)
    return app.openapi_schema
