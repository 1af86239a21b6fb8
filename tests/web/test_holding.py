"""Applications of every sort behind the cache: in chunks, in streams, failing, and left alone by their client."""

import asyncio
from collections.abc import Callable
from typing import cast

import pytest
from fastapi import FastAPI
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.answer_cache import AnswerCache
from app.web.cross_origin import CrossOrigin
from tests.serving import Client

LONG = [b"one " * 200, b"two " * 200, b""]
WHOLE = [(b"content-length", b"1600"), (b"cache-control", b"public, max-age=60"), (b"content-type", b"text/plain")]

Answering = Callable[..., tuple[list[Message], int]]


def answering(start: Message, *parts: bytes) -> ASGIApp:
    """An application that always says the same, in these parts."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", **start})
        for number, part in enumerate(parts, 1):
            await send({"type": "http.response.body", "body": part, "more_body": number < len(parts)})

    return app


def scope(method: str = "GET", http_version: str = "1.1", **headers: str) -> Scope:
    """What a server hands over for a request to /x."""
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    target = {"path": "/x", "raw_path": b"/x", "query_string": b"", "headers": raw}
    return {"type": "http", "method": method, "http_version": http_version, "scheme": "http", **target}


async def receive() -> Message:
    """A client that sends no body and stays."""
    return {"type": "http.request"}


@pytest.fixture
def cache(client: Client) -> AnswerCache:
    """A cache of its own over the shipped content, whose application the test is to set."""
    made = AnswerCache(2**20, CrossOrigin(["*"]))
    made.library, made.search = client.served.library, client.served.search
    return made


def ask(cache: AnswerCache, app: ASGIApp, asked: Scope) -> list[Message]:
    """The messages that a client gets."""
    messages: list[Message] = []

    async def send(message: Message) -> None:
        messages.append(message)

    cache.app = cast(FastAPI, app)
    asyncio.run(cache(asked, receive, send))
    return messages


def read(messages: list[Message]) -> tuple[int, dict[bytes, bytes], bytes]:
    """Status, headers and body of an answer."""
    start, *rest = messages
    assert [message.get("more_body", False) for message in rest] == [True] * (len(rest) - 1) + [False]
    assert len(dict(start["headers"])) == len(start["headers"]), "a header twice"
    return start["status"], dict(start["headers"]), b"".join(message.get("body", b"") for message in rest)


def test_an_answer_in_one_piece_is_finished(cache: AnswerCache) -> None:
    """What comes whole with a length is given an entity tag, and kept."""
    status, headers, body = read(ask(cache, answering({"status": 200, "headers": WHOLE}, b"".join(LONG)), scope()))
    assert (status, body) == (200, b"".join(LONG))
    assert headers[b"etag"].startswith(b'"')
    assert headers[b"vary"] == b"Accept-Encoding"
    again = ask(cache, answering({"status": 500, "headers": []}, b""), scope(if_none_match=headers[b"etag"].decode()))
    assert read(again)[0] == 304


@pytest.mark.parametrize(
    ("version", "headers"),
    [("1.1", [(b"cache-control", b"public"), (b"etag", b'"x"')]), ("1.1", WHOLE), ("1.0", WHOLE)],
)
def test_a_stream_passes_part_by_part(cache: AnswerCache, version: str, headers: list[tuple[bytes, bytes]]) -> None:
    """What comes in parts goes on as it comes, and is not kept; it has no length, or one that its maker knows."""
    asked = scope(http_version=version, accept_encoding="gzip")
    messages = ask(cache, answering({"status": 200, "headers": headers}, *LONG), asked)
    assert [message.get("body") for message in messages[1:]] == LONG
    assert b"content-encoding" not in read(messages)[1]
    assert len(cache.answers) == 0


def test_a_stream_for_a_client_of_1996(cache: AnswerCache) -> None:
    """HTTP/1.0 knows no chunks (RFC 9112, 7.1): it gets the length before the body."""
    status, headers, body = read(
        ask(cache, answering({"status": 200, "headers": []}, *LONG), scope(http_version="1.0"))
    )
    assert (status, headers[b"content-length"], body) == (200, b"1600", b"".join(LONG))


@pytest.mark.parametrize("headers", [WHOLE, [], [(b"content-length", b"1600"), (b"cache-control", b"no-store")]])
def test_head_has_no_body(cache: AnswerCache, headers: list[tuple[bytes, bytes]]) -> None:
    """HEAD gets the headers of a GET and nothing behind them, whether an answer is held back or not."""
    app = answering({"status": 200, "headers": headers}, *LONG)
    of_get, of_head = read(ask(cache, app, scope())), read(ask(cache, app, scope("HEAD")))
    assert of_head == (*of_get[:2], b"")


@pytest.mark.parametrize(
    "headers",
    [
        [(b"content-length", b"1600"), (b"cache-control", b"no-store")],
        [(b"content-length", b"1600"), (b"content-encoding", b"gzip")],
    ],
)
def test_what_is_not_to_be_touched_is_not(cache: AnswerCache, headers: list[tuple[bytes, bytes]]) -> None:
    """What must not be stored, or has a coding already, is sent as it is."""
    found = read(ask(cache, answering({"status": 200, "headers": headers}, *LONG), scope(accept_encoding="br")))
    assert found[2] == b"".join(LONG)
    assert b"etag" not in found[1]
    assert len(cache.answers) == 0


def test_an_exception_goes_through(cache: AnswerCache) -> None:
    """What the application raises reaches the server, and nothing is kept of it."""

    async def failing(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": WHOLE})
        raise RuntimeError("halfway")

    with pytest.raises(RuntimeError, match="halfway"):
        ask(cache, failing, scope())
    assert len(cache.answers) == 0
    assert read(ask(cache, answering({"status": 200, "headers": WHOLE}, *LONG), scope()))[0] == 200


def test_a_client_that_goes_away(cache: AnswerCache) -> None:
    """An application that stops because its client went leaves nothing half kept."""

    async def stopping(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": WHOLE})
        await send({"type": "http.response.body", "body": LONG[0], "more_body": True})

    assert [message.get("body") for message in ask(cache, stopping, scope())] == [None, LONG[0]]
    assert len(cache.answers) == len(cache.names) == 0


@pytest.mark.parametrize("kind", ["websocket", "lifespan"])
def test_what_is_no_http_passes(cache: AnswerCache, kind: str) -> None:
    """Messages of other protocols are for the application."""
    seen: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["type"])

    ask(cache, app, {"type": kind})
    assert seen == [kind]


def test_listed_origins_vary_every_answer(cache: AnswerCache) -> None:
    """Where only some origins may read, no answer of one is kept for another, and `Vary` joins what there is."""
    made = AnswerCache(2**20, CrossOrigin(["https://a.example"]))
    made.library, made.search = cache.library, cache.search
    app = answering({"status": 200, "headers": [*WHOLE, (b"vary", b"Accept")]}, b"".join(LONG))
    for _ in range(2):
        allowed = read(ask(made, app, scope(origin="https://a.example")))[1]
        refused = read(ask(made, app, scope(origin="https://b.example")))[1]
        assert allowed[b"access-control-allow-origin"] == b"https://a.example"
        assert b"access-control-allow-origin" not in refused
        assert allowed[b"vary"] == refused[b"vary"] == b"Accept, Accept-Encoding, Origin"
