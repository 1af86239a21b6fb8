"""From an entry to its document in the index and its record beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import tantivy

from app.content.entry import Entry
from app.content.kind import Role
from app.content.kinds import KINDS
from app.locales.fallback import Locales
from app.search.card import joined
from app.search.lexicon import language
from app.search.records import Records
from app.search.schema import BARRIER
from app.text.analyze import analyze, grams, readings, terms
from app.text.scripts import is_unspaced

_RANKS = {kind: number for number, kind in enumerate(KINDS)}
_KIND_BITS = 32
_SHORT_NAME = 8
"""Syllables of a title that people abbreviate to initials or type as one word."""


@dataclass(frozen=True, slots=True)
class _Text:
    locale: str
    field: str
    role: Role
    text: str


def texts(entry: Entry, locales: Locales) -> Iterator[_Text]:
    """Every text of an entry, its locales in the knowledge base's order; an abbreviation is a title in the first."""
    tags = [tag for tag in locales.tags if tag in entry.texts]
    abbreviation = entry.attributes.get("abbreviation")
    if abbreviation and tags:
        yield _Text(tags[0], "abbreviation", Role.ALIAS, abbreviation)
    for tag in tags:
        for field in entry.kind.texts:
            value = entry.texts[tag].get(field.name, ())
            for text in (value,) if isinstance(value, str) else value:
                yield _Text(tag, field.name, field.role, text)


class DocumentWriter:
    """Makes documents, and appends the records that they point to."""

    def __init__(self, records: Records, locales: Locales) -> None:
        self._records = records
        self._locales = locales
        self._languages = tuple(dict.fromkeys(map(language, locales.tags)))

    def document(self, entry: Entry) -> tantivy.Document:
        """The document of an entry, with its record appended."""
        titles: list[_Analyzed] = []
        bodies: list[_Analyzed] = []
        for text in texts(entry, self._locales):
            (bodies if text.role is Role.BODY else titles).append(_analyzed(text))
        present = {language(title.text.locale) for title in titles}
        lacks = [tag for tag in self._languages if tag not in present]
        address = self._records.append(_head(entry, lacks, titles, bodies), [body.text.text for body in bodies])
        document = tantivy.Document(key=str(entry.ref), kind=entry.ref.kind, at=address)
        for name, value in _fields(entry, titles, bodies, lacks):
            if value:
                document.add_text(name, value)
        return document


@dataclass(frozen=True, slots=True)
class _Analyzed:
    text: _Text
    folded: str
    stemmed: str
    squeezed: str = ""
    syllables: str = ""


def _analyzed(text: _Text) -> _Analyzed:
    found = analyze(text.text)
    if text.role is Role.BODY:
        return _Analyzed(text, found.folded, found.stemmed)
    syllables = [syllable for run in readings(found.folded) for syllable in run]
    if 1 < len(syllables) <= _SHORT_NAME:
        syllables.append(initials(syllables))
    pinyin = f" {' '.join(syllables)} " if syllables else ""
    return _Analyzed(text, found.folded, found.stemmed, found.squeezed, pinyin)


def _head(entry: Entry, lacks: list[str], titles: list[_Analyzed], bodies: list[_Analyzed]) -> list[object]:
    """What `Card` reads, in its order."""
    return [
        entry.ref.kind,
        entry.ref.slug,
        _RANKS[entry.ref.kind] << _KIND_BITS | entry.position,
        lacks,
        joined([title.stemmed for title in titles]),
        joined([title.syllables for title in titles]),
        joined([title.squeezed for title in titles]),
        joined([body.stemmed for body in bodies]),
        [(title.text.locale, title.text.field, title.text.text) for title in titles],
        [(body.text.locale, body.text.field) for body in bodies],
    ]


def _fields(
    entry: Entry, titles: list[_Analyzed], bodies: list[_Analyzed], lacks: list[str]
) -> Iterator[tuple[str, str]]:
    squeezed = list(dict.fromkeys(title.squeezed for title in titles))
    title_terms = _terms(titles)
    body_terms = _terms(bodies)
    yield "models", " ".join(_models(entry))
    yield "text", " ".join((*title_terms, *title_terms, *body_terms))
    yield "characters", " ".join(filter(is_unspaced, {character for text in squeezed for character in text}))
    yield "words", " ".join({term for term in (*title_terms, *body_terms) if not is_unspaced(term[0])})
    yield "whole", " ".join(squeezed)
    yield "grams", f" {BARRIER} ".join(" ".join(grams(text)) for text in squeezed)
    yield "pinyin", " ".join(_pinyin(dict.fromkeys(title.syllables for title in titles if title.syllables)))
    yield "starts", " ".join(_starts(titles))
    if lacks:
        yield "lone", " ".join(title_terms)
        yield "lacks", " ".join(lacks)


def _terms(analyzed: list[_Analyzed]) -> list[str]:
    return [term for text in dict.fromkeys(part.stemmed for part in analyzed) for term in terms(text)]


def _models(entry: Entry) -> Iterator[str]:
    """The models that an entry is, belongs to or is about; a step names its process, which knows the model."""
    if entry.ref.kind == "model":
        yield entry.ref.slug
    for relation in ("model", "about"):
        yield from entry.relations.get(relation, ())
    for process in entry.relations.get("process", ()):
        yield process_term(process)


def process_term(slug: str) -> str:
    """The term of field `models` that stands for whatever model a process belongs to."""
    return f"process:{slug}"


def _pinyin(titles: Iterable[str]) -> Iterator[str]:
    """Pairs of syllables; for a short name also the whole as one word, and its initials."""
    for title in titles:
        syllables, short = spelled(title)
        for pair in pairwise(syllables):
            yield "".join(pair)
        if 2 < len(syllables) <= _SHORT_NAME:
            yield "".join(syllables)
        if short:
            yield short


def spelled(title: str) -> tuple[list[str], str]:
    """The syllables of a title on a card, and its initials where it is short.

    >>> spelled(" hai wai cang =hwc ")
    (['hai', 'wai', 'cang'], '=hwc')
    """
    parts = title.split()
    return (parts[:-1], parts[-1]) if parts and parts[-1].startswith("=") else (parts, "")


def initials(syllables: Iterable[str]) -> str:
    """The term of first letters, as people abbreviate a name.

    >>> initials(["hai", "wai", "cang"])
    '=hwc'
    """
    return "=" + "".join(syllable[0] for syllable in syllables)


START = 3
"""Characters of a beginning that are a term; what is longer is checked in the text."""


def _starts(titles: list[_Analyzed]) -> set[str]:
    """The first one to three characters of titles (marked ^), of their words (~) and of their pinyin (!)."""
    found: set[str] = set()
    for title in titles:
        written = {"^": [title.squeezed], "~": title.folded.split()}
        if title.syllables:
            syllables, short = spelled(title.syllables)
            written["!"] = ["".join(syllables), short[1:] or initials(syllables)[1:]]
        for mark, beginnings in written.items():
            found.update(mark + word[:length] for word in beginnings for length in range(1, START + 1))
    return found
