"""What another process wrote is seen: by entries, lists, counts, locales and search, and never half."""

import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from app.bootstrap import open_store
from app.loader.loading import load
from app.settings import Settings
from tests.serving import Client, client, serving, settings_in, write

PATIENCE_S = 20


def put(settings: Settings, folder: Path, **names: str) -> None:
    """Make the store hold these terms, written by an engine that the application knows nothing of."""
    lines = "\n".join(f'{{"kind":"term","slug":"{slug}","texts":{names[slug]}}}' for slug in names)
    write(folder, {"terms.jsonl": lines})
    engine = open_store(settings)
    load(engine, folder / "terms.jsonl")
    engine.dispose()


def english(name: str) -> str:
    """The texts of a term with a name in English."""
    return f'{{"en":{{"name":"{name}","definition":"D."}}}}'


def eventually(holds: Callable[[], bool]) -> bool:
    """Whether something comes to hold while one waits."""
    until = time.monotonic() + PATIENCE_S
    while not (found := holds()) and time.monotonic() < until:
        time.sleep(0.02)
    return found


def slugs(asking: Client, path: str) -> list[str]:
    """The slugs of a list or of what is found."""
    return [item["slug"] for item in asking.json(path)["items"]]


@pytest.mark.parametrize("address", ["sqlite", "postgresql"])
def test_a_load_by_another_process_is_seen(request: pytest.FixtureRequest, tmp_path: Path, address: str) -> None:
    """Entries, lists, counts, search and new locales follow the store, on either database."""
    url: str = request.getfixturevalue({"sqlite": "sqlite_url", "postgresql": "postgres_url"}[address])
    settings = settings_in(tmp_path, database_url=url)
    with client(settings) as asking:
        assert (asking.json("/v1")["revision"], slugs(asking, "/v1/terms"), slugs(asking, "/v1/search?q=quay")) == (
            0,
            [],
            [],
        )
        put(settings, tmp_path, a=english("quay"), b=english("barge"))
        assert eventually(lambda: asking.json("/v1")["revision"] == 1)
        assert slugs(asking, "/v1/terms") == ["a", "b"]
        assert eventually(lambda: slugs(asking, "/v1/search?q=quay") == ["a"])
        spanish = '{"en":{"name":"wharf","definition":"D."},"es":{"name":"muelle","definition":"D."}}'
        put(settings, tmp_path, a=spanish)
        assert eventually(lambda: asking.json("/v1")["revision"] == 2)
        assert asking.json("/v1/terms/a")["name"] == "wharf"
        assert asking.json("/v1/terms/a", "es-MX")["name"] == "muelle"
        assert asking.get("/v1/terms/b").status_code == 404
        assert asking.json("/v1")["locales"] == ["en", "es"]
        assert eventually(lambda: slugs(asking, "/v1/search?q=muelle") == ["a"])
        assert eventually(lambda: slugs(asking, "/v1/search?q=barge") == [])


def test_search_is_not_kept_from_before_the_index_followed(tmp_path: Path) -> None:
    """What was found while the index was behind the entries is not what is found from then on."""
    settings = settings_in(tmp_path)
    put(settings, tmp_path, a=english("quay"))
    with client(settings) as asking:
        assert slugs(asking, "/v1/search?q=quay") == ["a"]
        services = asking.app.state.context
        put(settings, tmp_path, a=english("quay"), b=english("quays"))
        services.library.refresh()
        asking.get("/v1/search?q=quay")
        asking.get("/v1/suggest?q=quay")
        services.search.catch_up()
        assert slugs(asking, "/v1/search?q=quay") == ["a", "b"]
        assert slugs(asking, "/v1/suggest?q=quay") == ["a", "b"]


def test_an_index_that_missed_a_load_is_brought_up(tmp_path: Path) -> None:
    """What was loaded while nobody served is found after the next start, though the index is from before."""
    settings = settings_in(tmp_path)
    put(settings, tmp_path, a=english("quay"))
    with client(settings) as asking:
        assert slugs(asking, "/v1/search?q=quay") == ["a"]
    put(settings, tmp_path, b=english("barge"))
    with client(settings) as asking:
        assert eventually(lambda: slugs(asking, "/v1/search?q=barge") == ["b"])
        assert slugs(asking, "/v1/search?q=quay") == []


def test_a_server_follows_a_load(tmp_path: Path) -> None:
    """A server of its own process sees what a command loads, while it runs."""
    settings = settings_in(tmp_path)
    put(settings, tmp_path, a=english("quay"))
    with serving(tmp_path) as address:
        assert name_at(address) == "quay"
        put(settings, tmp_path, a=english("wharf"))
        assert eventually(lambda: name_at(address) == "wharf")


def name_at(address: str) -> str:
    """The name of the term that a server shows."""
    name: str = httpx.get(f"{address}/v1/terms/a").json()["name"]
    return name
