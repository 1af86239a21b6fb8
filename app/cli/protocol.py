"""HTTP as the server reads it: targets as they are typed, and what cannot be read refused in the form of problems."""

import json
import re

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

_REQUEST_LINE = re.compile(rb"[A-Z]+ /[^\r\n]*")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_PROBLEM = {
    "type": "/problems/invalid-request",
    "title": "Invalid request",
    "status": 400,
    "detail": "This is no HTTP request that can be read: its request line or its headers are malformed or too long.",
    "instance": "",
    "errors": [],
}
"""As `web/problems.py` says it in English: what cannot be read has no language."""


class Protocol(HttpToolsProtocol):
    """Reads one connection.

    A target in plain UTF-8, as `curl` sends one that was typed in Chinese, is read as if it were percent-encoded
    (RFC 3987, 3.1); a request that cannot be read is told so by a problem document (RFC 9457).
    """

    def data_received(self, data: bytes) -> None:
        """Read what has come."""
        super().data_received(data if data.isascii() else encoded(data))

    def send_400_response(self, msg: str) -> None:
        """Refuse what cannot be read, and hang up; `msg` is for the log alone."""
        body = json.dumps(_PROBLEM).encode()
        head = (
            "HTTP/1.1 400 Bad Request\r\n"
            "content-type: application/problem+json\r\n"
            "content-language: en\r\n"
            "cache-control: no-store\r\n"
            "access-control-allow-origin: *\r\n"
            f"content-length: {len(body)}\r\n"
            "connection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        self.transport.close()


def encoded(data: bytes) -> bytes:
    """The bytes of a request, those of its target that are not ASCII percent-encoded.

    >>> encoded("GET /?q=仓 HTTP/1.1\\r\\nX: 仓".encode()).decode()
    'GET /?q=%E4%BB%93 HTTP/1.1\\r\\nX: 仓'
    """
    line = _REQUEST_LINE.match(data)
    if line is None:
        return data
    return _BEYOND_ASCII.sub(lambda byte: b"%%%02X" % ord(byte[0]), line[0]) + data[line.end() :]
