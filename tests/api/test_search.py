"""Searches as addresses: what they take beside a query, and what they refuse."""

import pytest

from tests.serving import Client


def test_only_what_belongs_to_a_model(client: Client) -> None:
    """`model` takes the slug of a model, and finds no more than without it."""
    of_all, of_one = client.json("/v1/search?q=contract"), client.json("/v1/search?q=contract&model=b2b")
    assert 0 < of_one["total"] < of_all["total"]


@pytest.mark.parametrize("slug", ["nope", "process:b2b-transaction", "b2b-transaction", "kpi", "B2B", "%00"])
def test_what_is_no_model_is_told_as_lists_tell_it(client: Client, slug: str) -> None:
    """A slug of no model is the same problem in a search as in a list, not an answer without items."""
    searched, listed = client.get(f"/v1/search?q=contract&model={slug}"), client.get(f"/v1/faqs?model={slug}")
    assert (searched.status_code, searched.json()["errors"]) == (422, listed.json()["errors"])
    assert searched.json()["errors"][0]["parameter"] == "model"


@pytest.mark.parametrize(("found", "locale"), [("search", "en"), ("suggest", "zh-Hant")])
def test_parts_of_one_title_are_told_apart(client: Client, found: str, locale: str) -> None:
    """A step or a feature names what it is part of in the caller's language; what stands by itself names nothing."""
    items = client.json(f"/v1/{found}?q=logistics and deli&locale={locale}")["items"]
    parts = [item for item in items if item["kind"] in ("step", "feature")]
    assert len(parts) > 1
    for part in parts:
        whole = part["part_of"]
        assert whole["title"] in client.json(f"{whole['url']}?locale={locale}").values()
        assert whole["slug"] in client.get(f"{part['url']}?locale={locale}").text
    assert not any("part_of" in item for item in items if item not in parts)
