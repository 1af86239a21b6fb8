"""Cursors: where a list goes on, for that list alone."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.bootstrap import open_store
from app.loader.loading import load
from tests.serving import Client, client, settings_in, write


def cursor_of(address: str) -> str:
    """The cursor in an address."""
    return parse_qs(urlsplit(address).query)["cursor"][0]


def test_next_keeps_what_was_asked(client: Client) -> None:
    """`next` goes on with the same filters, limit and fallback, in the locale that was found; `Link` says the same."""
    asked = "/v1/features?model=b2b&fallback=none&limit=2&locale=zh-TW"
    answer = client.get(asked)
    following = answer.json()["next"]
    query = parse_qs(urlsplit(following).query)
    assert {name: query[name] for name in ("model", "fallback", "limit", "locale")} == {
        "model": ["b2b"],
        "fallback": ["none"],
        "limit": ["2"],
        "locale": ["zh-Hant"],
    }
    assert f'<{following}>; rel="next"' in answer.headers["link"]
    assert client.json(following)["locale"] == "zh-Hant"


def test_the_last_part_has_no_next(client: Client) -> None:
    """What is whole has no `next`, in the answer or in `Link`."""
    answer = client.get("/v1/models?limit=200")
    assert answer.json()["next"] is None
    assert 'rel="next"' not in answer.headers["link"]


def test_limit_and_locale_may_change_on_the_way(client: Client) -> None:
    """A cursor is a place in the list, whatever the limit, the locale or the fallback of the next part."""
    cursor = cursor_of(client.json("/v1/terms?limit=3")["next"])
    everything = client.json("/v1/terms?limit=9")["items"]
    for query in ("limit=6", "limit=6&locale=zh-Hans", "limit=6&fallback=none"):
        rest = client.json(f"/v1/terms?cursor={cursor}&{query}")["items"]
        assert [item["slug"] for item in rest] == [item["slug"] for item in everything[3:]]


def refused(client: Client, path: str, cursor: str) -> None:
    """Assert that a list does not take a cursor for its own."""
    answer = client.get(f"{path}{'&' if '?' in path else '?'}cursor={cursor}")
    assert answer.status_code == 422, (cursor, answer.text)
    problem = answer.json()
    assert problem["type"] == "/problems/invalid-cursor"
    assert [error["parameter"] for error in problem["errors"]] == ["cursor"]


def test_a_cursor_of_another_list(client: Client) -> None:
    """A cursor belongs to its kind and its filters."""
    cursor = cursor_of(client.json("/v1/features?model=b2b&limit=1")["next"])
    for path in ("/v1/terms", "/v1/features", "/v1/features?model=b2c", "/v1/features?model=b2b&aspect=advantage"):
        refused(client, path, cursor)


def test_a_cursor_of_a_list_whose_long_filter_ends_otherwise(tmp_path: Path) -> None:
    """Two filters that begin alike are two lists, however long what they share is."""
    one, other = "b" * 100 + "1", "b" * 100 + "2"
    texts = "".join(f"  {slug}: {{name: N, definition: D.}}\n" for slug in (one, other))
    features = "".join(f"  f{n}: {{model: {one if n < 3 else other}, aspect: a}}\n" for n in range(6))
    titles = "".join(f"  f{n}: {{title: T, body: B.}}\n" for n in range(6))
    write(
        tmp_path / "data",
        {
            "structure/all.yaml": f"models:\n  {one}: {{}}\n  {other}: {{}}\nfeatures:\n{features}",
            "en/all.yaml": f"models:\n{texts}features:\n{titles}",
        },
    )
    made = settings_in(tmp_path)
    load(open_store(made), tmp_path / "data", "data")
    with client(made) as asking:
        cursor = cursor_of(asking.json(f"/v1/features?model={one}&limit=1")["next"])
        assert len(asking.json(f"/v1/features?model={one}&cursor={cursor}")["items"]) == 2
        refused(asking, f"/v1/features?model={other}", cursor)


@pytest.mark.parametrize("cursor", ["x", "AAAA", "%", "=", "é", "\0", "null", "W10", "a" * 200, "ＡＡ", "../..", " "])
def test_what_is_no_cursor(client: Client, cursor: str) -> None:
    """Anything else is refused as a cursor, or for its length."""
    answer = client.ask("GET", "/v1/terms", params={"cursor": cursor})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == "cursor"


@settings(max_examples=60)
@given(st.data())
def test_a_cursor_that_was_changed(client: Client, data: st.DataObject) -> None:
    """A cursor in which any character was changed, dropped or added is refused."""
    cursor = cursor_of(client.json("/v1/terms?limit=2")["next"])
    at = data.draw(st.integers(0, len(cursor) - 1))
    letter = data.draw(st.sampled_from("ABCXYZabcxyz0189-_"))
    how = data.draw(st.sampled_from(["change", "drop", "add"]))
    changed = cursor[:at] + ("" if how == "drop" else letter) + cursor[at + (how != "add") :]
    answer = client.ask("GET", "/v1/terms", params={"cursor": changed})
    if answer.status_code == 200:  # the same bytes spelt otherwise: base64 has spare bits in its last character
        assert [item["slug"] for item in answer.json()["items"]] == [
            item["slug"] for item in client.json(f"/v1/terms?cursor={cursor}")["items"]
        ]
    else:
        assert answer.status_code == 422


def test_two_origins_make_one_list(tmp_path: Path) -> None:
    """Entries of two origins that stand at equal positions are all listed, once each, whatever the parts."""
    settings = settings_in(tmp_path)
    engine = open_store(settings)
    for name in ("one", "other"):
        lines = [f'{{"kind":"term","slug":"{name}-{n}","texts":{{"en":{{"name":"N{n}"}}}}}}' for n in range(4)]
        write(tmp_path, {f"{name}.jsonl": "\n".join(lines)})
        load(engine, tmp_path / f"{name}.jsonl")
    engine.dispose()
    with client(settings) as asking:
        everything = [item["slug"] for item in asking.json("/v1/terms")["items"]]
        assert sorted(everything) == sorted(f"{name}-{n}" for name in ("one", "other") for n in range(4))
        for limit in (1, 2, 3, 5):
            found, following = [], f"/v1/terms?limit={limit}"
            while following:
                answer = asking.json(following)
                found += [item["slug"] for item in answer["items"]]
                following = answer["next"]
            assert found == everything
