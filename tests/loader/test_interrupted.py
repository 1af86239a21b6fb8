"""Loads that are killed in the middle, and loads that meet: in processes of their own, on both databases."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine, text

from app.loader.loading import load
from app.store.session import reading
from tests.store.looking import State, look
from tests.store.processes import Process, go, line, run_together, started
from tests.store.stocking import empty_store

LOAD = """
import sys
from pathlib import Path
from app.loader.loading import load
from app.store.session import open_engine
engine = open_engine(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
tell = lambda done, total: print(f"{done} of {total}", flush=True)
print(load(engine, Path(sys.argv[2]), overwrite=True, progress=tell).revision)
engine.dispose()
"""
ENTRIES = 1_100
MIDDLE, LAST = f"1000 of {ENTRIES}", f"{ENTRIES} of {ENTRIES}"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An empty store."""
    made = empty_store(database_url)
    yield made
    made.dispose()


def write(path: Path, name: str, count: int) -> Path:
    """A file of terms, each with the one before it as related."""
    with path.open("w", encoding="utf-8") as out:
        for number in range(count):
            related = f'"related":["term:t-{number - 1}"],' if number else ""
            texts = f'"texts":{{"en":{{"name":"{name} {number}"}},"zh-Hans":{{"name":"{name} {number}"}}}}'
            out.write(f'{{"kind":"term","slug":"t-{number}",{related}{texts}}}\n')
    return path


def until(wanted: str) -> Callable[[Process], None]:
    """The moment at which a load has told this."""

    def wait(process: Process) -> None:
        while (told := line(process)) != wanted:
            assert " of " in told, f"{wanted!r} was not told, but {told!r}"

    return wait


def after(seconds: float) -> Callable[[Process], None]:
    """The moment so many seconds after the beginning."""
    return lambda process: time.sleep(seconds)


def is_sound(engine: Engine) -> bool:
    """Whether SQLite finds nothing wrong in its file; PostgreSQL has no such question."""
    with reading(engine) as connection:
        if engine.dialect.name != "sqlite":
            return True
        broken = connection.execute(text("PRAGMA foreign_key_check")).all()
        return not broken and connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"


def test_a_load_that_is_killed_leaves_no_trace(engine: Engine, database_url: str, tmp_path: Path) -> None:
    """Killed in the middle, at the end or whenever, the store is as it was.

    Only a load that had ended before it was killed is there, and then all of it. The next load works.
    """
    path = tmp_path / "kb.jsonl"
    load(engine, write(path, "old", 100))
    old = look(engine)
    write(path, "new", ENTRIES)
    moments = {until(MIDDLE): False, until(LAST): True, after(Random().uniform(0, 0.5)): True}
    for moment, may_be_done in moments.items():
        state = _killed(engine, moment, database_url, path)
        assert state == old or (may_be_done and _is_all_new(state))
        assert is_sound(engine)
    assert load(engine, path, overwrite=True).revision == 2
    assert _is_all_new(look(engine))


def test_loads_that_meet_come_one_after_the_other(engine: Engine, database_url: str, tmp_path: Path) -> None:
    """Two loads of the same entries at once: one is the second revision and the other the third, and it is whole."""
    paths = [write(tmp_path / f"{name}.jsonl", name, 200) for name in ("one", "other")]
    load(engine, write(tmp_path / "kb.jsonl", "old", 200))
    with ExitStack() as stack:
        processes = [stack.enter_context(started(LOAD, database_url, str(path))) for path in paths]
        assert sorted(run_together(processes)) == ["2", "3"]
    state = look(engine)
    assert len({entry.texts["en"]["name"].split()[0] for entry in state.entries}) == 1  # type: ignore[union-attr]
    assert {entry.revision for entry in state.entries} == {3}
    assert state.revisions == [1, 2, 3]
    assert is_sound(engine)


def _killed(engine: Engine, moment: Callable[[Process], None], url: str, path: Path) -> State:
    with started(LOAD, url, str(path)) as process:
        assert line(process) == "ready"
        go(process)
        moment(process)
        process.kill()
        process.wait()
    return look(engine)


def _is_all_new(state: State) -> bool:
    names = {str(entry.texts["en"]["name"]).split()[0] for entry in state.entries}
    return (len(state.entries), state.revision, state.revisions, names) == (ENTRIES, 2, [1, 2], {"new"})
