"""Full copies: a snapshot, and then what changed, always equal a new snapshot."""

import gzip
from collections.abc import Iterator
from pathlib import Path
from random import Random

import brotli
import httpx
import pytest
from sqlalchemy import Engine

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
