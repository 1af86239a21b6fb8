"""The cases of each rule, as their files hold them, and the knowledge base that each describes.

A case says in `case` what it shows. `texts` are those of one topic, `topic:it`; `entries` are several, each by its
reference. `finds` maps `entry locale field` to a part of what is said; a near miss has none.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from app.checks.knowledge import Knowledge
from app.content.entry import Entry, Ref, Text
from app.content.kinds import KINDS
from app.locales.fallback import Locales

FOLDER = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """One case of a rule: what it shows, the knowledge base, and by place a part of what is said."""

    rule: str
    shows: str
    knowledge: Knowledge
    finds: Mapping[str, str]


def place(ref: Ref, locale: str, field: str) -> tuple[Path, int]:
    """Where a text would stand: a file for each locale, the first line."""
    return Path(f"{locale}.yaml"), 1


def read_cases(rule: str) -> list[Case]:
    """The cases of a rule, in order."""
    found = yaml.safe_load((FOLDER / f"{rule}.yaml").read_text(encoding="utf-8"))
    return [Case(rule, case["case"], _knowledge(case), case.get("finds") or {}) for case in found]


def _knowledge(case: dict[str, Any]) -> Knowledge:
    written = case.get("entries") or {"topic:it": {"texts": case["texts"]}}
    entries = [_entry(ref, of) for ref, of in written.items()]
    tags = sorted({tag for entry in entries for tag in entry.texts})
    locales = Locales.from_file(case["locales"]) if "locales" in case else Locales.from_tags(tags)
    vocabulary = {
        tag: {word: (use, tuple(exceptions)) for word, (use, exceptions) in words.items()}
        for tag, words in case.get("vocabulary", {}).items()
    }
    return Knowledge(entries, locales, vocabulary, place)


def _entry(ref: str, of: dict[str, Any]) -> Entry:
    kind, slug = ref.split(":")
    known = {field.name for field in KINDS[kind].texts}
    assert all(texts.keys() <= known for texts in of["texts"].values()), f"unknown field in {ref}"
    return Entry(
        Ref(kind, slug),
        attributes=of.get("attributes", {}),
        relations={name: tuple(slugs) for name, slugs in of.get("relations", {}).items()},
        terms=tuple(of.get("terms", ())),
        texts={tag: {name: _text(text) for name, text in texts.items()} for tag, texts in of["texts"].items()},
    )


def _text(text: str | list[str]) -> Text:
    return text if isinstance(text, str) else tuple(text)
