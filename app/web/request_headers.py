"""The request headers that an answer depends on, read from the bytes that the server hands over."""

from collections.abc import Iterable
from typing import NamedTuple

from starlette.types import Scope

HEAD = "kuajing.head"
"""In the scope of a GET that the routes are asked in place of a HEAD: what streams its body need not begin to."""

ORIGIN = "kuajing.origin"
"""In the scope: a list, to which the origin of the request is added where absolute addresses of an answer begin so."""


class Asked(NamedTuple):
    """The headers of a request that an answer depends on; None for one that is not there."""

    accept: bytes | None
    accept_language: bytes | None
    accept_encoding: bytes | None
    host: bytes | None
    origin: bytes | None
    if_none_match: bytes | None


def read_headers(scope: Scope) -> Asked:
    """The headers of a request that matter."""
    headers = scope["headers"]
    found = dict(headers)
    if len(found) != len(headers):
        found = _joined(headers)
    get = found.get
    return Asked(
        get(b"accept"),
        get(b"accept-language"),
        get(b"accept-encoding"),
        get(b"host"),
        get(b"origin"),
        get(b"if-none-match"),
    )


def as_text(value: bytes | None) -> str | None:
    """A header as text; every byte is a character of Latin-1, so that nothing can fail."""
    return None if value is None else value.decode("latin-1")


def _joined(headers: Iterable[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """Headers by name, several lines of one as a list in one line (RFC 9110, 5.2)."""
    found: dict[bytes, bytes] = {}
    for name, value in headers:
        found[name] = found[name] + b", " + value if name in found else value
    return found
