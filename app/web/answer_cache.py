"""Finished answers in front of routing: bytes and headers, until the knowledge base moves on.

A request is looked up twice. First by what it holds, to the byte: path, query and the headers that an answer varies
with. Then by what that means: the normalized query, the negotiated locale, the form and the coding. An answer is kept
once however it was asked for, under the address in its `Content-Location`.
"""

from collections import OrderedDict
from urllib.parse import parse_qsl

from fastapi import FastAPI
from starlette.types import Message, Receive, Scope, Send

from app.search.engine import SearchEngine
from app.store.library import Library
from app.web.answers import matches
from app.web.cross_origin import CrossOrigin, RawHeaders
from app.web.encoding import IDENTITY, WORTHWHILE, choose_coding, encode
from app.web.finished import ANSWER_OVERHEAD, Answer, Answers, Key
from app.web.request_headers import Asked, read_headers

KEPT_KEYS = 8_192
LONGEST_KEY = 1_024
"""Bytes of a request beyond which it is not remembered that it asked for an answer that is kept."""


class AnswerCache:
    """Stands in front of `app`: finishes its answers (coding, 304, HEAD, CORS) and keeps those that are public.

    `app`, `library` and `search` are set before the first request; only `app` before the lifespan begins.
    `size` is in bytes, 0 to keep nothing. `one_address`: the application is known by one public address, so that
    answers do not depend on `Host`.
    """

    app: FastAPI
    library: Library
    search: SearchEngine

    def __init__(self, size: int, cross_origin: CrossOrigin, one_address: bool = False) -> None:
        self._cross_origin = cross_origin
        self._one_address = one_address
        self._answers = Answers(size)
        self._keys: OrderedDict[Key, Key] = OrderedDict()
        self._revisions = (-1, -1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from the cache, else let the application answer and keep what it says."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = read_headers(scope)
        if scope["method"] == "OPTIONS":
            await self._preflight(scope, asked, send)
        elif scope["method"] in ("GET", "HEAD"):
            await self._read(scope, receive, send, asked)
        else:
            await self.app(scope, receive, _with_headers(send, self._cross_origin.headers(asked.origin)))

    async def _read(self, scope: Scope, receive: Receive, send: Send, asked: Asked) -> None:
        if (self.library.revision, self.search.revision) != self._revisions:
            self._begin_anew()
        host = None if self._one_address else asked.host
        exact = (scope["path"], scope["query_string"], asked[:3], host)
        answer = self._find(exact)
        if answer is None:
            meaning = self._meaning(scope, asked, host)
            answer = self._find(meaning)
            if answer is None:
                answer = await self._ask(scope, receive, send, asked, (exact, meaning))
                if answer is None:
                    return
            else:
                if _length(scope, asked) <= LONGEST_KEY:
                    self._remember(exact, self._keys[meaning])
        await self._send(answer, scope, asked, send)

    def _begin_anew(self) -> None:
        self._answers.clear()
        self._keys.clear()
        self._revisions = (self.library.revision, self.search.revision)

    def _find(self, key: Key) -> Answer | None:
        kept = self._keys.get(key)
        return None if kept is None else self._answers.get(kept)

    def _remember(self, key: Key, kept: Key) -> None:
        self._keys[key] = kept
        if len(self._keys) > KEPT_KEYS:
            self._keys.popitem(last=False)

    def _meaning(self, scope: Scope, asked: Asked, host: bytes | None) -> Key:
        library = self.library
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        tags = [value for name, value in query if name == "locale"]
        explicit = library.matcher.match(tags[0]) if len(tags) == 1 else None
        if tags and explicit is None:
            return None
        locale = explicit or library.matcher.negotiate(_text(asked.accept_language)).locale
        rest = tuple(sorted(pair for pair in query if pair[0] != "locale"))
        coding = choose_coding(_text(asked.accept_encoding))
        key = (scope["path"], rest, locale, explicit is not None, asked.accept, coding, host)
        return key

    async def _ask(
        self, scope: Scope, receive: Receive, send: Send, asked: Asked, keys: tuple[Key, Key]
    ) -> Answer | None:
        """Have the application answer: gives what is public and whole, and sends all else on as it comes."""
        revisions = self._revisions
        capture = _Capture(_with_headers(send, self._cross_origin.headers(asked.origin)), scope["method"] == "HEAD")
        await self.app({**scope, "method": "GET"}, receive, capture)
        if capture.body is None or capture.start is None:
            return None
        coding = choose_coding(_text(asked.accept_encoding)) if len(capture.body) >= WORTHWHILE else IDENTITY
        answer = self._finish(capture.start["headers"], capture.body, coding)
        if (self.library.revision, self.search.revision) == revisions:
            host = None if self._one_address else asked.host
            kept = _identity(scope, capture.start["headers"], coding, host)
            self._answers.put(kept, answer)
            if _length(scope, asked) <= LONGEST_KEY:
                for key in filter(None, keys):
                    self._remember(key, kept)
        return answer

    def _finish(self, headers: RawHeaders, body: bytes, coding: str) -> Answer:
        etag = next((value for name, value in headers if name == b"etag"), b"")
        if coding != IDENTITY:
            body = encode(body, coding)
            etag = etag[:-1] + f'-{coding}"'.encode()
        always = [(name, value) for name, value in headers if name not in (b"etag", b"content-length")]
        always.append((b"etag", etag))
        if self._cross_origin.is_open:
            always += self._cross_origin.headers(None)
        full = [*always, (b"content-length", str(len(body)).encode())]
        if coding != IDENTITY:
            full.append((b"content-encoding", coding.encode()))
        less = [(name, value) for name, value in always if name != b"content-type"]
        return Answer(
            start={"type": "http.response.start", "status": 200, "headers": full},
            not_modified={"type": "http.response.start", "status": 304, "headers": less},
            body={"type": "http.response.body", "body": body},
            etag=etag,
            size=len(body) + sum(len(name) + len(value) for name, value in full) * 2 + ANSWER_OVERHEAD,
        )

    async def _send(self, answer: Answer, scope: Scope, asked: Asked, send: Send) -> None:
        if not self._cross_origin.is_open:
            send = _with_headers(send, self._cross_origin.headers(asked.origin))
        wanted = asked.if_none_match
        if wanted is not None and (wanted == answer.etag or matches(wanted.decode("latin-1"), answer.etag.decode())):
            await send(answer.not_modified)
            await send({"type": "http.response.body"})
            return
        await send(answer.start)
        await send({"type": "http.response.body"} if scope["method"] == "HEAD" else answer.body)

    async def _preflight(self, scope: Scope, asked: Asked, send: Send) -> None:
        wanted = dict(scope["headers"]).get(b"access-control-request-headers")
        headers = self._cross_origin.preflight(asked.origin, wanted)
        await send({"type": "http.response.start", "status": 204, "headers": headers})
        await send({"type": "http.response.body"})


class _Capture:
    """Holds back an answer that can be kept, and lets every other pass."""

    def __init__(self, send: Send, is_head: bool) -> None:
        self.start: Message | None = None
        self.body: bytes | None = None
        self._parts: list[bytes] = []
        self._send = send
        self._is_head = is_head
        self._passes = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
            self._passes = not _is_public(message)
            if self._passes:
                await self._send(message)
        elif self._passes:
            await self._send({**message, "body": b""} if self._is_head else message)
        else:
            self._parts.append(message.get("body", b""))
            if not message.get("more_body", False):
                self.body = b"".join(self._parts)


def _length(scope: Scope, asked: Asked) -> int:
    return len(scope["path"]) + len(scope["query_string"]) + sum(len(value or b"") for value in asked[:4])


def _is_public(start: Message) -> bool:
    headers = dict(start["headers"])
    is_whole = b"content-length" in headers and b"etag" in headers
    return start["status"] == 200 and is_whole and headers.get(b"cache-control", b"").startswith(b"public")


def _identity(scope: Scope, headers: RawHeaders, coding: str, host: bytes | None) -> Key:
    """The key of an answer: its own address in its locale, else the one that was asked, with its form and coding."""
    found = dict(headers)
    address = found.get(b"content-location") or (scope["path"], scope["query_string"])
    return (address, found.get(b"vary"), found.get(b"content-type"), coding, host)


def _with_headers(send: Send, extra: RawHeaders) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": _merged(message.get("headers", ()), extra)}
        await send(message)

    return sending


def _merged(headers: RawHeaders, extra: RawHeaders) -> RawHeaders:
    """Headers with others added; a second `Vary` joins the first."""
    more = dict(extra)
    vary = more.pop(b"vary", None)
    joined = [(name, value + b", " + vary if vary and name == b"vary" else value) for name, value in headers]
    if vary and all(name != b"vary" for name, _ in headers):
        joined.append((b"vary", vary))
    return [*joined, *more.items()]


def _text(value: bytes | None) -> str | None:
    return None if value is None else value.decode("latin-1")
