"""Content codings: which one a caller gets, and the bytes in it (RFC 9110, 8.4 and 12.5.3)."""

import gzip
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache

import brotli

BROTLI_QUALITY = 5
GZIP_LEVEL = 6
GZIP_WINDOW = 31
"""zlib's way of asking for the widest window with a gzip header."""
WORTHWHILE = 600
"""Bytes below which a coding saves nothing worth its headers."""
IDENTITY = "identity"
CODINGS = ("br", "gzip")
"""What we can encode, the one that we like best first."""


@lru_cache(maxsize=1024)
def choose_coding(accept_encoding: str | None) -> str:
    """The coding for an `Accept-Encoding`: the highest weight wins, then our order; `identity` where none is named.

    A malformed member is passed over; a caller that refuses everything gets `identity` all the same.

    >>> choose_coding("gzip, br;q=0.9"), choose_coding("br;q=0, *"), choose_coding(";;q"), choose_coding(None)
    ('gzip', 'gzip', 'identity', 'identity')
    """
    weights = dict(filter(None, (_member(part) for part in (accept_encoding or "").split(","))))
    others = weights.get("*")
    best, highest = IDENTITY, weights.get(IDENTITY, 0.0)
    for coding in reversed(CODINGS):
        weight = weights.get(coding, others or 0.0)
        if weight > 0 and weight >= highest:
            best, highest = coding, weight
    return best


def encode(body: bytes, coding: str) -> bytes:
    """The body in a coding."""
    if coding == "br":
        compressed: bytes = brotli.compress(body, quality=BROTLI_QUALITY)
        return compressed
    if coding == "gzip":
        return gzip.compress(body, compresslevel=GZIP_LEVEL, mtime=0)
    return body


def encode_stream(parts: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """The parts of a body in a coding, as they come."""
    if coding == "br":
        press = brotli.Compressor(quality=BROTLI_QUALITY)
        yield from map(press.process, parts)
        yield press.finish()
    elif coding == "gzip":
        squeeze = zlib.compressobj(wbits=GZIP_WINDOW)
        yield from map(squeeze.compress, parts)
        yield squeeze.flush()
    else:
        yield from parts


def _member(part: str) -> tuple[str, float] | None:
    name, _, parameters = part.partition(";")
    weight = 1.0
    key, _, value = parameters.strip().partition("=")
    if parameters.strip():
        try:
            weight = float(value)
        except ValueError:
            return None
        if key.strip().lower() != "q" or not 0 <= weight <= 1:
            return None
    return (name.strip().lower(), weight) if name.strip() else None
