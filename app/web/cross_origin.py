"""Reads from pages of other origins (the Fetch standard's CORS protocol)."""

from collections.abc import Sequence
from typing import TypeAlias

RawHeaders: TypeAlias = list[tuple[bytes, bytes]]

ANY = "*"
MAX_AGE_SECONDS = 86_400
EXPOSED = ("Content-Language", "Content-Location", "ETag", "Kuajing-Revision", "Link", "Retry-After", "Vary")
METHODS = b"GET, HEAD, OPTIONS"


class CrossOrigin:
    """Which origins may read; `*` for any, which makes an answer the same for all of them."""

    def __init__(self, origins: Sequence[str]) -> None:
        self._any = ANY in origins
        self._origins = {origin.rstrip("/").lower().encode() for origin in origins}
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
        if origin is None or not self._may_read(origin):
            return [vary]
        return [(b"access-control-allow-origin", origin), self._exposed, vary]

    def preflight(self, origin: bytes, wanted: bytes | None) -> RawHeaders:
        """What the answer to a preflight needs besides; `wanted` are the headers that a script wants to send."""
        if not self._may_read(origin):
            return []
        headers = [
            (b"access-control-allow-methods", METHODS),
            (b"access-control-max-age", str(MAX_AGE_SECONDS).encode()),
        ]
        return [*headers, (b"access-control-allow-headers", wanted)] if wanted else headers

    def _may_read(self, origin: bytes) -> bool:
        return self._any or origin.lower() in self._origins
