"""In which locale a request is answered: what `?locale=` takes, what the header says, and which of them counts."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.serving import Client

CASES = Path(__file__).parent / "cases"
TAGS = ("en", "es", "zh-Hans", "zh-Hant")
PATHS = ("/v1/models/b2b", "/v1/terms?limit=1", "/v1/search?q=b2b&limit=1", "/v1", "/v1/locales")


def table(name: str) -> list[dict[str, str]]:
    """The rows of a file of cases."""
    with (CASES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


@pytest.mark.parametrize("case", table("parameter.tsv"), ids=lambda case: case["query"])
def test_each_parameter(client: Client, case: dict[str, str]) -> None:
    """A tag near one of ours is answered in that one; anything else is a 400 that names ours."""
    answer = client.get(f"/v1/models/b2b?{case['query']}", "zh-TW")
    assert answer.status_code == int(case["status"]), answer.text
    if case["status"] == "200":
        assert answer.headers["content-language"] == answer.json()["locale"] == case["locale"]
        assert answer.headers["content-location"] == f"/v1/models/b2b?locale={case['locale']}"
        assert "Accept-Language" not in answer.headers["vary"]
    elif case["status"] == "400":
        problem = answer.json()
        assert problem["type"] == "/problems/invalid-locale"
        assert problem["errors"][0]["parameter"] == "locale"
        assert all(tag in problem["detail"] for tag in TAGS)


@pytest.mark.parametrize("case", table("header.tsv"), ids=lambda case: case["header"])
def test_each_header(client: Client, case: dict[str, str]) -> None:
    """A header finds the locale that it asks for, or the default, always with 200."""
    answer = client.get("/v1/models/b2b", case["header"])
    assert answer.status_code == 200
    assert answer.headers["content-language"] == answer.json()["locale"] == case["locale"]
    assert "Accept-Language" in answer.headers["vary"]


def test_several_lines_are_one_header(client: Client) -> None:
    """`Accept-Language` in two lines is one list."""
    for lines, locale in ((("fr", "es"), "es"), (("es;q=0.1", "zh-TW"), "zh-Hant")):
        headers = [("accept-language", line) for line in lines]
        answer = client.ask("GET", "/v1/models/b2b", headers=headers)
        assert answer.headers["content-language"] == locale


def test_the_parameter_wins_over_the_header(client: Client) -> None:
    """`?locale=` has the say, whatever the header wants or refuses."""
    assert client.get("/v1/models/b2b?locale=es", "zh-TW,es;q=0").headers["content-language"] == "es"


@pytest.mark.parametrize("path", PATHS)
def test_the_headers_of_a_localized_answer(client: Client, path: str) -> None:
    """Every answer says its locale, its own address, where the other locales are, and what it varies with."""
    answer = client.get(path, "zh-TW")
    bare = path.partition("?")[0]
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["content-language"] == "zh-Hant"
    location = answer.headers["content-location"]
    assert location.startswith(f"{bare}?")
    assert "locale=zh-Hant" in location
    assert {part.strip() for part in answer.headers["vary"].split(",")} >= {"Accept-Language", "Accept-Encoding"}
    links = answer.headers["link"]
    assert f'<{location}>; rel="canonical"' in links
    for tag in TAGS:
        assert f'<{location.replace("zh-Hant", tag)}>; rel="alternate"; hreflang="{tag}"' in links
    own = client.get(location)
    assert own.json() == answer.json()
    assert own.headers["content-location"] == location
    assert own.headers["etag"] == answer.headers["etag"]


def test_etags_differ_by_locale(client: Client) -> None:
    """The same entry has another strong tag in each locale, and the same one each time."""
    tags = [client.get(f"/v1/models/b2b?locale={tag}").headers["etag"] for tag in TAGS]
    assert len(set(tags)) == len(TAGS)
    assert all(tag.startswith('"') for tag in tags)
    assert client.get("/v1/models/b2b?locale=en").headers["etag"] == tags[0]


def test_not_modified(client: Client) -> None:
    """Who has an answer gets 304 with what a cache needs and no body; who has another locale's gets it all."""
    for path in PATHS:
        whole = client.get(path, "es")
        again = client.get(path, "es", if_none_match=whole.headers["etag"])
        assert (again.status_code, again.content) == (304, b"")
        for name in ("etag", "vary", "content-location", "cache-control"):
            assert again.headers[name] == whole.headers[name]
        assert client.get(path, "zh-TW", if_none_match=whole.headers["etag"]).status_code == 200


def test_a_problem_is_told_in_the_callers_language(client: Client) -> None:
    """A problem follows the header, or `?locale=` where that can be matched."""
    assert client.get("/v1/models/nobody", "zh-TW").headers["content-language"] == "zh-Hant"
    assert client.get("/v1/models/nobody?locale=es", "zh-TW").headers["content-language"] == "es"
    assert client.get("/v1/models/b2b?locale=fr", "zh-TW").headers["content-language"] == "zh-Hant"


TAG = st.from_regex(r"[A-Za-z]{1,9}([-_][A-Za-z0-9]{1,9}){0,4}", fullmatch=True)
PLAUSIBLE = st.sampled_from(["en", "es", "es-MX", "zh", "zh-TW", "zh-Hans-HK", "yue", "fr", "ca", "*", "und-Hant"])
MEMBER = st.builds(
    "{}{}".format,
    st.one_of(PLAUSIBLE, TAG, st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=20)),
    st.sampled_from(["", ";q=0", ";q=0.5", ";q=1", ";q=2", "; q=0.123", ";q=", ";level=1", ";q=0.1;q=0.9"]),
)


@settings(max_examples=150)
@given(st.lists(MEMBER, max_size=12).map(",".join))
def test_every_header_finds_a_locale(client: Client, header: str) -> None:
    """Law: whatever the header, the answer is 200 in one of the locales, and `/v1/negotiate` explains that one."""
    answer = client.get("/v1/terms/kpi", header)
    assert answer.status_code == 200
    assert answer.headers["content-language"] in TAGS
    explained = client.json("/v1/negotiate", header)
    assert explained["locale"] == answer.headers["content-language"]
    chosen = next(one for one in explained["candidates"] if one["locale"] == explained["locale"])
    assert explained["reason"] in ("default", chosen["reason"])


@settings(max_examples=100)
@given(st.one_of(TAG, st.text(max_size=30)))
def test_every_parameter_is_answered_or_refused(client: Client, tag: str) -> None:
    """Law: whatever `?locale=` holds, the answer is 200 in one of the locales, or 400 that names them."""
    answer = client.ask("GET", "/v1/terms/kpi", params={"locale": tag})
    assert answer.status_code in (200, 400)
    if answer.status_code == 200:
        assert answer.headers["content-language"] in TAGS
        assert answer.headers["content-location"].endswith(f"locale={answer.headers['content-language']}")
