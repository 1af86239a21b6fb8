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
    "path",
    [
        "",
        "models/b2b",
        "processes/b2b-transaction",
        "faqs/b2b-suitable-companies",
        "terms",
        "terms?category=kpi",
        "compare?models=b2b,b2c",
    ],
)
def test_linked_data_speaks_of_pages(client: Client, path: str) -> None:
    """Linked data is JSON in the vocabulary of schema.org and its addresses are those of pages."""
    found = elements(client.get(f"/zh-hans/{path}").text)
    scripts = [one.text for one in found if one.attributes.get("type") == "application/ld+json"]
    document = json.loads(scripts[0])
    assert document["@context"] == "https://schema.org"
    assert "/v1/" not in scripts[0]
    assert "http://kuajing.test/zh-hans/" in scripts[0]


def test_a_term_names_the_page_that_lists_it(client: Client) -> None:
    """The set that linked data puts a term in is what the page of its category, and that of all terms, says it is."""
    term, category, whole = (
        json.loads(next(one.text for one in found if one.attributes.get("type") == "application/ld+json"))
        for found in (
            elements(client.get(f"/en/terms{path}").text) for path in ("/conversion-rate", "?category=kpi", "")
        )
    )
    assert term["inDefinedTermSet"]["@id"] == category["@id"]
    assert term["inDefinedTermSet"]["isPartOf"]["@id"] == category["isPartOf"]["@id"] == whole["@id"]


@pytest.mark.parametrize("path", ["", "models/b2b", "search?q=b2b"])
def test_a_link_shows_a_card(client: Client, path: str) -> None:
    """Open Graph has its four required properties, and the image is a PNG at an absolute address, under 20 kB."""
    found = elements(client.get(f"/es/{path}").text)
    said = {one.attributes.get("property"): one.attributes.get("content", "") for one in found if one.name == "meta"}
    assert {"og:title", "og:type", "og:image", "og:url"} <= set(said)
    card = client.get(said["og:image"].removeprefix("http://kuajing.test"))
    assert said["og:image"].startswith("http://kuajing.test/site/")
    assert card.content.startswith(b"\x89PNG")
    assert len(card.content) < 20_000


@pytest.mark.parametrize(("segment", "title"), [("en", "Questions about: B2B model"), ("zh-hant", "B2B 模式：問答")])
def test_questions_about_a_model_have_a_page(client: Client, segment: str, title: str) -> None:
    """The list of all questions leads to those about each model, which has a title and a description of its own."""
    everything, page = (client.get(f"/{segment}/faqs{query}") for query in ("", "?about=b2b"))
    assert f'href="/{segment}/faqs?about=b2b"' in everything.text
    heading, other = (next(one.text for one in elements(each.text) if one.name == "h1") for each in (page, everything))
    assert heading == title != other
    described = [
        next(one.attributes["content"] for one in elements(each.text) if one.attributes.get("name") == "description")
        for each in (page, everything)
    ]
    assert described[0] != described[1]


def test_every_model_with_questions_is_led_to(client: Client) -> None:
    """A model that no question is first about has its link too."""
    page = client.get("/en/faqs").text
    abouts = {slug for faq in client.json("/v1/faqs?limit=200")["items"] for slug in faq["about"]}
    assert len(abouts) > 5
    assert all(f'href="/en/faqs?about={slug}"' in page for slug in abouts)


def test_a_description_is_a_sentence(client: Client) -> None:
    """An answer that goes on with a list is described by what stands before it, not by its items run together."""
    found = elements(client.get("/en/faqs/b2b-suitable-companies").text)
    described = next(one.attributes["content"] for one in found if one.attributes.get("name") == "description")
    assert described.endswith("manufacturers, wholesalers and large suppliers.")


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
