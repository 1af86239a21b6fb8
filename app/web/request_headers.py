"""The request headers that an answer depends on, read from the bytes that the server hands over."""

from dataclasses import dataclass

from starlette.types import Scope


@dataclass(slots=True)
class Asked:
    """The headers of a request that an answer depends on; None for one that is not there."""

    accept: bytes | None = None
    accept_language: bytes | None = None
    accept_encoding: bytes | None = None
    host: bytes | None = None
    origin: bytes | None = None
    if_none_match: bytes | None = None


NAMES = {
    b"accept": "accept",
    b"accept-language": "accept_language",
    b"accept-encoding": "accept_encoding",
    b"host": "host",
    b"origin": "origin",
    b"if-none-match": "if_none_match",
}


def read_headers(scope: Scope) -> Asked:
    """The headers of a request that matter, several lines of one joined (RFC 9110, 5.2)."""
    asked = Asked()
    for name, value in scope["headers"]:
        field = NAMES.get(name)
        if field is not None:
            before = getattr(asked, field)
            setattr(asked, field, value if before is None else before + b", " + value)
    return asked
