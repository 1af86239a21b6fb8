"""An entry as one reader sees it: each text in the reader's locale, or marked with the one that it came from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from app.content.entry import Entry, Text
from app.content.kind import TextField
from app.locales.fallback import Locales
from app.text.variants import convert, convertible


@dataclass(frozen=True, slots=True)
class Fallback:
    """Where a text came from that is missing in the reader's locale."""

    locale: str
    reason: Literal["missing", "converted"]


@dataclass(frozen=True, slots=True)
class LocalizedEntry:
    """An entry in one locale: a text or None for every field, and the fields that fell back."""

    entry: Entry
    locale: str
    texts: Mapping[str, Text | None]
    fallbacks: Mapping[str, Fallback]

    @property
    def title(self) -> str | None:
        """The text that names the entry."""
        title = self.texts[self.entry.kind.title.name]
        return title if isinstance(title, str) else None


def localize(entry: Entry, locale: str, locales: Locales, *, fallback: bool = True) -> LocalizedEntry:
    """The entry for a reader of `locale`; without `fallback`, a text that is missing stays None."""
    own = entry.texts.get(locale, {})
    texts: dict[str, Text | None] = {}
    fallbacks: dict[str, Fallback] = {}
    for field in entry.kind.texts:
        text = own.get(field.name)
        if text is None and fallback and is_missing(entry, field, locale, locales):
            found = _fall_back(entry, field, locale, locales)
            if found is not None:
                text, fallbacks[field.name] = found
        if text is None and field.many and not field.falls_back:
            text = ()
        texts[field.name] = text
    return LocalizedEntry(entry, locale, texts, fallbacks)


def is_missing(entry: Entry, field: TextField, locale: str, locales: Locales) -> bool:
    """Whether a text that the entry lacks in `locale` ought to be there.

    What is required ought to; what is optional only where the locale's source has it, or has nothing of the entry.
    """
    if entry.texts.get(locale, {}).get(field.name) is not None or not field.falls_back:
        return False
    if not field.optional:
        return True
    source = entry.texts.get(locales.source(locale))
    return source is None or field.name in source


def _fall_back(entry: Entry, field: TextField, locale: str, locales: Locales) -> tuple[Text, Fallback] | None:
    for tag in locales.chains[locale][1:]:
        text = entry.texts.get(tag, {}).get(field.name)
        if text is not None:
            return stand_in(text, tag, locale, locales)
    return None


def stand_in(text: Text, tag: str, locale: str, locales: Locales) -> tuple[Text, Fallback]:
    """The text of one locale for a reader of another: in the reader's script where it may be converted."""
    if locales.by_tag[locale].convert == tag and convertible(tag, locale):
        return _convert(text, tag, locale), Fallback(tag, "converted")
    return text, Fallback(tag, "missing")


def _convert(text: Text, source: str, target: str) -> Text:
    if isinstance(text, str):
        return convert(text, source, target)
    return tuple(convert(part, source, target) for part in text)
