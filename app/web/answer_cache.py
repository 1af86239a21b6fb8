"""Finished answers in front of routing: bytes and headers, until the knowledge base moves on.

A request is looked up twice. First by what it holds, to the byte: path, query and the headers that an answer varies
with. Then by what that means: the parameters in any order, the negotiated locale and the coding. Both lead to the name
of an answer, which is the address in its `Content-Location`: so it is kept once, however it was asked for.
"""

from collections.abc import Hashable, Sequence
from operator import itemgetter
from typing import TypeAlias
from urllib.parse import parse_qsl

from fastapi import FastAPI
from starlette.types import Message, Receive, Scope, Send

from app.search.engine import SearchEngine
from app.store.library import Library
from app.web.answers import DESCRIBING, matches, strong_etag
from app.web.cross_origin import METHODS, CrossOrigin, RawHeaders
from app.web.encoding import IDENTITY, WORTHWHILE, choose_coding, encode
from app.web.finished import Answer, Bounded, Origins
from app.web.holding import Held, merged, with_headers
from app.web.request_headers import HEAD, ORIGIN, Asked, as_text, read_headers

Key: TypeAlias = Hashable

SHARE_OF_NAMES = 4
"""The part of the memory that holds which request means which answer."""
LONGEST_REQUEST = 1_024
"""Bytes of a request beyond which it is not remembered what it means."""
NAME_BYTES = 600
"""What Python needs for a request that is remembered, beside its bytes: a tuple of texts, or of pairs of texts."""
HEADER_BYTES = 260
"""What Python needs for one header of an answer, whole and as 304, beside its bytes."""
ANSWER_BYTES = 1_800
ORIGINS = 8
"""For how many origins answers are kept that name them, where the application has no one address."""
NO_BODY = {"type": "http.response.body"}
LASTING = (b"text/javascript", b"text/css")
"""Media types of what changes with our releases alone."""


class AnswerCache:
    """Stands in front of `app`: finishes its answers (coding, 304, HEAD, CORS) and keeps those that are public.

    `app`, `library` and `search` are set before the first request; only `app` before the lifespan begins. `size` is in
    bytes, 0 to keep nothing.
    """

    app: FastAPI
    library: Library
    search: SearchEngine

    def __init__(self, size: int, cross_origin: CrossOrigin) -> None:
        self._cross_origin = cross_origin
        self.names: Bounded[Key, Key] = Bounded(size // SHARE_OF_NAMES)
        self.answers: Bounded[Key, Answer] = Bounded(size - size // SHARE_OF_NAMES)
        self._origins: Origins[Key] = Origins(ORIGINS)
        self._revisions = (-1, -1)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from the cache, else let the application answer and keep what it says."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked = read_headers(scope)
        if not self._cross_origin.is_open:
            send = with_headers(send, self._cross_origin.headers(asked.origin))
        if scope["method"] not in ("GET", "HEAD"):
            await self._tell(scope, receive, send, asked)
            return
        if self.library.revision != self._revisions[0] or self.search.revision != self._revisions[1]:
            self._begin_anew()
        exact = (scope["path"], scope["query_string"], scope["scheme"], asked[:4])
        answer = self._find(exact) or await self._find_by_meaning(exact, scope, receive, send, asked)
        if answer is None:
            return
        if answer.origin is not None:
            self._origins.use(answer.origin)
        wanted = asked.if_none_match
        if wanted is not None and (wanted == answer.etag or matches(wanted.decode("latin-1"), answer.etag.decode())):
            await send(answer.not_modified)
            await send(NO_BODY)
            return
        await send(answer.start)
        await send(answer.body if scope["method"] == "GET" else NO_BODY)

    async def _tell(self, scope: Scope, receive: Receive, send: Send, asked: Asked) -> None:
        """Answer a method that reads nothing."""
        if scope["method"] == "OPTIONS":
            await self._tell_options(scope, receive, send, asked)
        else:
            await self.app(scope, receive, self._opened(send))

    def _begin_anew(self) -> None:
        self.answers.clear()
        self.names.clear()
        self._origins.clear()
        self._revisions = (self.library.revision, self.search.revision)

    def _find(self, key: Key) -> Answer | None:
        name = self.names.get(key)
        return None if name is None else self.answers.get(name)

    async def _find_by_meaning(
        self, exact: Key, scope: Scope, receive: Receive, send: Send, asked: Asked
    ) -> Answer | None:
        """What was kept for another request that means the same, else what the application answers; None where that
        was sent already."""
        length = _length(scope, asked)
        if length > LONGEST_REQUEST or not self.answers.size:
            return await self._ask(scope, receive, send, asked, ())
        meaning = self._meaning(scope, asked)
        name = self.names.get(meaning)
        answer = None if name is None else self.answers.get(name)
        if name is None or answer is None:
            return await self._ask(scope, receive, send, asked, (exact, meaning))
        self.names.put(exact, name, length + NAME_BYTES)
        return answer

    def _meaning(self, scope: Scope, asked: Asked) -> Key:
        """What a request asks for, however it says so; None where its locale is none of ours."""
        matcher = self.library.matcher
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        tags = [value for name, value in query if name == "locale"]
        explicit = matcher.match(tags[0]) if len(tags) == 1 else None
        if tags and explicit is None:
            return None
        locale = explicit or matcher.negotiate(as_text(asked.accept_language)).locale
        # Of a parameter that stands twice, the order says which comes first.
        rest = tuple(sorted((pair for pair in query if pair[0] != "locale"), key=itemgetter(0)))
        coding = choose_coding(as_text(asked.accept_encoding))
        origin = (scope["scheme"], asked.host)
        return (scope["path"], rest, locale, explicit is not None, asked.accept, coding, origin)

    async def _ask(
        self, scope: Scope, receive: Receive, send: Send, asked: Asked, keys: Sequence[Key]
    ) -> Answer | None:
        """Have the application answer: gives what can be finished, and sends all else on as it comes."""
        revisions = self._revisions
        held = Held(scope, self._opened(send))
        origins: list[str] = []
        behind = {**scope, "method": "GET", HEAD: scope["method"] == "HEAD", ORIGIN: origins}
        await self.app(behind, receive, held)
        if held.body is None:
            return None
        coding = choose_coding(as_text(asked.accept_encoding)) if len(held.body) >= WORTHWHILE else IDENTITY
        origin = origins[0] if origins else None
        name = self._name(scope, dict(held.headers), coding, origin)
        if name is None or not self.answers.size or (self.library.revision, self.search.revision) != revisions:
            return self._finish(held.headers, held.body, coding, origin)
        answer = self.answers.get(name)
        if answer is None:
            answer = self._finish(held.headers, held.body, coding, origin)
            self._keep(name, answer)
        for key in filter(None, keys):
            self.names.put(key, name, _length(scope, asked) + NAME_BYTES)
        return answer

    def _name(self, scope: Scope, headers: dict[bytes, bytes], coding: str, origin: str | None) -> Key:
        """The name of an answer: its own address with its form and coding; None for one that is not to be kept."""
        address = headers.get(b"content-location") or (None if scope["query_string"] else scope["path"])
        vary = headers.get(b"vary", b"")
        is_public = headers.get(b"cache-control", b"").startswith(b"public")
        # Without an address of its own, nothing tells an answer in one locale from that in another.
        is_one_of_several = b"content-location" not in headers and b"accept-language" in vary.lower()
        if address is None or not is_public or is_one_of_several:
            return None
        return (address, vary, headers.get(b"content-type", b""), coding, origin)

    def _keep(self, name: Key, answer: Answer) -> None:
        self.answers.put(name, answer, answer.size)
        if answer.origin is not None:
            for other in self._origins.add(answer.origin, name):
                self.answers.drop(other)

    def _finish(self, headers: RawHeaders, body: bytes, coding: str, origin: str | None) -> Answer:
        given = dict(headers)
        etag = given.get(b"etag") or strong_etag(body).encode()
        if coding != IDENTITY:
            body = encode(body, coding, given.get(b"content-type", b"").startswith(LASTING))
            etag = etag[:-1] + f'-{coding}"'.encode()
        own = [header for header in headers if header[0] not in (b"etag", b"content-length")]
        always = [*merged(own, [(b"vary", b"Accept-Encoding")]), (b"etag", etag)]
        if self._cross_origin.is_open:
            always += self._cross_origin.headers(None)
        full = [*always, (b"content-length", str(len(body)).encode())]
        if coding != IDENTITY:
            full.append((b"content-encoding", coding.encode()))
        less = [header for header in always if header[0].decode().title() not in DESCRIBING]
        size = len(body) + sum(len(name) + len(value) + HEADER_BYTES for name, value in full) + ANSWER_BYTES
        return Answer(
            start={"type": "http.response.start", "status": 200, "headers": full},
            not_modified={"type": "http.response.start", "status": 304, "headers": less},
            body={"type": "http.response.body", "body": body},
            etag=etag,
            size=size,
            origin=origin,
        )

    async def _tell_options(self, scope: Scope, receive: Receive, send: Send, asked: Asked) -> None:
        """Answer a preflight for any address, and OPTIONS for those that there are (RFC 9110, 9.3.7)."""
        headers = dict(scope["headers"])
        if asked.origin and b"access-control-request-method" in headers:
            wanted = headers.get(b"access-control-request-headers")
            await _send_empty(self._opened(send), self._cross_origin.preflight(asked.origin, wanted))
            return
        if scope["path"] == "*":
            await _send_empty(self._opened(send), [(b"allow", METHODS)])
            return

        async def telling(message: Message) -> None:
            # The routes know no OPTIONS; what they say instead names the methods that they know.
            if refused and message["type"] == "http.response.body":
                return
            if message["type"] == "http.response.start" and message["status"] == 405:
                refused.append(dict(message["headers"])[b"allow"])
                return
            await self._opened(send)(message)

        refused: list[bytes] = []
        await self.app(scope, receive, telling)
        if refused:
            await _send_empty(self._opened(send), [(b"allow", refused[0])])

    def _opened(self, send: Send) -> Send:
        """A `send` that opens to every origin what is not finished here."""
        return with_headers(send, self._cross_origin.headers(None)) if self._cross_origin.is_open else send


async def _send_empty(send: Send, headers: RawHeaders) -> None:
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send(NO_BODY)


def _length(scope: Scope, asked: Asked) -> int:
    return len(scope["path"]) + len(scope["query_string"]) + sum(len(value or b"") for value in asked[:4])
