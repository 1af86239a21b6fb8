"""Knowledge bases and queries to measure search with: the shipped data, and sets given by path.

A set is a folder with `kb.jsonl.gz` (a line for each entry: slug, and a question by locale) and `queries.jsonl[.gz]`
(id, q, lang, slice, expect, first). A set without a knowledge base of its own asks the shipped data.
"""

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from app.content.entry import Entry, Ref, Text
from app.content.kind import Role
from app.content.kinds import BY_PLURAL
from app.locales.fallback import Locale, Locales
from app.search.source import Change

TAGS = ("en", "es", "zh-Hans", "zh-Hant")
LOCALES = Locales("en", tuple(Locale(tag) for tag in TAGS))
DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True)
class Asked:
    """One query of a set."""

    text: str
    locale: str
    slice: str
    expect: frozenset[str]
    first: str | None


class FixedSource:
    """Entries that change only by hand."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.all = list(entries)
        self.log: list[Change] = []

    def revision(self) -> int:
        """One, and one more for each change."""
        return 1 + len(self.log)

    def entries(self) -> Iterator[Entry]:
        """Every entry."""
        return iter(self.all)

    def changes(self, since: int) -> Iterator[Change]:
        """What changed since a revision."""
        return (change for change in self.log if change.revision > since)

    def put(self, entry: Entry) -> None:
        """Change an entry."""
        self.log.append(Change(self.revision() + 1, "put", entry.ref, entry))


def entries(folder: Path) -> list[Entry]:
    """The knowledge base of a set."""
    file = folder / "kb.jsonl.gz"
    return _lines(file) if file.exists() else shipped()


def _lines(file: Path) -> list[Entry]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Entry(Ref("faq", row["slug"]), number, texts={tag: _faq(row[tag]) for tag in TAGS if tag in row})
        for number, row in enumerate(rows)
    ]


def _faq(texts: dict[str, str]) -> dict[str, Text]:
    return {"question": texts["question"], "answer": texts.get("answer") or texts["question"]}


def shipped(data: Path = DATA) -> list[Entry]:
    """The shipped content, read as plainly as can be."""
    structure = {ref: body for _, ref, body in _read(data / "structure")}
    texts: dict[Ref, dict[str, dict[str, Text]]] = defaultdict(dict)
    for tag in TAGS:
        for _, ref, body in _read(data / tag.replace("-", "/")):
            texts[ref][tag] = {name: tuple(text) if isinstance(text, list) else text for name, text in body.items()}
    return [_entry(ref, number, structure.get(ref, {}), by_tag) for number, (ref, by_tag) in enumerate(texts.items())]


def titles(entry: Entry) -> list[str]:
    """Every title and alias of an entry, in all locales."""
    found: list[str] = []
    for texts in entry.texts.values():
        for field in entry.kind.texts:
            if field.role is not Role.BODY and field.name in texts:
                value = texts[field.name]
                found += [value] if isinstance(value, str) else value
    return found


def _read(folder: Path) -> Iterator[tuple[Path, Ref, dict[str, Any]]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for file in sorted(folder.rglob("*.yaml")):
        for plural, bodies in (yaml.load(file.read_text(encoding="utf-8"), loader) or {}).items():
            if plural in BY_PLURAL:
                for slug, body in bodies.items():
                    yield file, Ref(BY_PLURAL[plural].name, slug), body or {}


def _entry(ref: Ref, number: int, structure: dict[str, Any], texts: dict[str, dict[str, Text]]) -> Entry:
    named = {relation.name for relation in BY_PLURAL[_plural(ref)].relations}
    relations = {
        name: (value,) if isinstance(value, str) else tuple(value)
        for name, value in structure.items()
        if name in named and value
    }
    attributes = {"abbreviation": structure["abbreviation"]} if structure.get("abbreviation") else {}
    return Entry(ref, number, attributes=attributes, relations=relations, texts=texts)


def _plural(ref: Ref) -> str:
    return next(plural for plural, kind in BY_PLURAL.items() if kind.name == ref.kind)


def queries(folder: Path) -> list[Asked]:
    """The queries of a set, asked in their language; pinyin and mixed ones in English."""
    file = next(iter(sorted(folder.glob("queries.jsonl*"))))
    with (gzip.open if file.suffix == ".gz" else open)(file, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Asked(
            row["q"],
            row["lang"] if row["lang"] in TAGS else "en",
            row["slice"],
            frozenset(row["expect"]),
            row.get("first"),
        )
        for row in rows
    ]


def grown(base: list[Entry], size: int) -> list[Entry]:
    """So many entries, each in all locales: those of a set that are whole, then mixed from their words."""
    whole = [_as_question(entry) for entry in base if set(entry.texts) == set(TAGS)]
    made: list[Entry] = []
    for number in range(size):
        turn, place = divmod(number, len(whole))
        entry = whole[place]
        other = whole[(place + turn * 37) % len(whole)]
        texts = entry.texts if not turn else {tag: _mixed(entry, other, tag) for tag in TAGS}
        made.append(replace(entry, ref=Ref("faq", f"e-{number}"), position=number, texts=texts))
    return made


def _as_question(entry: Entry) -> Entry:
    """An entry of any kind as a question: its title, and its first body or else its title again."""
    fields = {role: next((field.name for field in entry.kind.texts if field.role == role), "") for role in Role}
    texts: dict[str, dict[str, Text]] = {}
    for tag, said in entry.texts.items():
        title = said[fields[Role.TITLE]]
        texts[tag] = {"question": title, "answer": said.get(fields[Role.BODY]) or title}
    return replace(entry, ref=Ref("faq", entry.ref.slug), attributes={}, relations={}, texts=texts)


def _mixed(entry: Entry, other: Entry, tag: str) -> dict[str, Text]:
    first, second = (str(one.texts[tag]["question"]) for one in (entry, other))
    if tag.startswith("zh"):
        return {"question": first[: len(first) // 2] + second[len(second) // 2 :], "answer": second}
    heads, tails = first.split(), second.split()
    return {"question": " ".join(heads[: len(heads) // 2] + tails[len(tails) // 2 :]), "answer": second}
