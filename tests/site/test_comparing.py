"""The page that compares models: what it says of choices that it cannot show."""

from itertools import pairwise

import pytest

from tests.serving import Client
from tests.site.reading import elements

EIGHT = "b2b,b2c,c2c,o2o,dropshipping,agency-operation,social-content-commerce,flash-sale"


def notes(client: Client, path: str) -> list[str]:
    """What the status lines of a page say."""
    return [one.text for one in elements(client.get(path).text) if one.attributes.get("role") == "status"]


@pytest.mark.parametrize(
    ("segment", "start", "names"),
    [
        ("en", "At most 6 models stand side by side. Left out: ", "{0}, {1}."),
        ("zh-hant", "最多並列比較 6 種模式，以下未列入：", "{0}、{1}。"),
    ],
)
def test_what_is_left_out_is_named(client: Client, segment: str, start: str, names: str) -> None:
    """Of eight models six are compared, and a status names the other two in the reader's language."""
    found = elements(client.get(f"/{segment}/compare?models={EIGHT}").text)
    assert sum(one.name == "th" and one.attributes.get("scope") == "col" for one in found) == 6
    offered = {
        one.attributes.get("value"): name.text
        for one, name in pairwise(found)
        if one.attributes.get("name") == "models"
    }
    left = [str(offered[slug]) for slug in EIGHT.split(",")[6:]]
    assert notes(client, f"/{segment}/compare?models={EIGHT}") == [start + names.format(*left)]


def test_one_model_alone_is_told_why(client: Client) -> None:
    """One model shows the form again, with the reason."""
    assert notes(client, "/es/compare?models=b2b") == ["Elija al menos dos modelos: uno solo no se puede comparar."]


def test_a_model_that_is_none_is_named(client: Client) -> None:
    """A slug of no model is named, even where enough others are there to compare."""
    assert notes(client, "/en/compare?models=b2b,nope")[0] == "There is no such model here: nope."
    assert notes(client, "/en/compare?models=b2b,b2c&models=nope") == ["There is no such model here: nope."]


def test_what_can_be_shown_needs_no_words(client: Client) -> None:
    """Neither the form nor two models have a status, whatever was asked before."""
    for _ in range(2):
        assert notes(client, f"/en/compare?models={EIGHT}") != []
        assert notes(client, f"/en/compare?models={EIGHT.rpartition(',')[0].rpartition(',')[0]}") == []
    assert notes(client, "/en/compare") == []


def test_a_page_that_leaves_out_is_not_for_search_engines(client: Client) -> None:
    """Only pages that show all that their address names may be listed."""
    assert '<meta name="robots" content="noindex">' in client.get("/en/compare?models=b2b,nope").text
    assert "noindex" not in client.get("/en/compare?models=b2b,b2c").text
