"""The form that a request is answered in, and the address that absolute links are made with."""

import re
from collections.abc import Sequence
from functools import partial

from starlette.requests import Request
from starlette.responses import Response

from app.web.context import context
from app.web.forms.choice import choose
from app.web.forms.media import MediaForm
from app.web.forms.reading import Reading
from app.web.language import PARAMETER, Language
from app.web.paging import address
from app.web.parameters import FORMAT, Values, canonical_query
from app.web.request_headers import ORIGIN
from app.web.shapes import Shaper

HOST = re.compile(r"(?:[A-Za-z0-9._~-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?", re.ASCII)


def asked_form(request: Request, values: Values, offered: Sequence[MediaForm]) -> MediaForm:
    """The form that a request wants; what is not the default becomes a part of the answer's own address.

    Raises NotAcceptable.
    """
    lines = request.headers.getlist("accept")
    form = choose(", ".join(lines) if lines else None, values.given.get(FORMAT), offered)
    if form is not offered[0]:
        request.state.query = {**request.state.query, FORMAT: form.name}
    return form


def open_reading(request: Request, reader: Language, values: Values) -> Reading:
    """The knowledge base as the caller is to see it."""
    shaper = Shaper(context(request).library, reader.locale, fallback=values.text("fallback") != "none")
    return Reading(shaper, partial(base_address, request))


def own_address(request: Request, reading: Reading) -> str:
    """The absolute address of what a request asks for, in the reader's locale, whatever the form."""
    query = {name: value for name, value in canonical_query(request).items() if name != FORMAT}
    return reading.base + address(request.scope["path"], query | {PARAMETER: reading.locale})


def base_address(request: Request) -> str:
    """What a path is put behind to make it absolute: the public address, else the one that the request came to.

    Empty where the request names no host that could be one.
    """
    public = context(request).public_url
    if public is not None:
        return public
    host = request.headers.get("host", "")
    origin = f"{request.scope['scheme']}://{host}" if HOST.fullmatch(host) else ""
    request.scope.get(ORIGIN, []).append(origin)
    return origin


def harmless(response: Response) -> Response:
    """The same answer, in which a browser that opens it as a page runs nothing and loads nothing."""
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
