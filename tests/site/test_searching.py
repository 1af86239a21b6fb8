"""The page of search results: what tells hits apart, where it ends, how a program gets the same."""

import re
from html import unescape

import pytest

from tests.serving import Client
from tests.site.reading import elements

QUERY = "logistics and delivery"


def test_hits_of_one_name_are_told_apart(client: Client) -> None:
    """A step names its process and a feature its model, so that no two hits look the same."""
    found = elements(client.get(f"/en/search?q={QUERY}").text)
    above = [one.text for one in found if one.attributes.get("class") == "eyebrow"]
    titles = [one.text for one in found if one.name == "h2" and "ol" in one.path]
    same = [text for text, title in zip(above, titles, strict=True) if title == "Logistics and delivery"]
    assert len(same) > 2
    assert len(set(same)) == len(same)
    assert any(text.startswith("Step ") for text in same)


@pytest.mark.parametrize(
    ("segment", "words"),
    [
        ("en", ["All", "Models", "Features", "Processes", "Steps", "Questions", "Terms", "Topics"]),
        ("zh-hans", ["全部", "模式", "特点", "流程", "步骤", "问答", "术语", "专题"]),
    ],
)
def test_kinds_of_result_are_several(client: Client, segment: str, words: list[str]) -> None:
    """The tabs name kinds as the menu does, in the plural."""
    found = elements(client.get(f"/{segment}/search?q=b2b").text)
    tabs = [one for one in found if one.name == "a" and one.attributes["href"].startswith(f"/{segment}/search?")]
    assert [one.text for one in tabs if "hreflang" not in one.attributes] == words


def test_another_name_is_called_so(client: Client) -> None:
    """Where an alias in the reader's own language matched, the page says so and does not name the language."""
    found = elements(client.get("/en/search?q=fulfillment by amazon").text)
    matches = [one.text for one in found if one.attributes.get("class") == "match"]
    assert any(text.startswith("Also called ") for text in matches)
    assert not any(text.startswith("English") for text in matches)


def test_beyond_the_last_page_is_the_last_page(client: Client) -> None:
    """A number that is too high shows the last results and not an empty list."""
    last, beyond = (client.get(f"/en/search?q=market&page={page}") for page in (2, 99))
    total = int(re.findall(r"Results: (\d+)", beyond.text)[0])
    shown = [one for one in elements(beyond.text) if one.name == "h2" and "ol" in one.path]
    assert len(shown) == (total - 1) % 20 + 1
    if total <= 40:
        assert beyond.headers["content-location"] == last.headers["content-location"]


def test_the_call_finds_what_the_page_shows(client: Client) -> None:
    """The call to the API has the kind and the page, and answers with the same entries."""
    page = client.get("/en/search?q=market&kind=term&page=2")
    call = re.findall(r"curl '([^']+)'", unescape(page.text))[0].removeprefix("http://kuajing.test")
    titles = [one.text for one in elements(page.text) if one.name == "h2" and "ol" in one.path]
    assert titles == [item["title"] for item in client.json(call)["items"]]
    assert titles
