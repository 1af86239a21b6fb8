"""Every address of this face: the door, the pages of each locale, and what search engines read."""

from collections.abc import Callable, Mapping

from fastapi import APIRouter
from starlette.convertors import Convertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.content.entry import Ref
from app.content.kinds import BY_PLURAL
from app.errors import InvalidRequest, KuajingError, NotFound
from app.site import assets, comparing, entry_pages, failing, glossary, home, lists, searching, sitemap
from app.site.addresses import LANGUAGE_TAG, locale_of, path
from app.site.visit import Visit
from app.web.context import context, until_searchable
from app.web.language import language
from app.web.problem_types import read

Page = Callable[[Visit], Response]

PAGES: Mapping[str, Page] = {
    "": home.page,
    "models": lists.models,
    "compare": comparing.page,
    "processes": lists.processes,
    "faqs": lists.faqs,
    "terms": glossary.page,
    "topics": lists.topics,
    "search": searching.page,
}
"""The pages of a locale by the segment that names each."""

REDIRECT_S = 300


class LanguageSegment(Convertor[str]):
    """A first segment of a path that may be a language tag."""

    regex = LANGUAGE_TAG

    def convert(self, value: str) -> str:
        """The segment as it is."""
        return value

    def to_string(self, value: str) -> str:
        """The segment as it is."""
        return value


def router() -> APIRouter:
    """The pages; to be added behind all else, since a page's path begins with what the knowledge base decides."""
    register_url_convertor("language", LanguageSegment())
    routes = APIRouter()
    routes.add_route("/", _door, include_in_schema=False)
    routes.add_route("/favicon.ico", _icon, include_in_schema=False)
    routes.include_router(assets.router())
    routes.include_router(sitemap.router())
    routes.add_route("/{language:language}", _home, include_in_schema=False)
    routes.add_route("/{language:language}/{rest:path}", _page, include_in_schema=False)
    return routes


async def _door(request: Request) -> Response:
    """To the reader's own home page."""
    library = context(request).library
    locale = language(request, library).locale
    headers = {"Vary": "Accept-Language", "Cache-Control": "public, max-age=60"}
    return RedirectResponse(path(locale), 302, headers)


async def _icon(request: Request) -> Response:
    """To the icon, for those who look for one without having read a page."""
    return RedirectResponse(assets.PATHS["icon.svg"], 302, {"Cache-Control": f"public, max-age={REDIRECT_S}"})


async def _home(request: Request) -> Response:
    """To the home page of a locale whose slash was left out."""
    return _moved(request, context(request).library.matcher.match(request.path_params["language"]), "")


async def _page(request: Request) -> Response:
    library = context(request).library
    segment, rest = request.path_params["language"], request.path_params["rest"]
    locale = locale_of(segment, library.locales.tags)
    if locale is None:
        return _moved(request, library.matcher.match(segment), rest)
    if rest.endswith("/"):
        return _moved(request, locale, rest.rstrip("/"))
    visit = Visit.open(request, locale, tuple(rest.split("/")) if rest else ())
    try:
        if visit.parts == ("search",):
            await until_searchable(context(request))
        return _answer(visit)
    except KuajingError as error:
        return _failed(visit, request, error)


def _answer(visit: Visit) -> Response:
    """The page of a path. Raises NotFound, and what the page raises."""
    match visit.parts:
        case ():
            return PAGES[""](visit)
        case (name,) if name in PAGES:
            return PAGES[name](visit)
        case (plural, slug) if plural in BY_PLURAL:
            return entry_pages.page(visit, visit.library.entry(Ref(BY_PLURAL[plural].name, slug)))
    raise NotFound("page", "/".join(visit.parts))


def _moved(request: Request, locale: str | None, rest: str) -> Response:
    """To the page of the locale that a tag stands for, as we write it. Raises HTTPException 404."""
    if locale is None:
        raise HTTPException(404)
    query = f"?{request.url.query}" if request.url.query else ""
    headers = {"Cache-Control": f"public, max-age={REDIRECT_S}"}
    return RedirectResponse(f"{path(locale, *filter(None, [rest]))}{query}", 302, headers)


def _failed(visit: Visit, request: Request, error: KuajingError) -> Response:
    """What went wrong; an address that asks for what is not there has no page."""
    finding = read(error, request)
    if isinstance(error, NotFound | InvalidRequest):
        return failing.tell(visit, finding._replace(code="not-found", status=404, headers={}))
    return failing.tell(visit, finding)
