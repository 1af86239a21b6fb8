"""Reads from pages of other origins (the Fetch standard's CORS protocol)."""

from collections.abc import Sequence
from typing import TypeAlias

RawHeaders: TypeAlias = list[tuple[bytes, bytes]]

ANY = "*"
MAX_AGE_SECONDS = 86_400
EXPOSED = ("Content-Language", "Content-Location", "ETag", "Kuajing-Revision", "Link", "Retry-After", "Vary")
METHODS = "GET, HEAD, OPTIONS"


class CrossOrigin:
    """Which origins may read; `*` for any, which makes an answer the same for all of them."""

    def __init__(self, origins: Sequence[str]) -> None:
        self._any = ANY in origins
        self._origins = {origin.rstrip("/").encode() for origin in origins}
        self._exposed = (b"access-control-expose-headers", ", ".join(EXPOSED).encode())

    @property
    def is_open(self) -> bool:
        """Whether every origin may read."""
        return self._any

    def headers(self, origin: bytes | None) -> RawHeaders:
        """The headers that an answer to this origin needs."""
        if self._any:
            return [(b"access-control-allow-origin", b"*"), self._exposed]
        vary = (b"vary", b"Origin")
        if origin is None or origin not in self._origins:
            return [vary]
        return [(b"access-control-allow-origin", origin), self._exposed, vary]

    def preflight(self, origin: bytes | None, wanted: bytes | None) -> RawHeaders:
        """The headers of the answer to OPTIONS; `wanted` are the request headers that a script wants to send."""
        headers = [(b"allow", METHODS.encode()), (b"content-length", b"0"), *self.headers(origin)]
        if origin is None or not (self._any or origin in self._origins):
            return headers
        headers.append((b"access-control-allow-methods", METHODS.encode()))
        headers.append((b"access-control-max-age", str(MAX_AGE_SECONDS).encode()))
        if wanted:
            headers.append((b"access-control-allow-headers", wanted))
        return headers
