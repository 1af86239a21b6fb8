"""Answers as HTTP has them: validators, HEAD, OPTIONS, `Vary`, links, codings and pages of other origins."""

import re
from typing import Any

import httpx
import pytest

from tests.serving import Client

LOCALIZED = [
    "/v1",
    "/v1/locales",
    "/v1/models",
    "/v1/models/b2b",
    "/v1/models/b2b?format=md",
    "/v1/terms?limit=3&category=kpi",
    "/v1/search?q=haiwaicang",
    "/v1/suggest?q=b",
    "/v1/changes?since=0&limit=3",
]
TAGS = ("en", "es", "zh-Hans", "zh-Hant")
LINK = re.compile(r'<([^>]*)>; rel="([a-z]+)"(?:; hreflang="([^"]*)")?')


def links(answer: httpx.Response) -> set[tuple[str, str, str]]:
    """Target, relation and language of each link."""
    return {(found[1], found[2], found[3] or "") for found in LINK.finditer(answer.headers["link"])}


def told(answer: httpx.Response) -> list[tuple[str, str]]:
    """The headers of an answer in one order."""
    return sorted(answer.headers.multi_items())


def asked(client: Client, path: str, **headers: str) -> httpx.Response:
    """The answer as it came, with its coding."""
    return client.get(path, **{"accept_encoding": "identity", **headers})


@pytest.mark.parametrize("path", LOCALIZED)
def test_an_entity_tag_is_for_one_locale_form_and_coding(client: Client, path: str) -> None:
    """The same bytes have the same strong tag; another locale, form or coding has another."""
    tags = [asked(client, f"{path}{'&' if '?' in path else '?'}locale={tag}").headers["etag"] for tag in TAGS]
    codings = [asked(client, path, accept_encoding=coding).headers["etag"] for coding in ("gzip", "br", "identity")]
    assert len(set(tags)) == len(TAGS)
    assert len(set(codings)) in (1, 3)
    assert all(re.fullmatch(r'"[0-9a-f]{24}(-br|-gzip)?"', tag) for tag in (*tags, *codings))
    assert asked(client, path, accept_language="en").headers["etag"] == tags[0]


def test_an_entity_tag_is_for_one_form(client: Client) -> None:
    """An entry in three forms has three tags."""
    tags = {client.get(f"/v1/models/b2b?format={form}").headers["etag"] for form in ("json", "jsonld", "md")}
    assert len(tags) == 3


KNOWN = ["{}", "W/{}", '"a", {}', '{},"b"', ' "a" ,  W/{} ', "*", '"a,b", {}']
UNKNOWN = ["", '"', "W/", '"a"', "a, b", "**", "* , x", ",,,", '"' * 50, "{}x", "é", "\x01"]


@pytest.mark.parametrize("condition", KNOWN)
@pytest.mark.parametrize("path", ["/v1/models/b2b", "/v1/snapshot"])
def test_a_copy_that_is_current(client: Client, path: str, condition: str) -> None:
    """A tag on the list, weak or strong, or a star is answered with 304 and what updates a stored answer."""
    whole = asked(client, path)
    again = asked(client, path, if_none_match=condition.format(whole.headers["etag"].removeprefix("W/")))
    assert (again.status_code, again.content) == (304, b"")
    for name in ("etag", "vary", "cache-control", "content-location", "access-control-allow-origin"):
        assert again.headers[name] == whole.headers[name]
    for name in ("content-type", "content-length", "content-encoding", "content-language", "link"):
        assert name not in again.headers


@pytest.mark.parametrize("condition", UNKNOWN)
def test_a_copy_that_is_not(client: Client, condition: str) -> None:
    """Another tag, or what is none, is answered with the whole."""
    whole = asked(client, "/v1/models/b2b")
    header = condition.replace("{}", whole.headers["etag"].strip('"')).encode("latin-1")
    answer = client.ask("GET", "/v1/models/b2b", headers={"accept-encoding": "identity", b"if-none-match": header})
    assert answer.status_code == 200
    assert told(answer) == told(whole)


def test_a_condition_on_what_is_not_there(client: Client) -> None:
    """A problem is told whatever the caller has."""
    assert asked(client, "/v1/models/nobody", if_none_match="*").status_code == 404


@pytest.mark.parametrize("path", [*LOCALIZED, "/v1/snapshot", "/v1/nothing", "/v1/models?x=1", "/healthz", "/docs"])
def test_head_is_a_get_without_its_body(client: Client, path: str) -> None:
    """HEAD answers with the status and the headers of GET."""
    for headers in ({}, {"accept-encoding": "br"}, {"if-none-match": "*"}):
        of_get, of_head = (client.ask(method, path, headers=headers) for method in ("GET", "HEAD"))
        assert (of_head.status_code, told(of_head), of_head.content) == (of_get.status_code, told(of_get), b"")


def test_vary_names_what_had_a_say_and_nothing_else(client: Client) -> None:
    """No `Accept-Language` where the address names the locale, no `Accept` where there is one form or it is named."""
    expected = {
        "/v1/models/b2b": "Accept-Language, Accept, Accept-Encoding",
        "/v1/models/b2b?locale=es": "Accept, Accept-Encoding",
        "/v1/models/b2b?format=md": "Accept-Language, Accept-Encoding",
        "/v1/models/b2b?format=json&locale=es": "Accept-Encoding",
        "/v1/locales": "Accept-Language, Accept-Encoding",
        "/v1/locales?locale=es": "Accept-Encoding",
        "/v1/snapshot": "Accept-Language, Accept-Encoding",
        "/v1/snapshot?locale=es": "Accept-Encoding",
        "/v1/models/nobody": "Accept-Language",
    }
    assert {path: client.get(path, "es").headers["vary"] for path in expected} == expected


CACHED = {
    "/v1/models/b2b": "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400",
    "/v1/models/b2b?locale=es": "public, max-age=300, stale-while-revalidate=3600, stale-if-error=604800",
    "/v1/search?q=b2b": "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400",
    "/v1/snapshot?locale=es": "public, no-cache",
    "/v1/changes?since=0": "public, no-cache",
    "/v1/negotiate": "no-store",
    "/v1/models/nobody": "no-store",
    "/v1/models?x=1": "no-store",
    "/v1/nothing": "no-store",
    "/healthz": "no-store",
    "/readyz": "no-store",
}


@pytest.mark.parametrize("path", CACHED)
def test_how_long_an_answer_may_be_kept(client: Client, path: str) -> None:
    """Canonical addresses may be kept longest, what a copy is kept current by only with a question, problems never."""
    assert client.get(path).headers["cache-control"] == CACHED[path]


@pytest.mark.parametrize("path", LOCALIZED)
def test_the_links_of_an_answer(client: Client, path: str) -> None:
    """Each locale has its address, the canonical one is the answer's own, and `next` is that of the body."""
    answer = client.get(path, "zh-TW")
    own = answer.headers["content-location"]
    found = links(answer)
    addresses = {tag: target for target, relation, tag in found if relation == "alternate"}
    assert set(addresses) == set(TAGS)
    assert addresses["zh-Hant"] == own
    assert (own, "canonical", "") in found
    following = {target for target, relation, _ in found if relation == "next"}
    body: Any = answer.json() if answer.headers["content-type"] == "application/json" else {}
    assert following == ({body["next"]} if body.get("next") else set())
    for tag, target in addresses.items():
        assert client.get(target).headers["content-language"] == tag
    assert client.get(own).content == answer.content


def test_codings(client: Client) -> None:
    """A body in a coding is the same body; a small one is left alone."""
    plain = asked(client, "/v1/models/b2b")
    for coding in ("gzip", "br"):
        coded = asked(client, "/v1/models/b2b", accept_encoding=coding)
        assert coded.headers["content-encoding"] == coding
        assert int(coded.headers["content-length"]) < len(plain.content)
        assert coded.content == plain.content
    small = asked(client, "/v1/terms?limit=1&fallback=none&locale=en&category=kpi", accept_encoding="br")
    assert ("content-encoding" in small.headers) == (len(small.content) >= 600)
    assert "content-encoding" not in asked(client, "/v1/suggest?q=zzzz", accept_encoding="br").headers


EVERYWHERE = ["/v1", "/v1/models/b2b", "/v1/snapshot", "/healthz", "/problems", "/docs", "/openapi.json"]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_methods(client: Client, path: str) -> None:
    """What is not offered is a 405 that says what is, and OPTIONS says the same."""
    for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE", "FROB"):
        answer = client.ask(method, path, content=b'{"x": 1}')
        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")
        assert answer.headers["content-type"] == "application/problem+json"
    options = client.ask("OPTIONS", path)
    assert (options.status_code, options.headers["allow"], options.content) == (204, "GET, HEAD, OPTIONS", b"")
    assert "content-length" not in options.headers


def test_options_of_what_is_not_there(client: Client) -> None:
    """OPTIONS of an unknown path is a 404, as every other method is."""
    assert client.ask("OPTIONS", "/v1/nothing").status_code == 404


@pytest.mark.parametrize("path", [*EVERYWHERE, "/v1/nothing", "/v1/models?x=1"])
def test_pages_of_any_origin_may_read(client: Client, path: str) -> None:
    """Every answer, problems and 304 too, is open to scripts of any origin, with the headers that they need."""
    for headers in ({}, {"origin": "https://shop.example"}, {"origin": "null", "if-none-match": "*"}):
        answer = client.ask("GET", path, headers=headers)
        assert answer.headers.get_list("access-control-allow-origin") == ["*"]
        exposed = set(answer.headers["access-control-expose-headers"].split(", "))
        assert exposed >= {"Content-Location", "ETag", "Link", "Kuajing-Revision", "Retry-After"}
        assert "Origin" not in answer.headers.get("vary", "")


@pytest.mark.parametrize("path", ["/v1/models/b2b", "/v1/nothing"])
def test_a_preflight(client: Client, path: str) -> None:
    """A preflight is answered at once, for any path, and need not be repeated for a day."""
    asking = {"access-control-request-method": "GET", "access-control-request-headers": "if-none-match"}
    answer = client.ask("OPTIONS", path, headers={"origin": "https://shop.example", **asking})
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert answer.headers["access-control-allow-headers"] == "if-none-match"
    assert answer.headers["access-control-max-age"] == "86400"


def test_a_range_is_not_asked_for_in_vain(client: Client) -> None:
    """A range of what we make is not offered: the whole comes with 200 (RFC 9110, 14.2)."""
    assert asked(client, "/v1/models/b2b", range="bytes=0-9").content == asked(client, "/v1/models/b2b").content


def test_a_body_with_a_get(client: Client) -> None:
    """A body that nobody asked for changes nothing."""
    assert client.ask("GET", "/v1/models/b2b", content=b"x" * 1000).status_code == 200


def test_a_slash_too_many(client: Client) -> None:
    """A path with a slash at its end is another address, at which there is nothing."""
    answer = client.get("/v1/models/?limit=2")
    assert (answer.status_code, answer.json()["type"]) == (404, "/problems/unknown-path")
