"""Every kind of page in every locale: what it shows, its headers, its addresses in the other locales."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from tests.serving import Client
from tests.site.reading import elements, links

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases" / "pages.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
PATHS = [path for path, _, _ in CASES]
LOCALES = {"en": "en", "es": "es", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}
UNLISTED = ("search",)
HOME_BUDGET = 60_000


@pytest.mark.parametrize(("path", "english", "chinese"), CASES)
def test_a_page_shows_its_content(client: Client, path: str, english: str, chinese: str) -> None:
    """Each page has what it is for in the locale of its path, whatever the browser asks for."""
    assert english in client.get(f"/en/{path}", "zh-TW").text
    assert chinese in client.get(f"/zh-hant/{path}", "en").text


@pytest.mark.parametrize("segment", LOCALES)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_whole(client: Client, path: str, segment: str) -> None:
    """Elements are closed as they were opened, ids are used once, there is one h1 and no heading level is left out."""
    answer = client.get(f"/{segment}/{path}")
    assert answer.status_code == 200
    found = elements(answer.text)
    assert found[0].attributes == {"lang": LOCALES[segment], "dir": "ltr"}
    ids = [one.attributes["id"] for one in found if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    levels = [int(one.name[1]) for one in found if one.name in ("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_cacheable_in_its_locale(client: Client, path: str) -> None:
    """A page varies with no language, has a validator and its own address, and the policy allows nothing inline."""
    answer = client.get(f"/es/{path}", Accept="text/html")
    assert answer.headers["content-language"] == "es"
    assert "accept-language" not in answer.headers["vary"].lower()
    assert answer.headers["cache-control"].startswith("public")
    assert answer.headers["content-location"].split("?")[0] == f"/es/{path}".split("?")[0]
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    again = client.get(f"/es/{path}", Accept="text/html", If_None_Match=answer.headers["etag"])
    assert again.status_code == 304


@pytest.mark.parametrize("path", PATHS)
def test_nothing_stands_inline(client: Client, path: str) -> None:
    """No script but linked data and no style stands in a page, and every file that it loads is ours."""
    for one in elements(client.get(f"/en/{path}").text):
        assert one.name != "style"
        assert "style" not in one.attributes
        assert not any(name.startswith("on") for name in one.attributes)
        if one.name == "script" and "src" not in one.attributes:
            assert one.attributes["type"] == "application/ld+json"
        if one.name in ("script", "img"):
            assert one.attributes.get("src", "/").startswith("/")


@pytest.mark.parametrize("path", [path for path in PATHS if not path.startswith(UNLISTED)])
def test_versions_name_each_other(client: Client, path: str) -> None:
    """`hreflang` is mutual: each version names all, itself and the default; the canonical address is its own."""
    seen = {}
    for segment, tag in LOCALES.items():
        found = elements(client.get(f"/{segment}/{path}").text)
        versions = links(found, "alternate")
        versions.pop("application/json+oembed", None)
        seen[tag] = versions
        assert links(found, "canonical") == {"": versions[tag]}
        assert versions[tag].startswith(f"http://kuajing.test/{segment}/")
    assert all(versions == seen["en"] for versions in seen.values())
    assert set(seen["en"]) == {*LOCALES.values(), "x-default"}


@pytest.mark.parametrize("path", PATHS)
def test_the_language_switch_keeps_the_place(client: Client, path: str) -> None:
    """The switch leads to the same page in each locale, query and all."""
    found = elements(client.get(f"/en/{path}").text)
    switch = [one for one in found if one.name == "a" and one.attributes.get("hreflang") in LOCALES.values()][:4]
    for one, (segment, tag) in zip(switch, LOCALES.items(), strict=True):
        assert (one.attributes["hreflang"], one.attributes["lang"]) == (tag, tag)
        assert one.attributes["href"].replace("%2C", ",") == f"/{segment}/{path}"
        assert client.get(one.attributes["href"]).status_code == 200


@pytest.mark.parametrize(
    "path", ["", "models/b2b", "processes/b2b-transaction", "faqs/b2b-suitable-companies", "terms"]
)
def test_linked_data_speaks_of_pages(client: Client, path: str) -> None:
    """Linked data is JSON in the vocabulary of schema.org and its addresses are those of pages."""
    found = elements(client.get(f"/zh-hans/{path}").text)
    scripts = [one.text for one in found if one.attributes.get("type") == "application/ld+json"]
    if path == "terms":
        assert scripts == []
        return
    document = json.loads(scripts[0])
    assert document["@context"] == "https://schema.org"
    assert "/v1/" not in scripts[0]
    assert "http://kuajing.test/zh-hans/" in scripts[0]


@pytest.mark.parametrize("segment", LOCALES)
def test_the_home_page_is_light(client: Client, segment: str) -> None:
    """The home page with all that it loads is under 60 kB, before any compression."""
    page = client.get(f"/{segment}/")
    files = {
        one.attributes[name]
        for one in elements(page.text)
        for name in ("src", "href")
        if _is_file(one.attributes, name)
    }
    assert len(files) == 3
    assert len(page.content) + sum(len(client.get(file).content) for file in files) < HOME_BUDGET


def _is_file(attributes: dict[str, str], name: str) -> bool:
    return attributes.get(name, "").startswith("/site/")
