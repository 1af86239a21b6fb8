"""`/oembed`: what another site needs to show an address of ours (oEmbed 1.0), in a language of its choice.

The standard knows no language. `lang` is our extension; without it the address itself decides, then `Accept-Language`.
"""

import re
from html import escape
from unicodedata import east_asian_width
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app.content.kinds import BY_PLURAL
from app.embed import questions
from app.embed.faq_page import FORMS, title
from app.embed.pages import reader_of, respond
from app.embed.questions import Question
from app.embed.selection import DECLARED, PATH, Selection, pruned, read
from app.errors import InvalidRequest, NotEmbeddable, UnsupportedFormat
from app.store.library import Library
from app.web.context import context, until_searchable
from app.web.forming import base_address
from app.web.forms.media import JSON, JSON_ALONE
from app.web.forms.rich_text import to_plain
from app.web.language import PARAMETER, Language
from app.web.parameters import Parameter, Values, read_parameters

ADDRESS = Parameter(
    "url", "The address to show: an entry's page, an entry under /v1, or /embed/faq", maximum=2000, required=True
)
WIDTH = Parameter("maxwidth", "The most pixels wide", default=640, minimum=1, maximum=100_000)
HEIGHT = Parameter("maxheight", "The most pixels high", default=480, minimum=1, maximum=100_000)
LANG = Parameter("lang", "The language of what is shown, a BCP 47 tag")
PARAMETERS = (ADDRESS, WIDTH, HEIGHT, LANG)
WIDEST, HIGHEST = 640, 480
PORTS = {"http": 80, "https": 443}
CACHE_AGE_S = 86_400
FRAMING, LINE_HEIGHT, CHARACTER_WIDTH = 140, 30, 9
"""Pixels, rather too many: of what stands around a text, of a line of it, and of half a Han character."""

# A frame of another origin stays apart from the page around it all the same: it may run its script and open links.
SANDBOX = "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox"

_ENTRY = re.compile(r"/([^/]+)/([a-z]+)/([a-z0-9-]+)/?")
_API = "v1"


def router() -> APIRouter:
    """`GET /oembed`."""
    routes = APIRouter()
    routes.add_route("/oembed", _read, include_in_schema=False)
    return routes


async def _read(asked: Request) -> Response:
    request = pruned(asked, PARAMETERS)
    if (form := asked.query_params.get("format", JSON.name)) != JSON.name:
        raise UnsupportedFormat(form, JSON.name)
    services = context(request)
    values = read_parameters(request, PARAMETERS, JSON_ALONE)
    address = values.text(ADDRESS.name) or ""
    found = _selection(_inside(address, base_address(request)), request, services.library)
    if found is None:
        raise NotEmbeddable(address)
    selection, tag = found
    reader = _language(request, values, tag, services.library)
    if selection.text:
        await until_searchable(services)
    content = _content(request, reader, selection, values)
    return respond(request, reader, content, {}, JSON.media_type)


def frame(source: str, title: str, width: int | str, height: int) -> str:
    """The HTML of an iframe."""
    return (
        f'<iframe src="{escape(source)}" title="{escape(title)}" width="{width}" height="{height}" loading="lazy" '
        f'sandbox="{SANDBOX}" frameborder="0"></iframe>'
    )


def _inside(address: str, home: str) -> SplitResult | None:
    """The path and query of an address on our own host, None where it is on another; nothing is fetched."""
    try:
        asked, own = urlsplit(address), urlsplit(home)
        same = asked.scheme in PORTS and (asked.hostname, _port(asked)) == (own.hostname, _port(own))
    except ValueError:
        return None
    return asked if same else None


def _port(address: SplitResult) -> int | None:
    """The port of an address, None for that of its scheme. Raises ValueError."""
    return None if address.port == PORTS.get(address.scheme) else address.port


def _selection(asked: SplitResult | None, request: Request, library: Library) -> tuple[Selection, str | None] | None:
    """What an address of ours shows, and the language that it names; None where it shows nothing."""
    if asked is None:
        return None
    query = dict(parse_qsl(asked.query))
    if asked.path == PATH:
        inner = Request({**request.scope, "query_string": urlencode(query).encode(), "state": {}})
        try:
            return read(pruned(inner, DECLARED), FORMS)[1], query.get(PARAMETER)
        except InvalidRequest:
            return None
    entry = _ENTRY.fullmatch(unquote(asked.path))
    kind = BY_PLURAL.get(entry[2]) if entry else None
    if entry is None or kind is None:
        return None
    tag = query.get(PARAMETER) if entry[1] == _API else library.matcher.match(entry[1])
    if entry[1] != _API and tag is None:
        return None
    return Selection(kind=kind.name, slug=entry[3]), tag


def _language(request: Request, values: Values, tag: str | None, library: Library) -> Language:
    """The language of the frame: `lang` where a locale of ours is near, else the address, else the request."""
    wanted = values.text(LANG.name)
    # It wins over `locale`, so the addresses in other locales must not have it.
    request.state.query = {name: value for name, value in request.state.query.items() if name != LANG.name}
    if wanted and (found := library.matcher.match(wanted)):
        return Language(found, explicit=True)
    asked = reader_of(request)
    named = library.matcher.match(tag) if tag and not asked.explicit else None
    return Language(named, explicit=True) if named else asked


def _height(question: Question, width: int) -> int:
    """How many pixels one entry takes at most, by the length of its lines."""
    text = to_plain(question.answer.text) if question.answer else ""
    wide = [sum(2 if east_asian_width(character) in "WF" else 1 for character in line) for line in text.split("\n")]
    lines = sum(1 + length * CHARACTER_WIDTH // width for length in wide)
    return FRAMING + LINE_HEIGHT * lines


def _content(request: Request, reader: Language, selection: Selection, values: Values) -> dict[str, object]:
    found = questions.find(context(request), selection, reader.locale)
    name = title(request, reader, selection, found)
    width = min(values.number(WIDTH.name), WIDEST)
    height = min(values.number(HEIGHT.name), HIGHEST, *([_height(found.shown[0], width)] if selection.slug else []))
    home = base_address(request)
    return {
        "version": "1.0",
        "type": "rich",
        "title": name,
        "lang": reader.locale,
        "provider_name": "Kuajing",
        "provider_url": f"{home}/",
        "cache_age": CACHE_AGE_S,
        "width": width,
        "height": height,
        "html": frame(home + selection.address(reader.locale), name, width, height),
    }
