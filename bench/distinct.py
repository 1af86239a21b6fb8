"""How much memory the cache of answers takes after many distinct addresses: run as a program, it prints megabytes.

Every address has an answer of its own behind it, asked for in a header that nobody else sends.
"""

import asyncio
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from starlette.types import Message, Receive, Scope, Send

from app.locales.fallback import Locales
from app.locales.matching import Matcher
from app.web.answer_cache import AnswerCache
from app.web.cross_origin import CrossOrigin

BODY = b'{"kind":"model","slug":"b2b","name":"..."}' * 30
HEADERS = {
    b"content-type": b"application/json",
    b"content-language": b"en",
    b"vary": b"Accept-Language, Accept, Accept-Encoding",
    b"cache-control": b"public, max-age=60, stale-while-revalidate=600, stale-if-error=86400",
    b"link": b'</v1/models/b2b?locale=en>; rel="canonical", ' * 5,
    b"content-length": str(len(BODY)).encode(),
}


async def answer(scope: Scope, receive: Receive, send: Send) -> None:
    """An application that has an answer of its own for each address, in bytes that no other shares."""
    own = {b"content-location": scope["path"].encode(), b"etag": f'"{hash(scope["path"])}"'.encode()}
    headers = [(bytes(bytearray(name)), bytes(bytearray(value))) for name, value in (HEADERS | own).items()]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": bytes(bytearray(BODY))})


async def ask(cache: AnswerCache, addresses: int) -> None:
    """Ask for so many addresses, each once."""

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(message: Message) -> None: ...

    for number in range(addresses):
        language = f"en, x-{number % 5_000:x}".encode()
        headers = [(b"accept-language", language), (b"accept", f"text/x{number}, */*".encode())]
        target = {"path": f"/v1/models/m{number}", "query_string": f"limit={number}".encode(), "headers": headers}
        await cache({"type": "http", "method": "GET", "http_version": "1.1", "scheme": "http", **target}, receive, send)


def resident() -> float:
    """The memory of this process, in megabytes."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def growth(addresses: int, megabytes: int) -> float:
    """By how many megabytes this process grows when a cache of that size is asked for so many addresses."""
    cache = AnswerCache(megabytes * 2**20, CrossOrigin(["*"]))
    still = SimpleNamespace(revision=1, matcher=Matcher(Locales.from_tags(["en", "es"])))
    cache.app, cache.library, cache.search = cast(Any, answer), cast(Any, still), cast(Any, still)
    asyncio.run(ask(cache, 100))  # what is made once is there before
    before = resident()
    asyncio.run(ask(cache, addresses))
    return resident() - before


if __name__ == "__main__":
    print(growth(int(sys.argv[1]), int(sys.argv[2])))  # noqa: T201
