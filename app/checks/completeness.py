"""Texts that are not there, and texts that were left in the language they were to be translated from."""

from collections.abc import Iterator

from app.checks.knowledge import Knowledge, parts
from app.checks.rule import Finding, Rule
from app.content.entry import Entry
from app.content.kind import Role, TextField
from app.content.localized import is_missing

SHORT_NAME = 3
"""Words that a name has which may be the same in two languages."""


def missing_text(knowledge: Knowledge) -> Iterator[Finding]:
    """A text that ought to be there: required, or optional and there in the locale's source."""
    for entry in knowledge.entries:
        for field in entry.kind.texts:
            holders = [tag for tag in knowledge.locales.tags if any(map(str.strip, _parts(entry, tag, field)))]
            for tag in knowledge.locales.tags:
                if tag not in holders and _ought_to_be(entry, field, tag, holders, knowledge):
                    yield _missing(entry, field, tag, holders, knowledge)


def _ought_to_be(entry: Entry, field: TextField, tag: str, holders: list[str], knowledge: Knowledge) -> bool:
    if field.name in entry.texts.get(tag, {}):
        return field.falls_back
    return is_missing(entry, field, tag, knowledge.locales) and (bool(holders) or not field.optional)


def _missing(entry: Entry, field: TextField, tag: str, holders: list[str], knowledge: Knowledge) -> Finding:
    source = knowledge.locales.source(tag)
    origin = source if source in holders else next(iter(holders), None)
    message = f"no {field.name}; translate it from {origin}" if origin else f"no {field.name}; write it"
    nearest = tag if tag in entry.texts else origin or next(iter(entry.texts), tag)
    return Finding(entry.ref, tag, field.name, message, nearest)


def _parts(entry: Entry, tag: str, field: TextField) -> tuple[str, ...]:
    return parts(entry.texts.get(tag, {}).get(field.name))


def untranslated_text(knowledge: Knowledge) -> Iterator[Finding]:
    """A text equal to its source in another language; names and aliases may be equal."""
    pairs = [(tag, source) for tag, source in knowledge.translated() if _differ(tag, source, knowledge)]
    for entry in knowledge.entries:
        for field in entry.kind.texts:
            if field.role is Role.ALIAS or field.name == "name":
                continue
            for tag, source in pairs:
                originals = {text.strip() for text in _parts(entry, source, field)}
                for text in _parts(entry, tag, field):
                    if text.strip() in originals and (field.markdown or not _is_name(text)):
                        message = f"the same text as in {source}; translate it: {text[:40]!r}"
                        yield Finding(entry.ref, tag, field.name, message)


def _differ(tag: str, source: str, knowledge: Knowledge) -> bool:
    return knowledge.writings[tag].language != knowledge.writings[source].language


def _is_name(text: str) -> bool:
    words = [word for word in text.split() if any(map(str.isalpha, word))]
    return len(words) <= SHORT_NAME or all(word[0].isupper() or word[0].isdigit() for word in words)


RULES = (Rule("missing-text", missing_text), Rule("untranslated-text", untranslated_text))
