"""How loading grows with the knowledge base, beside the least that Python and SQLite could do with the same units.

Each piece of work runs in a process of its own over JSON Lines in four locales; its seconds are without the start of
Python, its memory is the greatest resident set.

- `load`: an empty store takes the entries in; `again`: the same file once more, which changes nothing;
- `executemany`, the baseline: the same lines through `json` and one `executemany` of `sqlite3` into a table of units,
  with no check, no other table and no memory of what is there.
"""

import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from app.loader.loading import load
from app.store.migrating import migrate
from app.store.session import open_engine
from bench.measurement import HOUSE, Measurement
from bench.synthetic import write_corpus

SIZES = (1_000, 10_000)
GOALS = {("load", 10_000): 20.0}
UNIT_TABLE = """
CREATE TABLE unit (
    entry TEXT, field TEXT, locale TEXT, position INTEGER, text TEXT,
    PRIMARY KEY (entry, field, locale, position)
)
"""


def measure() -> Iterator[Measurement]:
    """Seconds and megabytes of each piece of work at each size, and how much faster the baseline is."""
    for size in SIZES:
        with tempfile.TemporaryDirectory() as name:
            corpus, database = Path(name) / "corpus.jsonl", Path(name) / "kuajing.db"
            units = write_corpus(corpus, size)
            seconds: dict[str, float] = {}
            for work in WORK:
                seconds[work], megabytes = _run(work, corpus, database)
                title = f"{work}: {size:,} entries, {units:,} units"
                yield Measurement(title, seconds[work], "s", GOALS.get((work, size)))
                yield Measurement(f"{work}: its peak memory", megabytes, "MB")
            yield Measurement("load, of executemany", seconds["load"] / seconds["executemany"], "x")


def load_once(corpus: Path, database: Path) -> None:
    """Load the corpus through everything that `kuajing load` goes through."""
    engine = open_engine(f"sqlite:///{database}")
    migrate(engine)
    load(engine, corpus)
    engine.dispose()


def insert_units(corpus: Path, database: Path) -> None:
    """The baseline: read the corpus and write its units."""
    connection = sqlite3.connect(database.with_suffix(".units"), isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(UNIT_TABLE)
    connection.execute("BEGIN")
    with corpus.open("rb") as lines:
        connection.executemany("INSERT INTO unit VALUES (?, ?, ?, ?, ?)", _units(lines))
    connection.execute("COMMIT")
    connection.close()


WORK: dict[str, Callable[[Path, Path], None]] = {"load": load_once, "again": load_once, "executemany": insert_units}


def _units(lines: Iterable[bytes]) -> Iterator[tuple[str, str, str, int, str]]:
    for line in lines:
        record = json.loads(line)
        for locale, texts in record["texts"].items():
            for field, text in texts.items():
                for position, part in enumerate([text] if isinstance(text, str) else text):
                    yield f"{record['kind']}:{record['slug']}", field, locale, position, part


def _run(work: str, corpus: Path, database: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", "bench.load", work, str(corpus), str(database)]
    seconds, megabytes = subprocess.run(command, cwd=HOUSE, stdout=subprocess.PIPE, check=True).stdout.split()
    return float(seconds), float(megabytes)


def _main(work: str, corpus: str, database: str) -> None:
    start = time.perf_counter()
    WORK[work](Path(corpus), Path(database))
    seconds = time.perf_counter() - start
    print(seconds, _peak())  # noqa: T201


def _peak() -> float:
    # The rusage of a process begins with what its parent used before the exec; the kernel's own mark does not.
    status = Path("/proc/self/status")
    if status.exists():
        marks = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(marks["VmHWM"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    _main(*sys.argv[1:])
