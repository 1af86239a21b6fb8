"""How fast search answers, and what an index costs, at several sizes; peers over the same titles in the same run.

Entries are the shipped content and what is mixed from it, or those of the sets in the
folders that `KUAJING_SEARCH_SETS` names.
`KUAJING_SEARCH_SIZES` chooses the sizes. Latency is processor time, so that other work on the machine does not count,
of a process that has answered as many other queries before.
"""

import math
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from app.content.entry import Entry
from app.search.engine import SearchEngine
from app.search.query import SearchQuery, SuggestQuery
from bench.measurement import Measurement
from bench.search_peers import peers
from bench.search_sets import LOCALES, Asked, FixedSource, entries, grown, queries, shipped

SIZES = "1000,10000,100000"
ASKED, ASKED_OF_PEERS = 500, 15
COMPARED = 10_000
"""The size at which peers are asked too."""

P50 = {1_000: 1.0, 10_000: 1.0, 100_000: 3.0}
HOSTILE = {
    "Han": "跨境电商海外仓是什么物流支付" * 15,
    "rare Han": "".join(map(chr, range(0x4E00, 0x4E00 + 200 * 97, 97))),
    "slips": "logixstics warexhouse custxoms paymxent interxnational markexplace shipxping " * 3,
    "pinyin": "hai wai cang " * 20,
    "pattern": "(a+)+$" * 40,
    "marks": "e" + chr(0x301) * 199,
    "emoji": chr(0x1F642) * 200,
    "right to left": (chr(0x202E) + "שלום ") * 40,
    "controls": "\x01\x1f" * 100,
}


def folders() -> list[Path]:
    """The sets that the environment names."""
    return [Path(name) for name in os.environ.get("KUAJING_SEARCH_SETS", "").split(os.pathsep) if name]


def measure() -> Iterator[Measurement]:
    """Each size in turn."""
    sets = folders()
    base = [entry for folder in sets for entry in entries(folder)] or shipped()
    asked = [query for folder in sets for query in queries(folder)] or list(_titles(base))
    chosen = random.Random(1).sample(asked, min(2 * ASKED, len(asked)))
    before, asked = chosen[::2], chosen[1::2]
    for size in map(int, os.environ.get("KUAJING_SEARCH_SIZES", SIZES).split(",")):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as directory:  # words may still be learned there
            for found in _measured(Path(directory), grown(base, size), before, asked):
                yield replace(found, name=f"{size} entries: {found.name}")


def _titles(base: Sequence[Entry]) -> Iterator[Asked]:
    """Each title, as it is and cut to its middle."""
    for entry in base:
        for tag, fields in entry.texts.items():
            title = str(fields.get("name") or fields.get("title") or fields.get("question") or "")[:200]
            yield Asked(title, tag, "exact", frozenset(), None)
            yield Asked(title[len(title) // 4 : -len(title) // 4], tag, "partial", frozenset(), None)


def _measured(directory: Path, base: list[Entry], before: list[Asked], asked: list[Asked]) -> Iterator[Measurement]:
    source, size = FixedSource(base), len(base)
    start = time.process_time()
    SearchEngine.open(directory, source, LOCALES).catch_up()
    texts = sum(len(fields) for entry in base for fields in entry.texts.values())
    yield Measurement("built", texts / (time.process_time() - start), "texts/s", 4000, at_least=True)
    start = time.process_time()
    engine = SearchEngine.open(directory, source, LOCALES)
    yield Measurement("opened", time.process_time() - start, "s", 0.3)
    search = _searching(engine)
    spent(search, before)
    ours = spent(search, asked)
    yield Measurement("p50", at(ours, 0.5), "ms", P50.get(size))
    yield Measurement("p99", at(ours, 0.99), "ms", 6)
    typed = [Asked(query.text[:3], query.locale, "typed", frozenset(), None) for query in asked]
    yield Measurement("suggest p50", at(spent(_suggesting(engine), typed), 0.5), "ms")
    hostile = {name: [Asked(text[:200], "en", name, frozenset(), None)] * 3 for name, text in HOSTILE.items()}
    worst, name = max((min(spent(search, texts)), name) for name, texts in hostile.items())
    yield Measurement(f"worst of hostile ({name})", worst, "ms", 20)
    yield Measurement("memory", _memory(directory, asked), "MB", 300 if size <= COMPARED else None)
    if size == COMPARED:
        yield from _compared(base, asked[:ASKED_OF_PEERS], ours)
    yield from _changed(engine, source)


def _compared(base: list[Entry], asked: list[Asked], ours: list[float]) -> Iterator[Measurement]:
    """Peers over the same titles; how many times faster we are than comparing with each."""
    for name, answer in peers(base).items():
        middle = at(spent(answer, asked), 0.5)
        yield Measurement(f"{name} p50", middle, "ms")
        goal = 20 if name.startswith("rapidfuzz") else None
        yield Measurement(f"{name} beside ours", middle / at(ours, 0.5), "x", goal, at_least=True)


def _changed(engine: SearchEngine, source: FixedSource) -> Iterator[Measurement]:
    source.put(replace(source.all[0], texts={"en": {"question": "Zyzzyva"}}))
    start = time.process_time()
    engine.catch_up()
    found = engine.search(SearchQuery("zyzzyva", "en")).total
    yield Measurement(f"one change found ({found})", (time.process_time() - start) * 1000, "ms", 100)
    misspelt = [Asked("zyzzjva", "en", "typo", frozenset(), None)]
    yield Measurement("first misspelt query after it", spent(_searching(engine), misspelt)[0], "ms", 20)


def _searching(engine: SearchEngine) -> Callable[[Asked], object]:
    return lambda asked: engine.search(SearchQuery(asked.text, asked.locale))


def _suggesting(engine: SearchEngine) -> Callable[[Asked], object]:
    return lambda asked: engine.suggest(SuggestQuery(asked.text, asked.locale))


def spent(answer: Callable[[Asked], object], asked: Sequence[Asked]) -> list[float]:
    """Milliseconds of processor time for each query."""
    times = []
    for query in asked:
        start = time.process_time()
        answer(query)
        times.append((time.process_time() - start) * 1000)
    return times


def at(times: Sequence[float], share: float) -> float:
    """The time within which a share of all answers came."""
    return sorted(times)[math.ceil(len(times) * share) - 1]


def _memory(directory: Path, asked: Sequence[Asked]) -> float:
    """Megabytes of a process of its own that has answered the queries."""
    lines = "\n".join(query.text for query in asked)
    command = [sys.executable, "-m", "bench.search_memory", str(directory)]
    return float(subprocess.run(command, input=lines, text=True, check=True, capture_output=True).stdout)
