"""What the rules read: a knowledge base in all its locales, and each of its texts by itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from app.content.entry import Entry, Ref, Text
from app.content.kind import Role, TextField
from app.locales.distance import Subtags, likely
from app.locales.fallback import Locales

CHINESE_SCRIPTS = ("Hans", "Hant")

Vocabulary = Mapping[str, Mapping[str, tuple[str, tuple[str, ...]]]]
"""By locale, each unwanted word with the word to use and the longer words in which it is right."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of one entry in one locale; a member of the list where the field holds many.

    `writing` is the language and script of the locale, filled in where the tag leaves them out.
    """

    ref: Ref
    locale: str
    writing: Subtags
    field: TextField
    text: str

    @property
    def is_alias(self) -> bool:
        """Whether it is what people type rather than what we write."""
        return self.field.role is Role.ALIAS

    @property
    def is_chinese(self) -> bool:
        """Whether its locale is written in one of the Chinese scripts."""
        return self.writing.script in CHINESE_SCRIPTS


@dataclass(frozen=True)
class Knowledge:
    """A knowledge base to be checked.

    `place`: the file and line of an entry's field in a locale, or of what is nearest to it.
    """

    entries: Sequence[Entry]
    locales: Locales
    vocabulary: Vocabulary
    place: Callable[[Ref, str, str], tuple[Path, int]]

    @cached_property
    def writings(self) -> Mapping[str, Subtags]:
        """The language and script of each locale."""
        return {tag: likely(tag) for tag in self.locales.tags}

    @cached_property
    def by_ref(self) -> Mapping[Ref, Entry]:
        """Every entry by its name."""
        return {entry.ref: entry for entry in self.entries}

    @cached_property
    def passages(self) -> Sequence[Passage]:
        """Every text of every entry, aliases among them."""
        return tuple(
            Passage(entry.ref, tag, writing, field, text)
            for entry in self.entries
            for tag, writing in self.writings.items()
            if (texts := entry.texts.get(tag))
            for field in entry.kind.texts
            for text in parts(texts.get(field.name))
        )

    def translated(self) -> Sequence[tuple[str, str]]:
        """Each locale that is translated, with the one that it is translated from."""
        pairs = ((tag, self.locales.source(tag)) for tag in self.locales.tags)
        return [(tag, source) for tag, source in pairs if source != tag]


def parts(text: Text | None) -> tuple[str, ...]:
    """The members of a text: one where it is single, none where it is missing.

    >>> parts("a"), parts(("a", "b")), parts(None)
    (('a',), ('a', 'b'), ())
    """
    if text is None:
        return ()
    return (text,) if isinstance(text, str) else text
