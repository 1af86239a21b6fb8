"""Content codings: which one a caller gets, and the bytes in it (RFC 9110, 8.4 and 12.5.3)."""

import gzip
import re
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache

import brotli

BROTLI_QUALITY, THOROUGH_BROTLI = 2, 9
"""Quality 2 takes a third of the time of 5 for a tenth more bytes: the most that a search costs must not be compressing
its answer. What is sent to everyone and seldom changes is worth more, once; 11 would take a script of a megabyte three
seconds, in which nobody else is answered."""
GZIP_LEVEL, THOROUGH_GZIP = 6, 9
GZIP_WINDOW = 31
"""zlib's way of asking for the widest window with a gzip header."""
WORTHWHILE = 600
"""Bytes below which a coding saves nothing worth its headers."""
IDENTITY = "identity"
CODINGS = ("br", "gzip")
"""What we can encode, the one that we like best first."""
LONGEST = 512
"""Characters of a header beyond which it is not remembered what it came to."""

_MEMBER = re.compile(r"\s*([!#$%&'*+.^_`|~0-9a-z-]+)\s*(?:;\s*q\s*=\s*(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)\s*)?", re.A)
_SAME = {"x-gzip": "gzip"}


def choose_coding(accept_encoding: str | None) -> str:
    """The coding for an `Accept-Encoding`: the highest weight wins, then our order; `identity` where none is named.

    A malformed member is passed over; a caller that refuses everything gets `identity` all the same.

    >>> choose_coding("gzip, br;q=0.9"), choose_coding("br;q=0, *"), choose_coding(";;q"), choose_coding(None)
    ('gzip', 'gzip', 'identity', 'identity')
    """
    if not accept_encoding:
        return IDENTITY
    return _choose(accept_encoding) if len(accept_encoding) > LONGEST else _remembered(accept_encoding)


def encode(body: bytes, coding: str, thoroughly: bool = False) -> bytes:
    """The body in a coding; `thoroughly` takes several times as long for a sixth less, and is done once."""
    if thoroughly:
        return _encode_thoroughly(body, coding)
    return _encode(body, coding, BROTLI_QUALITY, GZIP_LEVEL)


def _encode(body: bytes, coding: str, quality: int, level: int) -> bytes:
    if coding == "br":
        compressed: bytes = brotli.compress(body, quality=quality)
        return compressed
    return gzip.compress(body, compresslevel=level, mtime=0) if coding == "gzip" else body


@lru_cache(maxsize=32)
def _encode_thoroughly(body: bytes, coding: str) -> bytes:
    return _encode(body, coding, THOROUGH_BROTLI, THOROUGH_GZIP)


def encode_stream(parts: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """The parts of a body in a coding, as they come: who has what was given so far can decode it.

    Each part costs a few bytes more for that, so parts had better be large.
    """
    if coding == "br":
        press = brotli.Compressor(quality=BROTLI_QUALITY)
        yield from (press.process(part) + press.flush() for part in parts)
        yield press.finish()
    elif coding == "gzip":
        squeeze = zlib.compressobj(GZIP_LEVEL, wbits=GZIP_WINDOW)
        yield from (squeeze.compress(part) + squeeze.flush(zlib.Z_SYNC_FLUSH) for part in parts)
        yield squeeze.flush()
    else:
        yield from parts


def _choose(accept_encoding: str) -> str:
    members = map(_MEMBER.fullmatch, accept_encoding.lower().split(","))
    weights = {_SAME.get(found[1], found[1]): float(found[2] or 1) for found in members if found}
    others = weights.get("*", 0.0)
    best, highest = IDENTITY, weights.get(IDENTITY, 0.0)
    for coding in reversed(CODINGS):
        weight = weights.get(coding, others)
        if weight > 0 and weight >= highest:
            best, highest = coding, weight
    return best


_remembered = lru_cache(maxsize=1024)(_choose)
