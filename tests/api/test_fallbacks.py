"""What is shown where a text is missing, and that every answer says so."""

from typing import Any

import pytest

from tests.serving import Client

MISSING_EN = {"locale": "en", "reason": "missing"}
MISSING_ES = {"locale": "es", "reason": "missing"}
CONVERTED = {"locale": "zh-Hans", "reason": "converted"}


def test_each_field_falls_back_for_itself(holey: Client) -> None:
    """A model with only its name in Spanish has the rest from English, marked field by field."""
    model = holey.json("/v1/models/b2b?locale=es")
    assert model["name"] == "Modelo B2B"
    assert model["definition"] == "Trade between firms."
    assert model["journey"] == ["order", "ship"]
    assert model["fallbacks"] == {"definition": MISSING_EN, "journey": MISSING_EN}


def test_traditional_is_converted_from_simplified(holey: Client) -> None:
    """A missing Traditional text is the Simplified one converted, and marked so; past that it is English."""
    model = holey.json("/v1/models/b2b?locale=zh-Hant")
    assert (model["name"], model["definition"]) == ("B2B 模式", "企業之間的交易。")
    assert model["fallbacks"] == {"name": CONVERTED, "definition": CONVERTED, "journey": MISSING_EN}
    assert holey.json("/v1/terms/maker", "zh-HK")["name"] == "製造商"


def test_simplified_is_not_converted_from_traditional(holey: Client) -> None:
    """Where `convert` does not say so, the other script is shown as it is, and marked as missing."""
    trader = holey.json("/v1/terms/trader?locale=zh-Hans")
    assert trader["name"] == "貿易商"
    assert trader["fallbacks"]["name"] == {"locale": "zh-Hant", "reason": "missing"}


def test_aliases_never_fall_back(holey: Client) -> None:
    """Aliases of another language are no aliases: a locale without has none."""
    for locale in ("es", "zh-Hant"):
        model = holey.json(f"/v1/models/b2b?locale={locale}")
        assert model["aliases"] == []
        assert "aliases" not in model["fallbacks"]


def test_what_is_optional_is_not_missing_where_the_source_has_none(holey: Client) -> None:
    """A formula that the source has not is null without a mark; one that it has falls back."""
    assert holey.json("/v1/terms/maker?locale=es")["formula"] is None
    assert holey.json("/v1/terms/maker?locale=es")["fallbacks"] == {}
    assert holey.json("/v1/terms/rate?locale=es")["fallbacks"]["formula"] == MISSING_EN
    assert holey.json("/v1/models/b2b?locale=en")["summary"] is None


@pytest.mark.parametrize("locale", ["en", "zh-Hans", "zh-Hant"])
def test_an_entry_of_one_locale_is_shown_to_all(holey: Client, locale: str) -> None:
    """A question kept in Spanish alone is shown to every reader, marked."""
    question = holey.json(f"/v1/faqs/porque?locale={locale}")
    assert (question["locale"], question["question"]) == (locale, "¿Por qué?")
    assert question["fallbacks"] == {"question": MISSING_ES, "answer": MISSING_ES}


def test_nested_entries_carry_their_own_fallbacks(holey: Client) -> None:
    """Features, terms of the value chain, steps and what is included say for themselves what fell back."""
    model = holey.json("/v1/models/b2b?locale=es&include=processes,faqs,terms")
    features = {feature["slug"]: feature["fallbacks"] for feature in model["features"]}
    assert features == {"fast": {}, "slow": {"title": MISSING_EN, "body": MISSING_EN}, "alone": {}}
    first = model["value_chain"][0]
    assert [(one["name"], one["fallbacks"]) for one in first["actors"]] == [
        ("Fabricante", {}),
        ("Trader", {"name": MISSING_EN}),
    ]
    assert first["examples"][0]["fallbacks"] == {"name": MISSING_EN}
    assert model["examples"][0]["fallbacks"] == {"name": MISSING_EN}
    process = model["processes"][0]
    assert process["fallbacks"]["title"] == MISSING_EN
    assert process["steps"][0]["steps"][1]["steps"][0]["fallbacks"] == {"title": MISSING_EN, "body": MISSING_EN}
    assert {faq["slug"]: set(faq["fallbacks"]) for faq in model["faqs"]} == {
        "why": {"question", "answer"},
        "porque": set(),
    }
    assert model["terms"][0]["fallbacks"] == {}


def empty_where(shape: Any) -> bool:
    """Whether nothing in a shape, at any depth, fell back."""
    if isinstance(shape, dict):
        return shape.get("fallbacks", {}) == {} and all(empty_where(member) for member in shape.values())
    return all(empty_where(member) for member in shape) if isinstance(shape, list) else True


def test_fallback_none_gives_null(holey: Client) -> None:
    """With fallback=none what is missing is null, at every depth, and nothing is marked."""
    model = holey.json("/v1/models/b2b?locale=es&fallback=none&include=processes,faqs,terms")
    assert (model["name"], model["definition"], model["journey"], model["aliases"]) == ("Modelo B2B", None, None, [])
    assert model["value_chain"][0]["actors"][1]["name"] is None
    assert model["features"][1]["title"] is None
    assert model["processes"][0]["steps"][0]["title"] is None
    assert empty_where(model)
    for path in ("/v1/terms", "/v1/faqs", "/v1/steps", "/v1/features"):
        answer = holey.json(f"{path}?locale=zh-Hant&fallback=none")
        assert empty_where(answer)
        assert any(item.get("title", item.get("name", item.get("question"))) is None for item in answer["items"])


def test_a_snippet_says_where_it_came_from(holey: Client) -> None:
    """What a hit shows of a body is marked like any text; a piece in the reader's own locale is not."""
    [hit] = holey.json("/v1/search?q=Modelo+B2B&kind=model&locale=es")["items"]
    assert (hit["title"], hit["snippet"]) == ("Modelo B2B", "Trade between firms.")
    assert hit["fallbacks"] == {"snippet": MISSING_EN}
    [own] = holey.json("/v1/search?q=Modelo+B2B&kind=model&locale=en")["items"]
    assert (own["snippet"], own["fallbacks"]) == ("Trade between firms.", {})
    [none] = holey.json("/v1/search?q=Modelo+B2B&kind=model&locale=es&fallback=none")["items"]
    assert (none["snippet"], none["fallbacks"]) == (None, {})


def test_fallback_none_in_search(holey: Client) -> None:
    """A hit whose title is missing in the locale has null for it; with fallback it is marked."""
    path = "/v1/search?q=trader&locale=es"
    assert holey.json(path)["items"][0]["fallbacks"] == {"title": MISSING_EN, "snippet": MISSING_EN}
    bare = holey.json(f"{path}&fallback=none")["items"][0]
    assert (bare["slug"], bare["title"], bare["fallbacks"]) == ("trader", None, {})
    suggested = holey.json("/v1/suggest?q=trad&locale=es&fallback=none")["items"][0]
    assert (suggested["title"], suggested["fallbacks"]) == (None, {})


def test_nothing_falls_back_in_the_shipped_content(client: Client) -> None:
    """The shipped content is whole: no text of any entry falls back in any locale."""
    for locale in ("en", "es", "zh-Hans", "zh-Hant"):
        for plural in ("models", "features", "processes", "steps", "faqs", "terms", "topics"):
            assert empty_where(client.json(f"/v1/{plural}?limit=200&locale={locale}")["items"]), (locale, plural)
