"""A real server, asked over a socket with bytes that no client would send."""

import json
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import httpx
import pytest

HUGE = "x" * 65_536
FAULTS = (b"500", b"Traceback", b"site-packages")


@pytest.fixture(scope="module")
def http(server: str) -> Iterator[httpx.Client]:
    """A client of the server that keeps its connection."""
    with httpx.Client(base_url=server, timeout=60) as made:
        yield made


def say(server: str, sent: bytes) -> bytes:
    """What the server says to bytes, to the end of the connection."""
    host = urlsplit(server)
    assert host.hostname
    with socket.create_connection((host.hostname, host.port or 80), timeout=20) as wire:
        wire.sendall(sent)
        wire.shutdown(socket.SHUT_WR)
        said = b""
        while more := wire.recv(65_536):
            said += more
    return said


def asked(target: str, *headers: str, method: str = "GET", encoding: str = "latin-1") -> bytes:
    """The bytes of a request."""
    lines = [f"{method} {target} HTTP/1.1", "Host: kuajing.test", "Connection: close", *headers, "", ""]
    return "\r\n".join(lines).encode(encoding)


def test_head_is_get_without_a_body(server: str, http: httpx.Client) -> None:
    """HEAD answers with the status and headers of GET, its length among them, and sends no body."""
    for path in ("/v1/models/b2b", "/v1/terms", "/v1", "/v1/search?q=b2b", "/healthz", "/v1/models/nobody", "/docs"):
        got, head = http.get(path), http.head(path)
        assert head.status_code == got.status_code
        said = say(server, asked(path, method="HEAD"))
        assert said.partition(b"\r\n\r\n")[2] == b"", path
        unlike = {"date", "content-length"}
        assert {name: value for name, value in head.headers.items() if name not in unlike} == {
            name: value for name, value in got.headers.items() if name not in unlike
        }


def test_not_modified_over_the_wire(http: httpx.Client) -> None:
    """304 carries the tag and no body, for GET and HEAD, and after any number of others."""
    whole = http.get("/v1/models/b2b?locale=es")
    for method in ("GET", "HEAD"):
        tags = f'W/"x", {whole.headers["etag"]}'
        again = http.request(method, "/v1/models/b2b?locale=es", headers={"if-none-match": tags})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == whole.headers["etag"]


def test_the_page_of_methods(http: httpx.Client) -> None:
    """OPTIONS says what can be done; another method is a 405 that says the same."""
    allowed = http.options("/v1/models/b2b").headers["allow"]
    assert {"GET", "HEAD"} <= set(allowed.split(", "))
    refused = http.post("/v1/models/b2b", content=b"{}")
    assert (refused.status_code, refused.headers["allow"]) == (405, allowed)
    assert refused.headers["content-type"] == "application/problem+json"


def test_any_page_of_another_origin_may_read(http: httpx.Client) -> None:
    """A browser lets scripts of any origin read answers and problems, with the headers that they need."""
    for path in ("/v1/models/b2b", "/v1/models/nobody", "/v1/search?q=b2b"):
        answer = http.get(path, headers={"origin": "https://shop.example"})
        assert answer.headers["access-control-allow-origin"] == "*"
        assert "ETag" in answer.headers["access-control-expose-headers"]


@pytest.mark.parametrize(
    "target",
    [
        "/v1/models/%00",
        "/v1/models/%ff",
        "/v1/models?locale=%ff%fe",
        "/%",
        "/v1/models/%zz",
        "/v1/models?x=%",
        "http://kuajing.test/v1/models/nobody",
        "/v1/models/" + "a" * 30_000,
        "/v1/models?" + "&".join(f"{n:x}" for n in range(10_000)),
        "/v1/models/b2b/../nobody",
        "/v1/models/café",
        "*",
        "",
        "v1",
    ],
)
def test_strange_targets(server: str, http: httpx.Client, target: str) -> None:
    """Any target is answered with an error of the caller's, and the server goes on."""
    said = say(server, asked(target))
    assert said.startswith((b"HTTP/1.1 4", b"HTTP/1.0 4")), said[:200]
    assert not [fault for fault in FAULTS if fault in said.partition(b"\r\n\r\n")[2]]
    assert http.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    "header",
    [
        f"Accept-Language: {HUGE}",
        f"Accept-Language: {'es,' * 20_000}",
        f"Accept: {HUGE}",
        f"If-None-Match: {HUGE}",
        f"X-{HUGE}: 1",
        "Accept-Language: \xff\xfe",
        "Accept-Language: es\r\nAccept-Language: zh-TW",
        "Host: [",
        "Host: a/b?c",
        "Content-Length: -1",
        "Content-Length: 5",
        "Transfer-Encoding: chunked",
        "Expect: 100-continue",
        "Upgrade: websocket",
        "Range: bytes=0-1",
        "Forwarded: for=\x00",
        "X-Forwarded-Proto: javascript",
        "No-Colon",
    ],
)
def test_strange_headers(server: str, http: httpx.Client, header: str) -> None:
    """Any header is passed over or refused; the server answers, tells nothing of itself, and goes on."""
    said = say(server, asked("/v1/models/b2b", header))
    status = said.split(b" ", 2)[1:2]
    assert status == [] or status[0][:1] in (b"2", b"4"), said[:200]
    assert b"Traceback" not in said
    assert b"site-packages" not in said
    assert http.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    "sent", [b"\0" * 100, b"GET\r\n\r\n", b"\x16\x03\x01\x02\x00", b"GET / HTTP/9.9\r\n\r\n", b"\r\n" * 50]
)
def test_what_is_no_http(server: str, http: httpx.Client, sent: bytes) -> None:
    """What is no request at all is refused or dropped, and the server goes on."""
    assert b"Traceback" not in say(server, sent)
    assert http.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    "sent", [b"GET\r\n\r\n", asked("/v1", "X: \0"), asked("/v1", method="FOO"), b"\xe6\xb5\xb7 / HTTP/1.1"]
)
def test_what_cannot_be_read_is_a_problem(server: str, sent: bytes) -> None:
    """A request that is malformed is told so in the form of every problem, and a page may read it."""
    head, _, body = say(server, sent).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 400 ")
    assert b"content-type: application/problem+json\r\n" in head
    assert b"access-control-allow-origin: *" in head
    assert json.loads(body).keys() == {"type", "title", "status", "detail", "instance", "errors"}


def test_a_target_as_it_is_typed(server: str, http: httpx.Client) -> None:
    """Characters beyond ASCII need no percent-encoding, as many a shell sends them."""
    for target in ("/v1/search?q=海外仓&locale=es", "/v1/suggest?q=almacén&locale=es"):
        said = say(server, asked(target, encoding="utf-8"))
        assert said.startswith(b"HTTP/1.1 200 ")
        assert json.loads(said.partition(b"\r\n\r\n")[2]) == http.get(target).json()


def test_what_a_server_tells_of_itself(http: httpx.Client) -> None:
    """No header names the software that serves."""
    headers = http.get("/v1/models/b2b").headers
    assert not {"server", "x-powered-by", "x-process-time"} & set(headers)
