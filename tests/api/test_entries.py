"""One entry at its own address: its texts, what it holds, and what can be added."""

from typing import Any

import pytest

from app.content.entry import Entry, Ref
from app.content.kinds import KINDS
from app.loader.content import Content
from tests.serving import Client

HELD_BY = {"model": {"features"}, "process": {"steps"}, "step": {"steps"}}


def by_ref(content: Content) -> dict[Ref, Entry]:
    """The entries by name."""
    return {entry.ref: entry for entry in content.entries}


def all_of(content: Content, kind: str, relation: str, target: str) -> list[str]:
    """The slugs of the entries of a kind that have a relation to a target, in order."""
    found = [entry for entry in content.entries if entry.ref.kind == kind and entry.relation(relation) == target]
    return [entry.slug for entry in sorted(found, key=lambda entry: entry.position)]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_an_entry_is_its_list_item_and_what_it_holds(client: Client, kind: Any) -> None:
    """At its own address an entry says what it says in lists, and its terms in the value chain have names besides."""
    for item in client.json(f"/v1/{kind.plural}?limit=40&locale=es")["items"]:
        entry = client.json(f"{item['url']}?locale=es")
        assert entry.keys() - item.keys() == HELD_BY.get(kind.name, set())
        named = {"value_chain", "examples"} if kind.name == "model" else set()
        assert {name: entry[name] for name in item.keys() - named} == {name: item[name] for name in item.keys() - named}
        for name in named:
            assert bare(entry[name]) == item[name]


def bare(value: Any) -> Any:
    """A value chain or list of terms with the slugs alone."""
    if isinstance(value, list):
        return [bare(member) for member in value]
    return {"slug": value["slug"]} if "slug" in value else {name: bare(member) for name, member in value.items()}


def test_a_model_holds_its_features_and_value_chain(client: Client, content: Content) -> None:
    """Every model has all its features in their order, and every term of its value chain with its name."""
    entries = by_ref(content)
    for ref, entry in entries.items():
        if ref.kind != "model":
            continue
        answer = client.json(f"/v1/models/{ref.slug}?locale=zh-Hans")
        assert [feature["slug"] for feature in answer["features"]] == all_of(content, "feature", "model", ref.slug)
        nodes = [
            ([one["slug"] for one in n["actors"]], [one["slug"] for one in n["examples"]])
            for n in answer["value_chain"]
        ]
        assert nodes == [(list(node.actors), list(node.examples)) for node in entry.value_chain]
        for node in answer["value_chain"]:
            for term in (*node["actors"], *node["examples"]):
                assert term["name"] == entries[Ref("term", term["slug"])].texts["zh-Hans"]["name"]
                assert term["url"] == f"/v1/terms/{term['slug']}"
                assert term["fallbacks"] == {}


def nested(steps: list[Any]) -> list[tuple[str, Any]]:
    """Steps as (slug, steps inside)."""
    return [(step["slug"], nested(step["steps"])) for step in steps]


def test_a_process_holds_its_steps_nested_and_in_order(client: Client, content: Content) -> None:
    """Every process has all its steps in the order of the files, each substep inside its step."""

    def inside(process: str, parent: str | None) -> list[tuple[str, Any]]:
        steps = [entries[Ref("step", slug)] for slug in all_of(content, "step", "process", process)]
        return [(step.slug, inside(process, step.slug)) for step in steps if step.relation("parent") == parent]

    entries = by_ref(content)
    processes = [ref for ref in entries if ref.kind == "process"]
    for ref in processes:
        assert nested(client.json(f"/v1/processes/{ref.slug}")["steps"]) == inside(ref.slug, None)
    assert sum(len(inside(ref.slug, None)) for ref in processes) > 40


def test_steps_nest_to_any_depth(holey: Client) -> None:
    """A substep of a substep stands inside it, and order follows the file though parents come later in it."""
    wanted: list[tuple[str, Any]] = [("second-part", []), ("first-part", [("deepest", [])])]
    assert nested(holey.json("/v1/processes/deal")["steps"]) == [("first", wanted), ("last", [])]
    assert nested(holey.json("/v1/steps/first")["steps"]) == wanted
    assert holey.json("/v1/steps/last")["steps"] == []


def test_include_adds_to_a_model(client: Client) -> None:
    """`include` adds a model's processes with their steps, its questions and its terms whole, in any order."""
    plain = client.json("/v1/models/b2b?locale=es")
    assert not {"processes", "faqs"} & plain.keys()
    full = client.json("/v1/models/b2b?locale=es&include=terms,faqs,processes")
    assert full == client.json("/v1/models/b2b?locale=es&include=processes,faqs,terms") | full
    assert full["processes"] == [
        client.json(f"{process['url']}?locale=es")
        for process in client.json("/v1/processes?model=b2b&locale=es")["items"]
    ]
    assert full["processes"]
    assert full["processes"][0]["steps"]
    assert full["faqs"] == client.json("/v1/faqs?about=b2b&locale=es")["items"]
    assert [term["slug"] for term in full["terms"]] == plain["terms"]
    assert {name: full[name] for name in plain.keys() - {"terms"}} == {
        name: plain[name] for name in plain.keys() - {"terms"}
    }


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if kind.name != "term"], ids=lambda kind: kind.name)
def test_terms_are_included_whole(client: Client, kind: Any) -> None:
    """With include=terms an entry of any kind has its terms whole in place of their slugs."""
    items = client.json(f"/v1/{kind.plural}?limit=200")["items"]
    item = next((item for item in items if item["terms"]), items[0])
    terms = client.json(f"{item['url']}?include=terms")["terms"]
    assert terms == [client.json(f"/v1/terms/{slug}") for slug in item["terms"]]


def test_labels_are_in_the_callers_language(client: Client, holey: Client) -> None:
    """An aspect has a label in the locale, along the fallback chain, in the reader's script, else its slug."""
    assert client.json("/v1/features/b2b-bulk-trade?locale=es")["aspect_label"] == "Característica"
    assert holey.json("/v1/features/fast?locale=es")["aspect_label"] == "Ventaja"
    assert holey.json("/v1/features/fast?locale=zh-Hant")["aspect_label"] == "Advantage"
    assert holey.json("/v1/features/slow?locale=es")["aspect_label"] == "disadvantage"
    assert holey.json("/v1/terms/rate?locale=en")["category_label"] == "kpi"
    assert holey.json("/v1/terms/maker?locale=zh-Hant")["category_label"] == "參與者"
    assert holey.json("/v1/terms/maker?locale=zh-Hans")["category_label"] == "参与者"
    assert holey.json("/v1/terms/maker?locale=en")["group_label"] is None


def test_structure_is_shown_as_it_is(holey: Client) -> None:
    """Attributes, relations, related entries and what goes beyond the sources stand in the answer."""
    rate = holey.json("/v1/terms/rate")
    assert (rate["category"], rate["beyond_source"], rate["formula"]) == ("kpi", True, "a / b")
    question = holey.json("/v1/faqs/porque")
    assert (question["about"], question["related"]) == (["b2b"], ["model:b2b"])
    step = holey.json("/v1/steps/deepest")
    assert (step["process"], step["parent"], step["terms"]) == ("deal", "first-part", ["maker"])
    assert holey.json("/v1/models/b2b")["model_kind"] == "model"


@pytest.mark.parametrize(
    "path", ["/v1/models/nobody", "/v1/faqs/b2b", "/v1/models/B2B", "/v1/models/b2b%20", "/v1/terms/%F0%9F%98%80"]
)
def test_what_is_not_there(client: Client, path: str) -> None:
    """A slug that no entry of the kind has is a 404 that says so in the caller's language."""
    answer = client.get(path, "es-MX")
    assert answer.status_code == 404
    assert answer.headers["content-language"] == "es"
    assert answer.json()["type"] == "/problems/not-found"
