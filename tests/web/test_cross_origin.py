"""Which pages of other origins may read, and with which headers."""

import pytest

from app.web.cross_origin import CrossOrigin, RawHeaders

OPEN = CrossOrigin(["*"])
LISTED = CrossOrigin(["https://a.example", "https://B.example:8443/"])


def named(headers: RawHeaders, name: str) -> list[bytes]:
    """The values of a header."""
    return [value for header, value in headers if header == name.encode()]


@pytest.mark.parametrize("origin", [None, b"https://anyone.example", b"null"])
def test_open_to_all(origin: bytes | None) -> None:
    """Where anyone may read, an answer is the same for all of them and varies with no origin."""
    headers = OPEN.headers(origin)
    assert named(headers, "access-control-allow-origin") == [b"*"]
    assert named(headers, "vary") == []


@pytest.mark.parametrize("origin", [b"https://a.example", b"https://b.example:8443", b"HTTPS://A.example"])
def test_an_origin_on_the_list(origin: bytes) -> None:
    """An origin on the list is named, and the answer is for it alone."""
    headers = LISTED.headers(origin)
    assert named(headers, "access-control-allow-origin") == [origin]
    assert named(headers, "vary") == [b"Origin"]
    assert named(headers, "access-control-expose-headers")


@pytest.mark.parametrize(
    "origin", [None, b"null", b"", b"https://a.example.evil", b"https://b.example", b"http://a.example", b"*", b"\xff"]
)
def test_any_other_origin(origin: bytes | None) -> None:
    """Any other is not named, yet the answer still varies with it."""
    assert LISTED.headers(origin) == [(b"vary", b"Origin")]
    assert LISTED.preflight(origin or b"", b"x-any") == []


def test_a_preflight_allows_what_is_asked_for() -> None:
    """A script may send the headers that it names, and need not ask again for a day."""
    headers = LISTED.preflight(b"https://a.example", b"if-none-match, x-trace")
    assert dict(headers) == {
        b"access-control-allow-methods": b"GET, HEAD, OPTIONS",
        b"access-control-allow-headers": b"if-none-match, x-trace",
        b"access-control-max-age": b"86400",
    }
    assert named(LISTED.preflight(b"https://a.example", None), "access-control-allow-headers") == []
