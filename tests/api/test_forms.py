"""Forms of answers by `Accept` and `?format=`, at every address that has several."""

import json
from xml.etree import ElementTree

import pytest

from app.content.kinds import KINDS
from tests.serving import Client

FIRST = {"model": "b2b", "feature": "b2b-bulk-trade", "process": "b2b-transaction", "step": "b2b-sign-contract"}
FIRST |= {"faq": "b2b-vs-b2c", "term": "overseas-warehouse", "topic": "challenge-logistics"}
JSON, LD, MD = "application/json", "application/ld+json", "text/markdown; charset=utf-8"
LISTS = [f"/v1/{kind.plural}?limit=2" for kind in KINDS.values()]
ENTRIES = [f"/v1/{kind.plural}/{FIRST[kind.name]}" for kind in KINDS.values()]
SEVERAL = [
    *((path, {"json": JSON, "jsonld": LD, "md": MD}) for path in (*LISTS, *ENTRIES, "/v1/search?q=b2b")),
    ("/v1", {"json": JSON, "md": MD}),
    ("/v1/compare?models=b2b,b2c", {"json": JSON, "md": MD, "html": "text/html; charset=utf-8"}),
    ("/v1/models/b2b/flow", {"svg": "image/svg+xml", "mermaid": "text/vnd.mermaid; charset=utf-8"}),
    ("/llms.txt", {"txt": "text/plain; charset=utf-8", "md": MD}),
    ("/llms-full.txt", {"txt": "text/plain; charset=utf-8", "md": MD}),
]
ALONE = ["/v1/locales", "/v1/negotiate", "/v1/suggest?q=b", "/v1/changes?limit=1", "/v1/snapshot"]


@pytest.mark.parametrize(("path", "forms"), SEVERAL)
def test_an_address_has_its_forms(client: Client, path: str, forms: dict[str, str]) -> None:
    """Each form comes by its media type and by its name, as the same bytes; the first comes without either."""
    first = next(iter(forms))
    assert client.get(path).headers["content-type"] == forms[first]
    for name, media_type in forms.items():
        asked = client.get(path, "es", accept=media_type.partition(";")[0])
        named = client.get(f"{path}{'&' if '?' in path else '?'}format={name}", "es", accept="image/x-none")
        assert asked.status_code == named.status_code == 200
        assert asked.headers["content-type"] == named.headers["content-type"] == media_type
        assert asked.content == named.content
        assert asked.headers["content-language"] == "es"
        assert ("format=" in asked.headers["content-location"]) == (name != first)
        again = client.get(asked.headers["content-location"])
        assert again.content == asked.content


@pytest.mark.parametrize(("path", "forms"), SEVERAL)
def test_forms_are_told_apart_by_caches(client: Client, path: str, forms: dict[str, str]) -> None:
    """Answers that `Accept` chose say so, and each form has an entity tag of its own."""
    answers = [client.get(path, "en", accept=media_type) for media_type in forms.values()]
    assert all("Accept" in answer.headers["vary"].split(", ") for answer in answers)
    assert len({answer.headers["etag"] for answer in answers}) == len(forms)
    for answer in answers:
        kept = client.get(answer.headers["content-location"], if_none_match=answer.headers["etag"])
        assert kept.status_code == 304


@pytest.mark.parametrize("path", [*(path for path, _ in SEVERAL), *ALONE])
def test_what_no_form_can_meet_is_a_problem(client: Client, path: str) -> None:
    """Only where nothing can match there is a 406, which names what there is; garbage gets the first form."""
    refused = client.get(path, "es", accept="application/x-nothing, */*;q=0")
    assert (refused.status_code, refused.headers["content-type"]) == (406, "application/problem+json")
    problem = refused.json()
    assert problem["errors"][0]["header"] == "Accept"
    default = client.get(path).headers["content-type"]
    assert default.partition(";")[0] in problem["detail"]
    for accept in (b"garbage", b";;q", b'"', b"*/json", b"", b",,", b"\xff", b"a/b;q=2", b"*/*;q=0.001"):
        answer = client.ask("GET", path, headers={"accept": accept})
        assert (answer.status_code, answer.headers["content-type"]) == (200, default)


@pytest.mark.parametrize("path", [*(path for path, _ in SEVERAL), *ALONE])
def test_an_unknown_format_is_a_problem(client: Client, path: str) -> None:
    """A name that the address does not have is a 422 that lists those that it has."""
    answer = client.get(f"{path}{'&' if '?' in path else '?'}format=pdf")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == "format"


def test_agents_that_name_markdown_get_it(client: Client) -> None:
    """What language models' tools send gets Markdown, what browsers and libraries send gets JSON."""
    for accept, media_type in (
        ("text/markdown, text/html, */*", MD),
        ("text/markdown;q=1.0, text/html;q=0.7, text/plain;q=0.8, */*;q=0.1", MD),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8", JSON),
        ("application/json, text/plain, */*", JSON),
        ("*/*", JSON),
    ):
        assert client.get("/v1/faqs/b2b-vs-b2c", accept=accept).headers["content-type"] == media_type


def test_a_list_leads_on_in_its_form(client: Client) -> None:
    """The next part of a Markdown list is Markdown, and of linked data linked data."""
    for accept in ("text/markdown", "application/ld+json"):
        answer = client.get("/v1/terms?limit=3", "zh-TW", accept=accept)
        following = answer.links["next"]["url"]
        assert client.get(following).headers["content-type"] == answer.headers["content-type"]


def test_linked_data_is_absolute(client: Client) -> None:
    """Names are absolute by the host that was asked; a host that can be none makes no error."""
    document = json.loads(client.get("/v1/terms/kpi?format=jsonld&locale=en").content)
    assert document["@id"] == "http://kuajing.test/v1/terms/kpi?locale=en#term"
    for host in ("[", "a b", "x" * 300 + "/", "<script>"):
        answer = client.get("/v1/terms/kpi?format=jsonld", host=host)
        assert answer.status_code == 200
        assert "<" not in answer.text


@pytest.mark.parametrize("locale", ["en", "es", "zh-Hans", "zh-Hant"])
def test_a_picture_is_safe_to_open(client: Client, locale: str) -> None:
    """The picture is in the caller's language and comes with a policy under which nothing runs."""
    answer = client.get("/v1/models/b2b/flow", locale)
    root = ElementTree.fromstring(answer.content)
    assert root.get("lang") == answer.headers["content-language"] == locale
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert client.get("/v1/models/nowhere/flow").status_code == 404


@pytest.mark.parametrize("form", ["svg", "mermaid"])
def test_a_flow_has_the_steps_of_every_level(holey: Client, form: str) -> None:
    """What a substep consists of is in the picture too, behind it."""
    picture = holey.get(f"/v1/models/b2b/flow?format={form}&locale=en").text
    places = [picture.index(title) for title in ("Second part", "First part", "Deepest")]
    assert places == sorted(places)


def test_places_in_a_search_go_on(client: Client) -> None:
    """Items of a later part of what is found have the places that follow those of the first."""
    found = client.json("/v1/search?q=b2b&format=jsonld&limit=2&offset=2&locale=en")["mainEntity"]
    assert [item["position"] for item in found["itemListElement"]] == [3, 4]
