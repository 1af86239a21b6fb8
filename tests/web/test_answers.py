"""Finished answers: addresses in every locale, entity tags, and what a cache is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from app.web.answers import answer, locations, matches, strong_etag
from app.web.language import Language

TAGS = ("en", "es", "zh-Hant")


def request(path: str = "/v1/models/b2b", query: str = "") -> Request:
    """A request for a path with a query."""
    return Request({"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": []})


def test_an_answer_in_json() -> None:
    """Content becomes JSON in UTF-8, with the locale, its own address, the others and a strong tag."""
    made = answer(request(), {"name": "海外倉"}, Language("es", explicit=False), TAGS)
    assert made.body == '{"name":"海外倉"}'.encode()
    assert made.headers["content-language"] == "es"
    assert made.headers["content-location"] == "/v1/models/b2b?locale=es"
    assert '</v1/models/b2b?locale=zh-Hant>; rel="alternate"; hreflang="zh-Hant"' in made.headers["link"]
    assert made.headers["etag"] == strong_etag(bytes(made.body), "es", "application/json")


def test_who_names_the_locale_may_keep_it_longer() -> None:
    """An address that names its locale varies with no language, and may be kept for longer than one that does not."""
    negotiated = answer(request(), {}, Language("es", explicit=False), TAGS).headers
    explicit = answer(request(query="locale=es"), {}, Language("es", explicit=True), TAGS).headers
    assert "Accept-Language" in negotiated["vary"]
    assert "Accept-Language" not in explicit["vary"]
    ages = [int(headers["cache-control"].split("max-age=")[1].split(",")[0]) for headers in (negotiated, explicit)]
    assert ages[0] < ages[1]


@pytest.mark.parametrize(
    ("path", "query", "wanted"),
    [
        ("/v1", "", "/v1?locale=es"),
        ("/v1", "locale=zh_TW", "/v1?locale=es"),
        ("/v1/terms", "limit=5&cursor=a", "/v1/terms?cursor=a&limit=5&locale=es"),
        ("/v1/terms", "z=1&locale=en&a=2", "/v1/terms?a=2&locale=es&z=1"),
        ("/v1/search", "q=a%26b%3D%E4%BB%93", "/v1/search?locale=es&q=a%26b%3D%E4%BB%93"),
        ("/v1/x\r\ny", "", "/v1/x%0D%0Ay?locale=es"),
        ("/v1/ä>; rel=x", "", "/v1/%C3%A4%3E%3B%20rel%3Dx?locale=es"),
    ],
)
def test_one_thing_has_one_address(path: str, query: str, wanted: str) -> None:
    """The address in a locale has its parameters sorted and escaped, whatever way they came."""
    assert locations(request(path, query), TAGS)["es"] == wanted


def test_a_tag_is_of_bytes_locale_and_form() -> None:
    """Other bytes, another locale or another form give another strong tag; the same give the same."""
    tags = [
        strong_etag(b"a", "en", "x"),
        strong_etag(b"b", "en", "x"),
        strong_etag(b"a", "es", "x"),
        strong_etag(b"a", "en", "y"),
    ]
    assert len(set(tags)) == 4
    assert strong_etag(b"a", "en", "x") == tags[0]
    assert all(tag.startswith('"') and tag.endswith('"') for tag in tags)


@pytest.mark.parametrize(
    ("header", "same"),
    [
        ('"a"', True),
        ('W/"a"', True),
        ('"b", "a"', True),
        ('  "b" ,W/"a"', True),
        ("*", True),
        (" * ", True),
        (None, False),
        ("", False),
        ('"', False),
        ("a", False),
        ('"b"', False),
        ('w/"a"', False),
        ('"A"', False),
        ('"a', False),
        (",,,", False),
    ],
)
def test_if_none_match(header: str | None, same: bool) -> None:
    """A tag is found in a list, weak or strong, and `*` is any."""
    assert matches(header, '"a"') is same


@given(st.text())
def test_any_if_none_match(header: str) -> None:
    """Whatever the header holds, it is compared and nothing is raised."""
    assert matches(header, '"never-in-there-41"') in (False, header.strip() == "*")
