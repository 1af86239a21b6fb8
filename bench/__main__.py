"""Run the suites that are named, or all: print a table, keep it in `bench/results`, exit 1 when a goal is missed."""

import os
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime

from bench import delivery, load, operating, search_speed
from bench.measurement import HOUSE, Measurement

SUITES: dict[str, Callable[[], Iterator[Measurement]]] = {
    "search": search_speed.measure,
    "operating": operating.measure,
    "load": load.measure,
    "delivery": delivery.measure,
}


def main(names: Sequence[str]) -> int:
    """Exit code 0 when every goal is reached, 1 when one is missed, 2 for a suite that there is not."""
    if unknown := set(names) - SUITES.keys():
        say(f"no suite {', '.join(sorted(unknown))}; there are: {', '.join(SUITES)}")
        return 2
    now = datetime.now(UTC)
    report = [heading(now), "", "| suite | measured | value | goal | |", "|---|---|--:|--:|---|"]
    say(*report)
    missed = False
    for name in names or SUITES:
        for measurement in SUITES[name]():
            report.append(row(name, measurement))
            say(report[-1])
            missed |= not measurement.reached
    results = HOUSE / "bench" / "results"
    results.mkdir(exist_ok=True)
    (results / f"{now:%Y-%m-%d-%H%M}.md").write_text("\n".join(report) + "\n", encoding="utf-8")
    return int(missed)


def heading(now: datetime) -> str:
    """The day and the machine, without which no figure means anything."""
    return f"{now:%Y-%m-%d %H:%M} UTC, {os.cpu_count()} cores {platform.machine()}, Python {platform.python_version()}"


def row(suite: str, measurement: Measurement) -> str:
    """A measurement as a row of the table."""
    unit = measurement.unit
    goal = "" if measurement.goal is None else f"{measurement.goal:g} {unit}"
    verdict = "" if measurement.reached else "missed"
    return f"| {suite} | {measurement.name} | {measurement.value:.2f} {unit} | {goal} | {verdict} |"


def say(*lines: str) -> None:
    """Print lines at once, since the next figure may take a while."""
    print(*lines, sep="\n", flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
