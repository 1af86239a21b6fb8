"""Our matcher against locale matching cases in the form of CLDR's `localeMatcherTest`.

    python bench/locales.py PATH [--allow N]

A line is `supported, ... ; desired, ... ; expected`, `#` begins a comment; a number as the first of the supported, or a
line `@Threshold=N`, sets the greatest distance. For each case that differs the distances that langcodes gives by itself
are printed, with a verdict: `data` where they forbid the expected answer, `ours` where they allow it. Exits 1 when more
than N differ or when one is ours.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from langcodes import tag_distance

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.locales.matching import NEAR, best_match

NOTHING = "null"


@dataclass(frozen=True)
class Case:
    """One line of the file: its number, the tags on both sides, the expected tag and the greatest distance."""

    line: int
    supported: tuple[str, ...]
    desired: tuple[str, ...]
    expected: str
    limit: int


def read_cases(lines: Sequence[str]) -> Iterator[Case]:
    """The cases in the lines of a file."""
    threshold = NEAR
    for number, line in enumerate(lines, start=1):
        text = line.partition("#")[0].strip()
        if text.startswith("@"):
            name, _, value = text.partition("=")
            if name == "@Threshold":
                threshold = int(value) if int(value) >= 0 else NEAR
        elif text:
            left, middle, right = text.split(";")[:3]
            supported, limit = _tags(left), threshold
            if supported and supported[0].isdigit():
                supported, limit = supported[1:], int(supported[0])
            yield Case(number, supported, _tags(middle), right.strip(), limit)


def answer(case: Case) -> str:
    """What our matcher says; where nothing is near, the first supported, as the cases have it."""
    match = best_match(case.desired, case.supported, case.limit)
    return match.supported if match else next(iter(case.supported), NOTHING)


def verdict(case: Case, given: str) -> str:
    """`data` where langcodes puts our answer before the expected one or finds neither near, else `ours`."""
    for desired in case.desired:
        distances = {tag: tag_distance(desired, tag) for tag in case.supported}
        if min(distances.values()) <= case.limit:
            return "data" if distances[given] < distances.get(case.expected, sys.maxsize) else "ours"
    return "data" if given == case.supported[0] else "ours"


def describe(case: Case, given: str) -> str:
    """The differing case with the library's distances from each desired tag to each supported one."""
    rows = [
        f"      {desired}: " + ", ".join(f"{tag} {tag_distance(desired, tag)}" for tag in case.supported)
        for desired in case.desired
    ]
    head = f"line {case.line} [{verdict(case, given)}]: expected {case.expected}, got {given} (limit {case.limit})"
    return "\n".join([head, *rows])


def main(path: Path, allow: Annotated[int, typer.Option(help="Cases that may differ.")] = 12) -> None:
    """Run the cases of PATH and print those that differ."""
    cases = list(read_cases(path.read_text(encoding="utf-8").splitlines()))
    differing = [(case, given) for case in cases if (given := answer(case)) != case.expected]
    for case, given in differing:
        typer.echo(describe(case, given))
    ours = sum(verdict(case, given) == "ours" for case, given in differing)
    typer.echo(f"{len(cases)} cases, {len(differing)} differ ({ours} ours), {allow} may")
    raise typer.Exit(1 if len(differing) > allow or ours else 0)


def _tags(text: str) -> tuple[str, ...]:
    return tuple(tag for part in text.split(",") if (tag := part.strip()))


if __name__ == "__main__":
    typer.run(main)
