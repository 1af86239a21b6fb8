"""The form that a request is answered in, and the address that absolute links are made with."""

import re
from collections.abc import Sequence

from starlette.requests import Request

from app.web.context import context
from app.web.forms.choice import choose
from app.web.forms.media import MediaForm
from app.web.parameters import FORMAT, Values

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


def base_address(request: Request) -> str:
    """What a path is put behind to make it absolute: the public address, else the one that the request came to.

    Empty where the request names no host that could be one.
    """
    public = context(request).public_url
    if public is not None:
        return public
    host = request.headers.get("host", "")
    return f"{request.scope['scheme']}://{host}" if HOST.fullmatch(host) else ""
