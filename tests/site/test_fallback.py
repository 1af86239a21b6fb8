"""Pages of a knowledge base with gaps, with locales of its own, and with texts that mean no good."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import serving
from tests.serving import Client
from tests.site.reading import elements, links

ATTACK = "</script><script>alert(1)</script> <img src=x onerror=alert(1)>"
FILES = {
    "structure/locales.yaml": "default: en\nlocales:\n  en: {}\n  pt-BR: {fallback: [en], source: en}\n"
    "  ar: {fallback: [en], source: en}\n",
    "structure/faqs.yaml": "faqs:\n  whole: {}\n  gap: {}\n  bad: {}\n",
    "en/faqs.yaml": f"faqs:\n  whole:\n    question: What is whole?\n    answer: |-\n      All, *really*.\n"
    f"  gap:\n    question: What is missing?\n    answer: A translation.\n"
    f"  bad:\n    question: '{ATTACK}'\n    answer: '{ATTACK} [x](javascript:alert(1))'\n",
    "pt/BR/faqs.yaml": "faqs:\n  whole:\n    question: O que é inteiro?\n    answer: Tudo.\n",
    "ar/faqs.yaml": "faqs:\n  whole:\n    question: ما هو الكامل؟\n    answer: كل شيء.\n",
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Asks an application over three questions in locales that the program does not know."""
    folder: Path = tmp_path_factory.mktemp("gaps")
    data = serving.write(folder / "data", FILES)
    with serving.client(serving.loaded(serving.settings_in(folder, data=data))) as made:
        yield made


def test_a_text_that_fell_back_has_its_language(client: Client) -> None:
    """On a page of a locale that lacks the texts, title and answer are marked with theirs, and a note says so."""
    page = client.get("/pt-br/faqs/gap")
    found = elements(page.text)
    assert found[0].attributes["lang"] == "pt-BR"
    heading = next(one for one in found if one.name == "h1")
    assert (heading.text, heading.attributes["lang"]) == ("What is missing?", "en")
    prose = next(one for one in found if one.attributes.get("class") == "prose")
    assert prose.attributes == {"class": "prose", "lang": "en", "dir": "ltr"}
    assert any(one.attributes.get("class") == "fell" for one in found)


def test_a_fallback_is_no_translation(client: Client) -> None:
    """A page made of another locale's texts names that one as canonical, and no version names it."""
    found = elements(client.get("/pt-br/faqs/gap").text)
    assert links(found, "canonical") == {"": "http://kuajing.test/en/faqs/gap"}
    assert set(links(found, "alternate")) == {"application/json+oembed"}
    versions = set(links(elements(client.get("/en/faqs/gap").text), "alternate"))
    assert versions == {"en", "x-default", "application/json+oembed"}
    sitemap = client.get("/sitemap.xml").text
    assert "/en/faqs/gap<" in sitemap
    assert "/pt-br/faqs/gap" not in sitemap
    assert "/pt-br/faqs/whole<" in sitemap


def test_locales_of_the_store_are_pages(client: Client) -> None:
    """Pages are there for whatever locales the store has, a script from right to left among them, and no others."""
    found = elements(client.get("/ar/faqs/whole").text)
    assert found[0].attributes == {"lang": "ar", "dir": "rtl"}
    assert next(one.text for one in found if one.name == "h1") == "ما هو الكامل؟"
    assert client.get("/", "pt").headers["location"] == "/pt-br/"
    assert client.get("/es/").status_code in (302, 404)


def test_our_own_words_have_their_language(client: Client) -> None:
    """Where the program has no words in the language of a page, its English ones are marked, from left to right."""
    found = elements(client.get("/ar/faqs").text)
    words = [one for one in found if one.name == "span" and one.attributes.get("lang") == "en"]
    assert {"Questions", "Search", "API documentation"} <= {one.text for one in words}
    assert all(one.attributes["dir"] == "ltr" for one in words)
    assert '<span lang="en"' not in client.get("/en/faqs/whole").text
    code = [one for one in found if one.name == "pre"]
    assert code
    assert all(one.attributes["dir"] == "ltr" for one in code)


@pytest.mark.parametrize("path", ["/en/models", "/en/compare", "/en/processes", "/en/terms", "/en/topics"])
def test_what_is_empty_says_so(client: Client, path: str) -> None:
    """A knowledge base of nothing but questions has all pages; those without anything say so, and are unlisted."""
    page = client.get(path)
    assert page.status_code == 200
    elements(page.text)
    assert "There is nothing of this kind here yet." in page.text
    assert "b2b" not in page.text
    assert "noindex" in page.text
    assert f"{path}<" not in client.get("/sitemap.xml").text


def test_only_what_is_there_is_in_the_menu(client: Client) -> None:
    """Menu, home page and the tabs of a search lead to the kinds that there are."""
    home, search = (client.get(path).text for path in ("/en/", "/en/search?q=whole"))
    for page in (home, search):
        ours = {one.attributes.get("href", "") for one in elements(page) if one.name == "a"}
        assert "/en/faqs" in ours
        assert not any(href.startswith(("/en/models", "/en/compare", "/en/terms", "/en/topics")) for href in ours)
    assert "kind=faq" in search
    assert "kind=term" not in search


@pytest.mark.parametrize("path", ["/en/", "/en/faqs", "/en/faqs/whole", "/pt-br/", "/en/search?q=whole"])
def test_nothing_is_said_of_a_trade_that_it_is_not_about(client: Client, path: str) -> None:
    """A knowledge base that does not say what it is about is not said to be about ours, and its kinds have names."""
    page = client.get(path).text.lower()
    assert not [word for word in ("border", "trade", "firms", "sell", "models") if word in page]
    assert ">faq<" not in page


def test_a_knowledge_base_says_what_it_is(tmp_path: Path) -> None:
    """The section `site` of the labels names the pages and what is on them, marked where they are of another locale."""
    texts = {"en/labels.yaml": "site: {name: Wholeness, lead: All about it., faqs: Asked often.}\n"}
    settings = serving.settings_in(tmp_path, data=serving.write(tmp_path / "data", FILES | texts))
    with serving.client(serving.loaded(settings)) as asked:
        home, faqs = asked.get("/en/").text, asked.get("/en/faqs").text
        other = elements(asked.get("/ar/").text)
    assert "<title>Wholeness · Kuajing</title>" in home
    assert '<meta name="description" content="All about it.">' in home
    assert "Asked often." in faqs
    heading = next(one for one in other if one.name == "h1")
    assert (heading.text, heading.attributes) == ("Wholeness", {"lang": "en", "dir": "ltr"})


@pytest.mark.parametrize("path", ["/en/faqs/bad", "/en/faqs", "/en/search?q=alert", "/en/", "/ar/faqs/bad"])
def test_texts_are_never_code(client: Client, path: str) -> None:
    """Whatever a text says, it makes no element, no script and no address that runs."""
    found = elements(client.get(path).text)
    sources = [one.attributes.get("src", "") for one in found if one.name in ("script", "img")]
    assert all(source.startswith("/site/") for source in sources if source)
    assert not any(name.startswith("on") for one in found for name in one.attributes)
    assert not any("javascript:" in one.attributes.get("href", "") for one in found)
    for one in found:
        if one.attributes.get("type") == "application/ld+json":
            assert json.loads(one.text)
