"""How well search answers, by slice of a set beside its peers.

`python -m bench.search SET_FOLDER...` prints a table for each set. A set without a `kb.jsonl.gz` asks the shipped
content. How speed grows with the knowledge base: `bench.search_speed`.
"""

import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from app.search.engine import SearchEngine
from app.search.query import SearchQuery
from bench.measurement import HOUSE
from bench.search_peers import peers
from bench.search_sets import LOCALES, Asked, FixedSource, entries, queries
from bench.search_speed import at

TOP = 10
Answer = Callable[[Asked], Sequence[str]]
"""From a query to the names of what was found, best first."""


def answers(engine: SearchEngine) -> Answer:
    """Our own answers."""

    def answer(asked: Asked) -> list[str]:
        return [str(hit.ref) for hit in engine.search(SearchQuery(asked.text, asked.locale)).hits]

    return answer


def rank(names: Sequence[str], expect: frozenset[str]) -> int:
    """Where the first expected entry stands among the top ten, from 1; 0 where none does."""
    for place, name in enumerate(names[:TOP], 1):
        if {name, name.split(":", 1)[1]} & expect:
            return place
    return 0


def judge(asked: Sequence[Asked], answer: Answer) -> Iterator[tuple[str, float, float]]:
    """For each query its slice, its score (1 / rank; without an answer 1 where nothing is found) and milliseconds."""
    for query in asked:
        start = time.perf_counter()
        names = answer(query)
        spent = (time.perf_counter() - start) * 1000
        place = rank(names, query.expect)
        yield query.slice, (1 / place if place else 0.0) if query.expect else float(not names), spent


def report(folder: Path) -> list[str]:
    """A Markdown table of a set: each slice, ours and the peers'; then latency."""
    base, asked = entries(folder), queries(folder)
    columns: dict[str, dict[str, float]] = {}
    times: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as directory:
        engine = SearchEngine.open(Path(directory), FixedSource(base), LOCALES)
        engine.catch_up()
        engine.learned()
        for name, answer in {"kuajing": answers(engine), **peers(base)}.items():
            slices: dict[str, list[float]] = defaultdict(list)
            times[name] = []
            for part, score, spent in judge(asked, answer):
                slices[part].append(score)
                times[name].append(spent)
            scored = {part: sum(scores) / len(scores) for part, scores in slices.items()}
            found = [score for part, scores in slices.items() if part != "none" for score in scores]
            columns[name] = scored | {"all but none": sum(found) / len(found)}
    parts = list(columns["kuajing"])
    lines = [
        f"## {folder.name}: {len(base)} entries",
        "",
        f"| MRR@10 | {' | '.join(columns)} |",
        "|---|" + "--:|" * len(columns),
    ]
    lines += [f"| {part} | {' | '.join(f'{column[part]:.3f}' for column in columns.values())} |" for part in parts]
    for name, share in (("p50 ms", 0.5), ("p99 ms", 0.99)):
        lines.append(f"| {name} | {' | '.join(f'{at(spent, share):.2f}' for spent in times.values())} |")
    return [*lines, "", "For the slice none it is the share of queries without an item.", ""]


def main(folders: Sequence[str]) -> None:
    """Print the tables of the sets and keep them in `bench/results`."""
    now = datetime.now(UTC)
    lines = [f"# Search, {now:%Y-%m-%d %H:%M} UTC", ""]
    for folder in folders:
        lines += report(Path(folder))
        print(*lines[-20:], sep="\n", flush=True)  # noqa: T201
    results = HOUSE / "bench" / "results"
    results.mkdir(exist_ok=True)
    (results / f"search-{now:%Y-%m-%d-%H%M}.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
