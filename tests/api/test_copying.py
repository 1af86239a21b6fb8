"""Full copies: a snapshot, and then what changed, always equal a new snapshot."""

import asyncio
import gzip
from collections.abc import Iterator
from pathlib import Path
from random import Random

import brotli
import httpx
import pytest
from sqlalchemy import Engine
from sqlalchemy.pool import QueuePool
from starlette.types import Message

from app.bootstrap import open_store
from app.store.library import Library
from tests.api.copyist import Copy, Shifting
from tests.serving import Client, client, settings_in


def library(asking: Client) -> Library:
    """The library of an application."""
    found: Library = asking.served.library
    return found


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Engine]:
    """A store of its own, which the application of `asking` serves."""
    engine = open_store(settings_in(tmp_path))
    yield engine
    engine.dispose()


@pytest.fixture
def asking(tmp_path: Path, store: Engine) -> Iterator[Client]:
    """Asks the application over that store."""
    with client(settings_in(tmp_path)) as made:
        yield made


@pytest.mark.parametrize("seed", range(4))
def test_a_copy_that_follows_equals_a_new_one(asking: Client, store: Engine, seed: int) -> None:
    """Whatever changes, also between two parts, a copy that applies the changes equals a snapshot, in every locale."""
    random = Random(seed)
    shifting = Shifting(store, random)
    library(asking).refresh()
    copies: dict[tuple[str, str], Copy] = {}
    for _ in range(8):
        for _ in range(random.randint(0, 3)):
            shifting.change()
        if random.random() < 0.8:  # else the process sees it only when it looks by itself
            library(asking).refresh()
        wanted = [(tag, mode) for tag in shifting.tags for mode in ("chain", "none")]
        copies = {key: copy for key, copy in copies.items() if key in wanted}
        for key, copy in copies.items():
            for _ in copy.follow(limit=random.randint(1, 4)):
                if random.random() < 0.2:
                    shifting.change(locales=False)
            library(asking).refresh()
            list(copy.follow(limit=200))
            assert (copy.revision, copy.items) == copy.snapshot(), key
        library(asking).refresh()
        wanted = [(tag, mode) for tag in shifting.tags for mode in ("chain", "none")]
        copies = {key: copies.get(key) or Copy(asking, *key) for key in wanted}


def test_the_revision_is_that_of_the_bytes(asking: Client, store: Engine) -> None:
    """A snapshot that was opened before a change tells nothing of it, labels and fallbacks included."""
    shifting = Shifting(store, Random(1))
    library(asking).refresh()
    before = Copy(asking, "en")
    with library(asking).snapshot() as taken:
        shifting.change()
        shifting.change()
        library(asking).refresh()
        assert taken.revision == before.revision
        assert {(entry.ref.kind, entry.slug) for entry in taken.entries} == set(before.items)


@pytest.mark.parametrize("since", [2, 999_999_999])
def test_a_copy_from_the_future(asking: Client, store: Engine, since: int) -> None:
    """A revision that there is not yet is a 422; one that only this process has not seen yet is none."""
    shifting = Shifting(store, Random(2))
    library(asking).refresh()
    answer = asking.get(f"/v1/changes?since={since}")
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (422, "since")
    while Copy(asking, "en").revision < 2:
        shifting.change()
    assert asking.get("/v1/changes?since=2").status_code == 200


def test_a_cursor_is_for_one_since(asking: Client, store: Engine) -> None:
    """The cursor of other changes is refused, and so is that of a list."""
    Shifting(store, Random(3))
    library(asking).refresh()
    following = httpx.URL(asking.json("/v1/changes?since=0&limit=1")["next"])
    cursor = following.params["cursor"]
    for path in (f"/v1/changes?since=1&cursor={cursor}", f"/v1/terms?cursor={cursor}", "/v1/changes?cursor=AAAA"):
        assert asking.get(path).json()["type"] == "/problems/invalid-cursor"


@pytest.mark.parametrize("coding", ["identity", "gzip", "br"])
def test_a_snapshot_in_a_coding(client: Client, coding: str) -> None:
    """A snapshot is the same in every coding; its tag is weak where the bytes depend on how they were streamed."""
    plain = client.get("/v1/snapshot?locale=es", accept_encoding="identity")
    coded = client.get("/v1/snapshot?locale=es", accept_encoding=coding)
    assert coded.headers["content-type"] == "application/jsonl"
    assert coded.headers.get("content-encoding", "identity") == coding
    assert coded.headers["etag"].startswith('"' if coding == "identity" else 'W/"')
    assert coded.content == plain.content
    assert plain.content.endswith(b"}\n")


def test_what_compresses_a_stream_is_right() -> None:
    """The client of these tests decodes as any other would."""
    assert brotli.decompress(brotli.compress(b"x")) == gzip.decompress(gzip.compress(b"x")) == b"x"


def pool(asking: Client) -> QueuePool:
    """The connections of an application to its store."""
    found = library(asking)._engine.pool
    assert isinstance(found, QueuePool)
    return found


@pytest.mark.parametrize("parts", [0, 1, 2])
def test_a_client_that_goes_away_leaves_nothing_open(asking: Client, store: Engine, parts: int) -> None:
    """Where a client stops reading after so many parts, the connection to the store is given back."""
    Shifting(store, Random(4))
    library(asking).refresh()

    async def leave() -> None:
        gone = asyncio.Event()
        got: list[Message] = []

        async def receive() -> Message:
            await gone.wait()
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            got.append(message)
            if len(got) > parts:
                gone.set()
                await asyncio.sleep(0.05)

        target = {"path": "/v1/snapshot", "raw_path": b"/v1/snapshot", "query_string": b"", "headers": []}
        asked = {"type": "http", "method": "GET", "http_version": "1.1", "scheme": "http", **target}
        await asking.served({**asked, "asgi": {"spec_version": "2.3"}}, receive, send)
        while pool(asking).checkedout():
            await asyncio.sleep(0.01)

    asking._runner.run(asyncio.wait_for(leave(), 20))
    assert len(Copy(asking, "en").items) == 6


def test_many_slow_clients_hold_no_connection(asking: Client, store: Engine) -> None:
    """Clients that take their time leave the store to others, however many they are."""
    Shifting(store, Random(5))
    library(asking).refresh()

    async def take() -> list[int]:
        async def slowly() -> int:
            async with asking._http.stream("GET", "/v1/snapshot") as answer:
                return len(await answer.aread())

        return await asyncio.gather(*(slowly() for _ in range(30)))

    sizes = asking._runner.run(take())
    assert len(set(sizes)) == 1
    assert pool(asking).checkedout() == 0
