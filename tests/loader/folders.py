"""Folders and files as cases describe them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from app.errors import Flaw

CASES = Path(__file__).parent / "cases"

Found = tuple[str, str, str, str, str]
"""A flaw as cases tell it: file and line, rule, entry, locale, field."""


@dataclass(frozen=True)
class Case:
    """Files, and what is wrong in them; where nothing is, the entries and locales that they hold.

    `path` is what to read, below the folder of the files.
    """

    name: str
    files: Mapping[str, str]
    path: str = ""
    encoding: str = "utf-8"
    flaws: Counter[Found] = field(default_factory=Counter)
    entries: Sequence[str] = ()
    locales: Sequence[str] = ()

    def __str__(self) -> str:
        return self.name

    def write(self, root: Path) -> Path:
        """Write the files below a folder; gives the path to read."""
        for name, content in self.files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode(self.encoding))
        return root / self.path


def read_cases(*names: str) -> Iterator[Case]:
    """The cases of these files of `cases/`."""
    for name in names:
        document = yaml.safe_load((CASES / f"{name}.yaml").read_text(encoding="utf-8"))
        for case in document["cases"]:
            yield Case(
                name=f"{name}: {case['name']}",
                files={**document["base"], **case["files"]},
                path=document.get("path", ""),
                encoding=case.get("encoding", "utf-8"),
                flaws=_expected(case.get("flaws", [])),
                entries=case.get("entries", ()),
                locales=case.get("locales", ()),
            )


def told(flaws: Sequence[Flaw], root: Path) -> Counter[Found]:
    """Flaws as cases tell them."""
    return Counter(
        (f"{flaw.file.relative_to(root)}:{flaw.line}", flaw.rule, flaw.entry, flaw.locale, flaw.field) for flaw in flaws
    )


def _expected(flaws: Sequence[Mapping[str, Any]]) -> Counter[Found]:
    expected: Counter[Found] = Counter()
    for flaw in flaws:
        place = flaw["at"] if not flaw["at"].startswith(":") else f".{flaw['at']}"
        key = (place, flaw["rule"], flaw.get("entry", ""), flaw.get("locale", ""), flaw.get("field", ""))
        expected[key] += flaw.get("times", 1)
    return expected
