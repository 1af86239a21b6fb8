"""What search engines read: `/robots.txt`, and `/sitemap.xml` with every page in each of its locales."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from app.content.kind import Kind
from app.content.kinds import KINDS
from app.site.addresses import HELD, entry_path, path, sections
from app.store.library import Library
from app.web.answers import CACHE_CANONICAL, strong_etag
from app.web.context import context
from app.web.forming import base_address

LARGEST = 5_000
"""Pages in one map, each with its addresses in all locales; the protocol allows 50,000 addresses."""
_NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'

Versions = dict[str, str]
"""The path of a page by locale."""


def router() -> APIRouter:
    """`GET /robots.txt`, `GET /sitemap.xml`, and where one map does not hold all pages `GET /sitemap-<number>.xml`."""
    routes = APIRouter()
    routes.add_route("/robots.txt", _robots, include_in_schema=False)
    routes.add_route("/sitemap.xml", _whole, include_in_schema=False)
    routes.add_route("/sitemap-{number:int}.xml", _part, include_in_schema=False)
    return routes


async def _robots(request: Request) -> Response:
    text = f"User-agent: *\nDisallow: /*/search?\n\nSitemap: {base_address(request)}/sitemap.xml\n"
    return _respond(request, text, "text/plain")


async def _whole(request: Request) -> Response:
    base, pages = base_address(request), _pages(request)
    if len(pages) <= LARGEST:
        return _respond(request, _map(base, pages), "application/xml")
    numbers = range(1, -(-len(pages) // LARGEST) + 1)
    parts = "".join(f"<sitemap><loc>{escape(base)}/sitemap-{number}.xml</loc></sitemap>\n" for number in numbers)
    index = f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex {_NAMESPACES}>\n{parts}</sitemapindex>\n'
    return _respond(request, index, "application/xml")


async def _part(request: Request) -> Response:
    number, pages = request.path_params["number"], _pages(request)
    shown = pages[(number - 1) * LARGEST : number * LARGEST] if number > 0 else ()
    if not shown or len(pages) <= LARGEST:
        raise HTTPException(404)
    return _respond(request, _map(base_address(request), shown), "application/xml")


def _pages(request: Request) -> Sequence[Versions]:
    library = context(request).library
    return library.derive(("site.pages",), lambda: tuple(_all(library)))


def _all(library: Library) -> Iterator[Versions]:
    tags = library.locales.tags
    yield {tag: path(tag) for tag in tags}
    for section in sections(library.counts()):
        yield {tag: path(tag, section) for tag in tags}
    for kind in KINDS.values():
        if kind.name not in HELD:
            yield from _of(library, kind)


def _of(library: Library, kind: Kind) -> Iterator[Versions]:
    """The entries of a kind, each in the locales in which it has a title of its own."""
    for entry in library.every(kind, {}):
        own = [tag for tag in library.locales.tags if kind.title.name in entry.texts.get(tag, {})]
        yield {tag: entry_path(tag, entry.ref) for tag in own}


def _map(base: str, pages: Sequence[Versions]) -> str:
    urls = "".join(_urls(base, versions) for versions in pages)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {_NAMESPACES}>\n{urls}</urlset>\n'


def _urls(base: str, versions: Versions) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{tag}" href={quoteattr(base + at)}/>' for tag, at in versions.items()
    )
    return "".join(f"<url><loc>{escape(base + at)}</loc>{links}</url>\n" for at in versions.values())


def _respond(request: Request, text: str, media_type: str) -> Response:
    content = text.encode()
    headers = {
        "Cache-Control": CACHE_CANONICAL,
        "Content-Location": request.url.path,
        "ETag": strong_etag(content),
        "Vary": "Accept-Encoding",
    }
    return Response(content, headers=headers, media_type=media_type)
