"""Cursors: where a list goes on, in a form that callers can keep but not make."""

import base64
import binascii
from collections.abc import Mapping
from hashlib import blake2b
from urllib.parse import quote, urlencode

import orjson

from app.errors import InvalidCursor
from app.store.listing import Place

SEAL_BYTES = 6


def write_cursor(place: Place, of: str) -> str:
    """A cursor for what follows `place` in the list that `of` names."""
    body = orjson.dumps([place.position, place.id])
    return base64.urlsafe_b64encode(_seal(body, of) + body).rstrip(b"=").decode()


def read_cursor(cursor: str, of: str) -> Place:
    """The place that a cursor of the same list holds. Raises InvalidCursor."""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        seal, body = raw[:SEAL_BYTES], raw[SEAL_BYTES:]
        if seal != _seal(body, of):
            raise InvalidCursor
        position, key = orjson.loads(body)
        return Place(position, key)
    except (binascii.Error, ValueError, TypeError) as error:
        raise InvalidCursor from error


def address(path: str, parameters: Mapping[str, str]) -> str:
    """A path with its query, the same text for the same parameters."""
    query = urlencode(dict(sorted(parameters.items())), quote_via=quote)
    return f"{path}?{query}" if query else path


def _seal(body: bytes, of: str) -> bytes:
    return blake2b(body, digest_size=SEAL_BYTES, key=of.encode()[:64]).digest()
