"""Cursors: where a list goes on, in a form that callers keep as it is.

A seal ties a cursor to its list. It guards against mistakes, not against forgery: its key is the name of the list,
which is no secret, and all that a made cursor could hold is another place in the same list.
"""

import base64
import binascii
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any
from urllib.parse import quote, urlencode

import orjson

from app.errors import InvalidCursor
from app.store.listing import Place

SEAL_BYTES = 6
LARGEST = 2**31
"""What a database takes for a position or a key lies below."""


def write_cursor(place: Place, of: str) -> str:
    """A cursor for what follows `place` in the list that `of` names."""
    return _write([place.position, place.id], of)


def read_cursor(cursor: str, of: str) -> Place:
    """The place that a cursor of the same list holds. Raises InvalidCursor."""
    position, key = _read(cursor, of, int, int)
    return Place(position, key)


def write_change_cursor(place: tuple[int, str, str], of: str) -> str:
    """A cursor for the changes that follow one, known by revision, kind and slug."""
    return _write(list(place), of)


def read_change_cursor(cursor: str, of: str) -> tuple[int, str, str]:
    """The revision, kind and slug that a cursor of the same changes holds. Raises InvalidCursor."""
    revision, kind, slug = _read(cursor, of, int, str, str)
    return revision, kind, slug


def _write(place: Sequence[int | str], of: str) -> str:
    body = orjson.dumps(place)
    return base64.urlsafe_b64encode(_seal(body, of) + body).rstrip(b"=").decode()


def _read(cursor: str, of: str, *types: type) -> list[Any]:
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        seal, body = raw[:SEAL_BYTES], raw[SEAL_BYTES:]
        if seal != _seal(body, of):
            raise InvalidCursor
        place: list[Any] = orjson.loads(body)
    except (binascii.Error, ValueError) as error:
        raise InvalidCursor from error
    if not isinstance(place, list) or [type(part) for part in place] != list(types):
        raise InvalidCursor
    if any(isinstance(part, int) and abs(part) >= LARGEST for part in place):
        raise InvalidCursor
    return place


def address(path: str, parameters: Mapping[str, str]) -> str:
    """A path with its query, the same text for the same parameters."""
    query = urlencode(dict(sorted(parameters.items())), quote_via=quote)
    return f"{path}?{query}" if query else path


def _seal(body: bytes, of: str) -> bytes:
    return blake2b(body, digest_size=SEAL_BYTES, key=blake2b(of.encode()).digest()).digest()
