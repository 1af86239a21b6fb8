"""Which locales there are and which stands in for which."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self, TypedDict

from app.locales.distance import distance, likely

PREFERRED_DEFAULT = "en"


class UnknownLocale(ValueError):
    """A tag that stands for no locale of the knowledge base; `role` says as what it was named."""

    def __init__(self, tag: str, role: str, allowed: Sequence[str]) -> None:
        super().__init__(f"{role} {tag!r} is none of the locales {', '.join(allowed) or '(none)'}")
        self.tag = tag
        self.role = role
        self.allowed = tuple(allowed)


class LocaleLine(TypedDict, total=False):
    """A locale's line in `locales.yaml`."""

    fallback: Sequence[str]
    source: str | None
    convert: str | None


class LocalesFile(TypedDict, total=False):
    """What `locales.yaml` holds; a locale whose line is empty is an original without a fallback of its own."""

    default: str | None
    locales: Mapping[str, LocaleLine | None]


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
    """The locales of a knowledge base in their order, and the default among them.

    Raises `UnknownLocale` where the default, a fallback, a source or a conversion names none of them. Only an empty
    knowledge base has a default that is no member.
    """

    default: str
    members: tuple[Locale, ...]

    def __post_init__(self) -> None:
        if self.members:
            self._require(self.default, "default")
        for locale in self.members:
            for role, tags in (
                ("fallback", locale.fallback),
                ("source", [locale.source]),
                ("convert", [locale.convert]),
            ):
                for tag in filter(None, tags):
                    self._require(tag, f"{role} of {locale.tag}")

    @classmethod
    def from_tags(cls, tags: Iterable[str], default: str | None = None) -> Self:
        """The locales of a knowledge base that declares none.

        The default is the one given, else English, else the first; it is the source of all others. A locale falls
        back to its language in another script or region, nearest first, then to the default. Raises `UnknownLocale`
        where the default given is none of `tags`, and
        `MalformedTag`.

        >>> Locales.from_tags(["en", "zh-Hans", "zh-Hant"]).chains["zh-Hant"]
        ('zh-Hant', 'zh-Hans', 'en')
        """
        ordered = tuple(dict.fromkeys(tags))
        chosen = _default(ordered, default)
        return cls(chosen, tuple(_undeclared(tag, ordered, chosen) for tag in ordered))

    @classmethod
    def from_file(cls, content: LocalesFile, default: str | None = None) -> Self:
        """The locales that `locales.yaml` declares; `default` wins over the one in the file.

        The types are taken as checked. Raises `UnknownLocale`.

        >>> Locales.from_file({"default": "es", "locales": {"es": {}, "ca": {"fallback": ["es"]}}}).chains["ca"]
        ('ca', 'es')
        """
        lines = content.get("locales") or {}
        members = tuple(_declared(tag, line or {}) for tag, line in lines.items())
        return cls(_default(tuple(lines), default or content.get("default")), members)

    def with_undeclared(self, tags: Iterable[str]) -> Self:
        """These locales and after them the ones of `tags` that are not among them, as `from_tags` makes them."""
        ordered = tuple(dict.fromkeys((*self.tags, *tags)))
        added = (_undeclared(tag, ordered, self.default) for tag in ordered if tag not in self.by_tag)
        return type(self)(self.default, (*self.members, *added))

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
        alone is still shown, and marked, to everybody. An empty knowledge base has the default's, of itself alone.
        """
        return {locale.tag: self._chain(locale) for locale in self.members} or {self.default: (self.default,)}

    def source(self, tag: str) -> str:
        """The locale that `tag` is translated from, `tag` itself where it is an original or no locale."""
        locale = self.by_tag.get(tag)
        return locale.source or tag if locale else tag

    def _chain(self, locale: Locale) -> tuple[str, ...]:
        wanted: Iterable[str] = (locale.tag, *locale.fallback, self.default, *self.tags)
        return tuple(tag for tag in dict.fromkeys(wanted) if tag in self.by_tag)

    def _require(self, tag: str, role: str) -> None:
        if tag not in self.by_tag:
            raise UnknownLocale(tag, role, self.tags)


def _default(tags: Sequence[str], given: str | None) -> str:
    if given:
        return given
    return PREFERRED_DEFAULT if PREFERRED_DEFAULT in tags else next(iter(tags), PREFERRED_DEFAULT)


def _declared(tag: str, line: LocaleLine) -> Locale:
    return Locale(tag, tuple(line.get("fallback") or ()), line.get("source"), line.get("convert"))


def _undeclared(tag: str, tags: Sequence[str], default: str) -> Locale:
    whole = likely(tag)
    kin = (each for each in tags if each != tag and likely(each).language == whole.language)
    nearest_first = sorted(kin, key=lambda each: distance(whole, likely(each)))
    fallback = tuple(dict.fromkeys((*nearest_first, default)))
    if tag == default:
        return Locale(tag, tuple(each for each in fallback if each != tag))
    return Locale(tag, fallback, source=default)
