"""The index on disk: follows its source, is shared, and survives what befalls it."""

import gc
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from app.content.entry import Ref
from app.locales.fallback import Locale, Locales
from app.search import index
from app.search.engine import SearchEngine
from app.search.query import SearchQuery
from tests.search.knowledge import ENTRIES, LOCALES, MemorySource, entry

PIER = entry("term", "pier", {"en": {"name": "Pier", "definition": "Where ships land."}}, position=9)


def opened(directory: Path, source: MemorySource, locales: Locales = LOCALES) -> SearchEngine:
    """An engine over a directory, brought up to its source."""
    engine = SearchEngine.open(directory, source, locales)
    engine.catch_up()
    return engine


def found(engine: SearchEngine, text: str) -> list[str]:
    """The names of what is found."""
    return [str(hit.ref) for hit in engine.search(SearchQuery(text, "en")).hits]


def test_what_was_built_is_opened_again(tmp_path: Path) -> None:
    """A second engine over the same directory reads what the first has written."""
    source = MemorySource(ENTRIES)
    opened(tmp_path, source)
    assert found(opened(tmp_path, source), "haiwaicang")[0] == "term:overseas-warehouse"
    assert source.rebuilds == 1


def test_changes_are_followed(tmp_path: Path) -> None:
    """What is added, changed and removed is so in the index after catching up, without a rebuild."""
    source = MemorySource(ENTRIES)
    engine = opened(tmp_path, source)
    source.put(PIER)
    engine.catch_up()
    assert found(engine, "pier") == found(engine, "peir") == ["term:pier"]
    source.put(replace(PIER, texts={"en": {"name": "Quay"}}))
    engine.catch_up()
    assert (found(engine, "pier"), found(engine, "quay")) == ([], ["term:pier"])
    source.delete(PIER.ref)
    engine.catch_up()
    assert found(engine, "quay") == []
    assert source.rebuilds == 1


def test_another_engine_follows(tmp_path: Path) -> None:
    """Of two engines over one directory one writes, and the other reads what it wrote."""
    source = MemorySource(ENTRIES)
    first, second = opened(tmp_path, source), opened(tmp_path, source)
    source.put(PIER)
    first.catch_up()
    second.catch_up()
    assert found(second, "pier") == ["term:pier"]


@pytest.mark.parametrize("victim", ["CURRENT", "records", "meta.json", "*.term", "*.idx", "*.store"])
@pytest.mark.parametrize("damage", ["removed", "emptied", "cut"])
def test_damage_is_noticed_and_mended(tmp_path: Path, victim: str, damage: str) -> None:
    """An index of which a file is gone, empty or cut off is built anew and answers as before."""
    source = MemorySource(ENTRIES)
    opened(tmp_path, source)
    for path in tmp_path.rglob(victim):
        data = path.read_bytes()
        path.unlink()
        if damage != "removed":
            path.write_bytes(b"" if damage == "emptied" else data[: len(data) // 2])
    assert found(opened(tmp_path, source), "overseas warehouse")[0] == "term:overseas-warehouse"


def test_garbled_records_are_noticed_when_read(tmp_path: Path) -> None:
    """Bytes that changed under way are noticed by their checksum, and the index is built anew."""
    source = MemorySource(ENTRIES)
    engine = opened(tmp_path, source)
    for path in tmp_path.rglob("records"):
        path.write_bytes(bytes(byte ^ 1 for byte in path.read_bytes()))
    assert found(engine, "overseas warehouse")[0] == "term:overseas-warehouse"
    assert source.rebuilds == 2


def test_what_was_replaced_is_let_go(tmp_path: Path) -> None:
    """An index that is built anew leaves no file of the one before open, though no garbage is looked for."""
    source = MemorySource(ENTRIES)
    engine = opened(tmp_path, source)
    gc.disable()
    try:
        for tag in ("fr", "pt", "it"):
            engine.adopt(Locales("en", (Locale("en"), Locale("zh-Hans"), Locale(tag))))
            engine.catch_up()
            assert found(engine, "haiwaicang")
    finally:
        gc.enable()
    files = [link.resolve() for link in Path("/proc/self/fd").iterdir()]
    assert len([file for file in files if file.is_relative_to(tmp_path) and file.name == "records"]) == 1


def test_another_analysis_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index of another version, or of other locales, is built anew."""
    source = MemorySource(ENTRIES)
    opened(tmp_path, source)
    opened(tmp_path, source, Locales("en", (*LOCALES.members, Locale("fr"))))
    monkeypatch.setattr(index, "VERSION", "0")
    opened(tmp_path, source)
    assert source.rebuilds == 3


def test_a_source_that_went_back_is_read_anew(tmp_path: Path) -> None:
    """An index ahead of its source, as after a backup was restored, is built anew."""
    source = MemorySource(ENTRIES)
    source.put(PIER)
    opened(tmp_path, source)
    assert found(opened(tmp_path, MemorySource(ENTRIES)), "pier") == []


WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from app.search.engine import SearchEngine
from tests.search.knowledge import ENTRIES, LOCALES, MemorySource
source = MemorySource(ENTRIES)
engine = SearchEngine.open(Path(sys.argv[1]), source, LOCALES)
while True:
    for entry in ENTRIES:
        source.put(replace(entry, position=entry.position + 1))
    engine.catch_up()
    print("written", flush=True)
"""


def test_a_killed_writer_does_no_harm(tmp_path: Path) -> None:
    """An index whose writer is killed at any moment opens, and every entry is found once."""
    for turn in range(4):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE)
        with writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(0.013 * turn)
            os.kill(writer.pid, signal.SIGKILL)
        engine = opened(tmp_path, MemorySource(ENTRIES))
        assert engine.revision == 1
        assert found(engine, "海外仓") == ["term:overseas-warehouse", "faq:warehouse-pros-cons"]
        assert Ref("term", "logistics") in {hit.ref for hit in engine.search(SearchQuery("物流", "en")).hits}
