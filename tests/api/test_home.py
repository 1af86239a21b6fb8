"""What is here, in which locales, and why a caller got the one that it got."""

from importlib.metadata import version

import pytest

from app.content.kinds import KINDS
from app.loader.content import Content
from tests.serving import Client

TAGS = ["en", "es", "zh-Hans", "zh-Hant"]


def test_home_counts_what_is_here(client: Client, content: Content) -> None:
    """`/v1` has every kind with its number and label, the locales, the revision and links that work."""
    home = client.json("/v1", "es")
    assert (home["name"], home["version"], home["locale"]) == ("Kuajing", version("kuajing"), "es")
    assert (home["locales"], home["default_locale"], home["revision"]) == (TAGS, "en", 1)
    assert [kind["kind"] for kind in home["kinds"]] == list(KINDS)
    for kind in home["kinds"]:
        assert kind["total"] == sum(entry.ref.kind == kind["kind"] for entry in content.entries)
        assert client.json(f"{kind['url']}?limit=1")["total"] == kind["total"]
    assert home["kinds"][4]["label"] == "Pregunta frecuente"
    for link in home["links"].values():
        assert client.get(link.partition("{")[0]).status_code in (200, 422), link


def test_every_answer_carries_the_revision(client: Client) -> None:
    """Lists carry the revision of the whole, entries that of their last change."""
    assert client.json("/v1/models?limit=1")["revision"] == 1
    assert client.json("/v1/models/b2b")["revision"] == 1


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["English", "Spanish", "Simplified Chinese", "Traditional Chinese"]),
        ("es", ["inglés", "español", "chino simplificado", "chino tradicional"]),
        ("zh-CN", ["英语", "西班牙语", "简体中文", "繁体中文"]),
        ("zh-TW", ["英文", "西班牙文", "簡體中文", "繁體中文"]),
    ],
)
def test_locales_have_names_in_the_callers_language(client: Client, language: str, names: list[str]) -> None:
    """Each locale is named as CLDR names it in the caller's language, and as it names itself."""
    items = client.json("/v1/locales", language)["items"]
    assert [item["tag"] for item in items] == TAGS
    assert [item["name"] for item in items] == names
    assert [item["native_name"] for item in items] == ["English", "español", "简体中文", "繁體中文"]
    assert {item["direction"] for item in items} == {"ltr"}


def test_the_shipped_content_is_complete(client: Client, content: Content) -> None:
    """Each locale of the shipped content has every text that ought to be there."""
    for item in client.json("/v1/locales")["items"]:
        assert item["complete"] == 1.0, item["tag"]
        assert item["default"] == (item["tag"] == "en")
        assert sum(item["counts"].values()) == len(content.entries)
    chains = {item["tag"]: item["fallback"] for item in client.json("/v1/locales")["items"]}
    assert chains["zh-Hant"][:2] == ["zh-Hans", "en"]


def test_the_share_of_an_incomplete_locale(holey: Client) -> None:
    """The share is that of the texts that ought to be there: all required, and the optional ones of the source."""
    shares = {item["tag"]: item["complete"] for item in holey.json("/v1/locales")["items"]}
    # Required: 2 of the model, 6 of features, 1 of the process, 10 of steps, 4 of questions, 6 of terms. Optional: 2.
    assert shares["en"] == round((31 - 4) / 31, 4)
    assert shares["es"] == round((1 + 4 + 2 + 2) / 31, 4)
    assert shares["zh-Hans"] == round((2 + 2) / 31, 4)
    assert shares["zh-Hant"] == round(2 / 31, 4)


def test_negotiate_explains_a_header(client: Client) -> None:
    """The answer has the header, the locale, and each candidate with its distance, member and reason."""
    told = client.json("/v1/negotiate", "fr,zh-TW;q=0.9,es;q=0")
    assert (told["header"], told["parameter"], told["locale"]) == ("fr,zh-TW;q=0.9,es;q=0", None, "zh-Hant")
    by_locale = {one["locale"]: one for one in told["candidates"]}
    assert list(by_locale) == TAGS
    assert by_locale["zh-Hant"] == {
        "locale": "zh-Hant",
        "distance": 0,
        "member": "zh-TW",
        "excluded": False,
        "reason": "distance",
    }
    assert (by_locale["es"]["excluded"], by_locale["es"]["reason"]) == (True, "excluded")
    assert by_locale["zh-Hans"]["reason"] == "script"
    assert by_locale["en"]["reason"] == "too-far"


def test_negotiate_explains_the_parameter(client: Client) -> None:
    """With `?locale=` the parameter is the reason; without either the default is."""
    told = client.json("/v1/negotiate?locale=zh_TW", "es")
    assert (told["parameter"], told["locale"], told["reason"]) == ("zh_TW", "zh-Hant", "parameter")
    told = client.json("/v1/negotiate")
    assert (told["header"], told["locale"], told["reason"]) == (None, "en", "default")


def test_an_explanation_is_of_one_request_alone(client: Client) -> None:
    """Two headers that come to the same locale are each explained; nobody keeps, or gets, what another sent."""
    for header in ("es-MX", "es-AR,fr;q=0.5", "ca"):
        answer = client.get("/v1/negotiate", header)
        assert (answer.json()["header"], answer.json()["locale"]) == (header, "es")
        assert answer.headers["cache-control"] == "no-store"


def test_health(client: Client) -> None:
    """The process says that it lives and that it can serve, at which revision, and nothing may keep that."""
    for path, content in (("/healthz", {"status": "alive"}), ("/readyz", {"status": "ready", "revision": 1})):
        answer = client.get(path)
        assert (answer.status_code, answer.json()) == (200, content)
        assert answer.headers["cache-control"] == "no-store"
