"""`/embed/`: choose model, language and colours, see the widget live, copy what to put into a page."""

from html import escape
from typing import NamedTuple
from urllib.parse import quote, urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.content.kinds import KINDS
from app.embed import questions
from app.embed.assets import WIDGET, assets
from app.embed.faq_page import title
from app.embed.oembed import frame
from app.embed.pages import POLICY, reader_of, render, respond
from app.embed.questions import Questions
from app.embed.selection import ABOUT, LIMIT, SEARCH, THEME, THEMES, Selection, pruned
from app.web.context import context
from app.web.forming import base_address
from app.web.forms.media import HTML, JSON
from app.web.forms.reading import Reading
from app.web.language import PARAMETER, Language
from app.web.parameters import Parameter, canonical_query, read_parameters
from app.web.shapes import Shaper

TONGUE = Parameter("lang", "The language of the widget; by default that of the page around it")
DECLARED = (ABOUT, TONGUE, THEME, LIMIT, SEARCH)
FORMS = (HTML, JSON)
FRAME_HEIGHT = 480


class Snippets(NamedTuple):
    """What to put into a page: an element with script, a frame, or nothing but HTML."""

    element: str
    frame: str
    html: str
    fetched: str


def router() -> APIRouter:
    """`GET /embed/`, as a page and, for its script, the snippets alone as JSON."""
    routes = APIRouter()
    routes.add_route("/embed", _move, include_in_schema=False)
    routes.add_route("/embed/", _read, include_in_schema=False)
    return routes


async def _move(request: Request) -> Response:
    """To the page, where the slash was left out."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/embed/{query}", 302, {"Cache-Control": "public, max-age=300"})


async def _read(asked: Request) -> Response:
    request = pruned(asked, DECLARED, "format")
    services = context(request)
    reader = reader_of(request)
    values = read_parameters(request, DECLARED, FORMS)
    selection = Selection(
        about=values.text(ABOUT.name),
        limit=values.number(LIMIT.name),
        has_search=values.text(SEARCH.name) == "true",
        theme=values.text(THEME.name),
    )
    tongue = services.library.matcher.match(values.text(TONGUE.name) or "")
    shown = Language(tongue or reader.locale, explicit=tongue is not None)
    found = questions.find(services, selection, shown.locale)
    snippets = _snippets(request, shown, selection, found)
    if values.text("format") == JSON.name:
        return respond(request, reader, snippets._asdict(), {}, JSON.media_type)
    content = _page(request, reader, selection, found, snippets, tongue)
    return respond(request, reader, content.encode(), {"Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'"})


def _page(
    request: Request, reader: Language, selection: Selection, found: Questions, snippets: Snippets, tongue: str | None
) -> str:
    library = context(request).library
    reading = Reading(Shaper(library, reader.locale))
    return render(
        "show.html",
        request,
        reader,
        models=[(model.slug, reading.title(model)) for model in library.every(KINDS["model"], {})],
        addresses=[(tag, _address(request, tag)) for tag in library.locales.tags],
        themes=THEMES,
        selection=selection,
        questions=found,
        snippets=snippets,
        tongue=tongue,
        widget=assets()[WIDGET],
        home=base_address(request),
    )


def _address(request: Request, tag: str) -> str:
    """The page in a locale, with what has been chosen."""
    query = {**canonical_query(request), PARAMETER: tag}
    return f"?{urlencode(sorted(query.items()), quote_via=quote)}"


def _snippets(request: Request, shown: Language, selection: Selection, found: Questions) -> Snippets:
    home, widget = base_address(request), assets()[WIDGET]
    locale = shown.locale if shown.explicit else None
    name = title(request, shown, selection, found)
    address = home + selection.address(locale)
    given = selection.attributes() | ({"locale": locale} if locale else {})
    attributes = "".join(
        f" {key}" if value is True else f' {key}="{escape(str(value))}"' for key, value in given.items()
    )
    element = (
        f'<kuajing-faq{attributes}><a href="{escape(address)}">{escape(name)}</a></kuajing-faq>\n'
        f'<script type="module" src="{home}{widget.path}"\n  integrity="{widget.integrity}"\n'
        '  crossorigin="anonymous"></script>'
    )
    script = f'<script type="module" src="{home}{assets()["frame.js"].path}"></script>'
    html = render("fragment.html", request, shown, questions=found).strip()
    fetched = home + selection.address(locale, format="html")
    return Snippets(element, f"{frame(address, name, '100%', FRAME_HEIGHT)}\n{script}", html, fetched)
