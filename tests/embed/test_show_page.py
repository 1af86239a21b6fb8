"""`/embed/` without a browser: its languages, its snippets, its policy."""

import re
from html import unescape

import pytest

from app.embed.assets import WIDGET, assets
from tests.serving import Client


@pytest.mark.parametrize(
    ("locale", "heading"),
    [("en", "Questions and answers"), ("es", "Preguntas y respuestas"), ("zh-Hans", "把问答"), ("zh-Hant", "把問答")],
)
def test_the_page_speaks(client: Client, locale: str, heading: str) -> None:
    """The page is in the reader's language, links to itself in the others, and offers every model."""
    answer = client.get("/embed/", locale)
    assert answer.headers["content-language"] == locale
    assert heading in answer.text
    assert "embed.show." not in answer.text
    offered = re.findall(r'<option value="([a-z0-9-]+)"', answer.text.partition('name="lang"')[0])
    assert offered == [item["slug"] for item in client.json("/v1/models?limit=200")["items"]]


def test_the_snippets_of_page_and_script_are_the_same(client: Client) -> None:
    """What stands in the page is what its script gets for the same choice."""
    query = "about=b2b&lang=es&theme=dark&search=true"
    page, snippets = (
        client.get(f"/embed/?{query}&locale=en").text,
        client.json(f"/embed/?{query}&locale=en&format=json"),
    )
    for name in ("element", "frame", "html"):
        found = re.search(rf'<textarea id="{name}"[^>]*>(.*?)</textarea>', page, flags=re.DOTALL)
        assert found
        assert unescape(found[1]) == snippets[name]


def test_a_snippet_names_version_and_hash(client: Client) -> None:
    """The element's snippet loads one version, which browsers check, and holds a link for readers without script."""
    snippet = client.json("/embed/?about=b2b&lang=zh-TW&format=json")["element"]
    widget = assets()[WIDGET]
    assert f'src="http://kuajing.test{widget.path}"' in snippet
    assert f'integrity="{widget.integrity}"' in snippet
    assert 'crossorigin="anonymous"' in snippet
    assert '<kuajing-faq about="b2b" locale="zh-Hant"><a href="http://kuajing.test/embed/faq?about=b2b&amp;' in snippet


def test_a_snippet_without_a_choice_is_short(client: Client) -> None:
    """What is not chosen is not written: the widget then takes its page's language and colours."""
    assert client.json("/embed/?format=json", "es")["element"].startswith("<kuajing-faq><a href=")


def test_the_page_has_a_strict_policy(client: Client) -> None:
    """The page loads nothing inline and nothing from elsewhere."""
    answer = client.get("/embed/")
    assert answer.headers["content-security-policy"].startswith(
        "default-src 'none'; script-src 'self'; style-src 'self'"
    )
    assert not re.search(r"<style|<script(?![^>]* src=\"/embed/)|\son\w+=|\sstyle=", answer.text)


def test_other_languages_keep_the_choice(client: Client) -> None:
    """The page in another language shows what was chosen."""
    page = unescape(client.get("/embed/?about=b2b&theme=dark&search=true&lang=es&locale=en").text)
    assert 'href="?about=b2b&lang=es&locale=zh-Hant&search=true&theme=dark"' in page
    assert ">Español</a>" in page


def test_the_page_leads_on(client: Client) -> None:
    """There is a way to the home page and to the API, and an icon; no other page may hold it."""
    answer = client.get("/embed/?locale=zh-Hant")
    for address in ("/zh-hant/", "/docs", "/favicon.ico"):
        assert f'href="{address}"' in answer.text
    assert answer.headers["content-security-policy"].endswith("; frame-ancestors 'none'")


def test_without_the_slash_it_is_found(client: Client) -> None:
    """The address without its last slash leads to the page."""
    answer = client.get("/embed?about=b2b")
    assert (answer.status_code, answer.headers["location"]) == (302, "/embed/?about=b2b")
