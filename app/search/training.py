"""Learning the lexicon of an index in a process of its own, so that answers are never slowed.

`python -m app.search.training GENERATION` reads the records of a generation and writes its lexicon beside them.
"""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import tantivy

from app.search import schema
from app.search.alignment import train
from app.search.card import Card
from app.search.lexicon import FILE, Table, save
from app.search.records import DamagedIndex, Records

GROWTH = 1.1
"""So much more (or less) in the records, and what was learned is learned anew."""

SMALL = 100_000
"""Bytes of records that teach what they have in a moment."""

_NICE = 10


def cards(searcher: tantivy.Searcher, records: Records) -> Iterator[Card]:
    """Every entry of an index."""
    found = searcher.search(tantivy.Query.all_query(), searcher.num_docs, count=False).hits
    for address in searcher.fast_field_values("at", [hit for _, hit in found]):
        if address:
            yield records.card(int(address))


def learn(searcher: tantivy.Searcher, records: Records) -> Table:
    """What the entries of an index teach, in this process."""
    return train(cards(searcher, records))


def stale(generation: Path, size: int) -> bool:
    """Whether records of so many bytes have outgrown what was learned."""
    try:
        learned = int((generation / "learned").read_text(encoding="ascii"))
    except (OSError, ValueError):
        return True
    return not learned / GROWTH <= size <= learned * GROWTH


def start(generation: Path, size: int) -> Thread | None:
    """Learn: at once from few records, else in the background, in a process that the thread given waits for."""
    if size <= SMALL:
        write(generation)
        return None
    command = [sys.executable, "-m", "app.search.training", str(generation)]
    thread = Thread(target=subprocess.run, args=(command,), kwargs={"stderr": subprocess.DEVNULL}, daemon=True)
    thread.start()
    return thread


def write(generation: Path) -> None:
    """Learn and write; does nothing where another process does already."""
    with (generation / "learning").open("w", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        searcher = schema.prepare(tantivy.Index.open(str(generation))).searcher()
        records = Records(generation / "records")
        size = records.size()
        save(learn(searcher, records), generation / FILE)
        (generation / "learned").write_text(str(size), encoding="ascii")


if __name__ == "__main__":
    os.nice(_NICE)
    try:
        write(Path(sys.argv[1]))
    except (OSError, ValueError, DamagedIndex):
        sys.exit(1)
