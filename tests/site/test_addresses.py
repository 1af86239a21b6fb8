"""How one gets to a page: the door, other spellings, what has moved, what is not there, what search engines read."""

import xml.etree.ElementTree as ET

import pytest

from tests.serving import Client
from tests.site.reading import elements

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.mark.parametrize(
    ("language", "home"),
    [
        ("zh-TW,zh;q=0.9,en;q=0.5", "/zh-hant/"),
        ("zh-CN", "/zh-hans/"),
        ("es-MX,es;q=0.9", "/es/"),
        ("fr", "/en/"),
        (None, "/en/"),
    ],
)
def test_the_door_leads_to_the_readers_locale(client: Client, language: str | None, home: str) -> None:
    """`/` redirects by Accept-Language, says so, and is not kept for long."""
    answer = client.get("/", language)
    assert (answer.status_code, answer.headers["location"]) == (302, home)
    assert answer.headers["vary"] == "Accept-Language"
    assert int(answer.headers["cache-control"].rpartition("=")[2]) <= 60


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/zh-TW/models?x=1", "/zh-hant/models?x=1"),
        ("/zh-Hant/terms/kpi", "/zh-hant/terms/kpi"),
        ("/EN/", "/en/"),
        ("/en", "/en/"),
        ("/zh_TW?x=1", "/zh-hant/?x=1"),
        ("/es-MX/", "/es/"),
        ("/en/models/", "/en/models"),
        ("/en/features/b2b-bulk-trade", "/en/models/b2b#feature-b2b-bulk-trade"),
        ("/es/steps/b2b-sign-contract", "/es/processes/b2b-transaction#step-b2b-sign-contract"),
    ],
)
def test_other_spellings_lead_to_the_page(client: Client, path: str, target: str) -> None:
    """A tag of one of our locales, a slash too many or too few, and what stands on another's page are redirected."""
    answer = client.get(path)
    assert (answer.status_code, answer.headers["location"]) == (302, target)


@pytest.mark.parametrize(
    "path",
    ["nope", "models/nope", "terms?letter=Ω", "terms?category=nope", "faqs?about=nope", "models?cursor=x", "a/b/c"],
)
def test_what_is_not_there_is_a_page_in_the_readers_language(client: Client, path: str) -> None:
    """An address below a locale that shows nothing is a 404 with a page, in the locale of the path, and is not kept."""
    answer = client.get(f"/es/{path}", "en")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-language"] == "es"
    assert answer.headers["cache-control"] == "no-store"
    assert "Aquí no hay nada" in answer.text
    assert any(one.name == "form" for one in elements(answer.text))


@pytest.mark.parametrize(
    "path",
    ["/tlh", "/tlh/models", "/nope", "/v1/models/", "/docs/", "/docs/nope", "/site/0/site.css", "/sitemap-7.xml"],
)
def test_elsewhere_what_is_missing_is_a_problem(client: Client, path: str) -> None:
    """Outside of the locales' pages a missing address is a problem document, as everywhere."""
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


@pytest.mark.parametrize("path", ["/nope", "/models/b2b", "/fr/", "/fr/models/b2b", "/problems/nope", "/docs/nope"])
def test_who_reads_pages_is_told_in_a_page(client: Client, path: str) -> None:
    """A browser at an address that is none gets the site's page in the reader's language, and is kept in no cache."""
    answer = client.get(path, "zh-TW", Accept=BROWSER)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-language"] == "zh-Hant"
    assert answer.headers["vary"] == "Accept, Accept-Language, Accept-Encoding"
    assert answer.headers["cache-control"] == "no-store"
    assert "這裡沒有內容" in answer.text
    assert any(one.attributes.get("role") == "search" for one in elements(answer.text))


def test_a_page_of_an_error_leads_to_what_was_meant(client: Client) -> None:
    """Where a path lacks its locale, or has one that is not here, the language switch leads to the page itself."""
    for path in ("/models/b2b", "/fr/models/b2b"):
        links = [one.attributes.get("href") for one in elements(client.get(path, "es", Accept=BROWSER).text)]
        assert {"/en/models/b2b", "/es/models/b2b", "/zh-hant/models/b2b"} <= set(links)


@pytest.mark.parametrize("path", ["/v1", "/v1/nope", "/v1/models/nope"])
def test_the_api_tells_problems_in_documents_alone(client: Client, path: str) -> None:
    """Below /v1 a browser too gets the problem document, which the contract promises."""
    answer = client.ask("POST" if path == "/v1" else "GET", path, headers={"accept": BROWSER})
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("accept", ["*/*", "application/json, text/html", "text/html;q=0.5, */*", "image/png", ""])
def test_who_does_not_ask_for_pages_gets_a_document(client: Client, accept: str) -> None:
    """A caller that would as soon have JSON gets the problem document, and caches are told that Accept had a say."""
    answer = client.get("/nope", Accept=accept)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.headers["vary"].startswith("Accept, Accept-Language")


def test_a_method_that_is_not_allowed_is_told_in_a_page(client: Client) -> None:
    """The page for another error has its words, its status and its headers."""
    answer = client.ask("POST", "/docs", headers={"accept": BROWSER, "accept-language": "en"})
    assert (answer.status_code, "Method not allowed" in answer.text) == (405, True)
    assert "GET" in answer.headers["allow"]


def test_the_icon_is_where_it_is_looked_for(client: Client) -> None:
    """`/favicon.ico` leads to the icon."""
    target = client.get("/favicon.ico", Accept="image/*").headers["location"]
    assert client.get(target).headers["content-type"] == "image/svg+xml"


def test_other_methods_are_told_apart(client: Client) -> None:
    """A page answers GET and HEAD, and nothing else takes an address away from the API."""
    assert client.ask("HEAD", "/en/").headers["content-type"].startswith("text/html")
    assert client.ask("POST", "/en/models").status_code == 405
    assert client.ask("DELETE", "/v1/models").status_code == 405
    assert client.ask("POST", "/v1/nope").status_code == 404


def test_the_sitemap_has_every_page_in_each_locale(client: Client) -> None:
    """The map names each page once in each locale, with the same alternates; a sample of them is there."""
    urls = ET.fromstring(client.get("/sitemap.xml").content).findall(f"{SITEMAP}url")
    places = [url.findtext(f"{SITEMAP}loc") or "" for url in urls]
    totals = {one["kind"]: one["total"] for one in client.json("/v1")["kinds"]}
    paged = sum(totals[kind] for kind in ("model", "process", "faq", "term", "topic"))
    assert len(places) == len(set(places)) == 4 * (7 + paged)
    for url in urls[:: len(urls) // 20]:
        alternates = [link.get("href") for link in url.findall(f"{XHTML}link")]
        assert url.findtext(f"{SITEMAP}loc") in alternates
        assert len(alternates) == 4
        assert all(client.get(str(href).removeprefix("http://kuajing.test")).status_code == 200 for href in alternates)


def test_robots_are_told_of_the_map(client: Client) -> None:
    """`/robots.txt` names the sitemap by its absolute address and keeps result pages out."""
    text = client.get("/robots.txt").text
    assert "Sitemap: http://kuajing.test/sitemap.xml\n" in text
    assert "Disallow: /*/search?" in text


def test_every_link_of_a_page_leads_somewhere(client: Client) -> None:
    """No path that the first pages lead to is broken."""
    seen: set[str] = set()
    for start in ("/en/", "/es/models/b2b", "/zh-hant/processes/practice-framework", "/zh-hans/search?q=B2B"):
        for one in elements(client.get(start).text):
            href = one.attributes.get("href", "").partition("#")[0]
            if href.startswith("/"):
                seen.add(href)
    assert len(seen) > 100
    broken = [href for href in sorted(seen) if client.get(href).status_code >= 400]
    assert broken == []
