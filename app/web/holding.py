"""Answers on their way out: held back until they are whole, or passed on with headers added."""

from starlette.types import Message, Scope, Send

from app.web.cross_origin import RawHeaders


class Held:
    """Takes the messages of an answer: holds back one that can be finished, and lets every other pass.

    What can be finished has status 200, says how long it is, has no coding yet, may be stored, and comes in one piece:
    what comes in several was not to be in memory at once. `body` is there then. A caller that speaks HTTP/1.0 knows no
    chunks, so what does not say how long it is waits until it is whole.
    """

    def __init__(self, scope: Scope, send: Send) -> None:
        self.headers: RawHeaders = []
        self.body: bytes | None = None
        self._start: Message = {}
        self._parts: list[bytes] = []
        self._send = send
        self._is_head = scope["method"] == "HEAD"
        self._is_old = scope.get("http_version") == "1.0"
        self._passes = self._is_late = False

    async def __call__(self, message: Message) -> None:
        """Take one message."""
        if message["type"] == "http.response.start":
            await self._begin(message)
            return
        more = message.get("more_body", False)
        if more and not self._passes and not self._is_late:
            self._passes = True
            await self._send(self._start)
        if self._passes:
            await self._send({**message, "body": b""} if self._is_head else message)
        else:
            self._parts.append(message.get("body", b""))
            if not more:
                await self._end(b"".join(self._parts))

    async def _begin(self, message: Message) -> None:
        self._start, self.headers = message, list(message.get("headers", ()))
        can_be_finished = _can_be_finished(message["status"], dict(self.headers))
        is_chunked = _lacks_length(message["status"], self.headers) and not self._is_head
        self._is_late = self._is_old and is_chunked
        self._passes = not can_be_finished and not self._is_late
        if self._passes:
            await self._send(message)

    async def _end(self, body: bytes) -> None:
        if not self._is_late:
            self.body = body
            return
        length = (b"content-length", str(len(body)).encode())
        await self._send({**self._start, "headers": [*self.headers, length]})
        await self._send({"type": "http.response.body", "body": b"" if self._is_head else body})


def with_headers(send: Send, extra: RawHeaders) -> Send:
    """A `send` that adds headers to the answer that goes through it."""

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": merged(message.get("headers", ()), extra)}
        await send(message)

    return sending


def merged(headers: RawHeaders, extra: RawHeaders) -> RawHeaders:
    """Headers with others added; a further `Vary` joins the first, unless that names it already."""
    more = dict(extra)
    vary = more.pop(b"vary", None)
    own = next((value for name, value in headers if name == b"vary"), None)
    if vary is None or (own is not None and vary.lower() in own.lower().split(b", ")):
        return [*headers, *more.items()]
    joined = (b"vary", vary if own is None else own + b", " + vary)
    return [*(header for header in headers if header[0] != b"vary"), joined, *more.items()]


def _can_be_finished(status: int, headers: dict[bytes, bytes]) -> bool:
    is_whole = b"content-length" in headers and b"content-encoding" not in headers
    return status == 200 and is_whole and b"no-store" not in headers.get(b"cache-control", b"")


def _lacks_length(status: int, headers: RawHeaders) -> bool:
    return status not in (204, 304) and all(name != b"content-length" for name, _ in headers)
