"""Which locales there are and which stands in for which."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Locale:
    """One locale of a knowledge base.

    `fallback`: tags to try in turn for a missing text. `source`: the tag that it is translated from, None for an
    original. `convert`: the tag whose script may be converted into this one's.
    """

    tag: str
    fallback: tuple[str, ...] = ()
    source: str | None = None
    convert: str | None = None


@dataclass(frozen=True)
class Locales:
    """The locales of a knowledge base in their order, and the default among them."""

    default: str
    members: tuple[Locale, ...]

    @cached_property
    def by_tag(self) -> Mapping[str, Locale]:
        """Every locale by its tag."""
        return {locale.tag: locale for locale in self.members}

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags in order."""
        return tuple(locale.tag for locale in self.members)

    @cached_property
    def chains(self) -> Mapping[str, tuple[str, ...]]:
        """For each tag the tags to try for a text, itself first.

        After the declared chain come the default and then the rest in order, so that an entry kept in one language
        alone is still shown, and marked, to everybody.
        """
        return {locale.tag: self._chain(locale) for locale in self.members}

    def source(self, tag: str) -> str:
        """The locale that `tag` is translated from, `tag` itself where it is an original."""
        return self.by_tag[tag].source or tag

    def _chain(self, locale: Locale) -> tuple[str, ...]:
        wanted: Iterable[str] = (locale.tag, *locale.fallback, self.default, *self.tags)
        return tuple(tag for tag in dict.fromkeys(wanted) if tag in self.by_tag)
