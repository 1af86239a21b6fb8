"""Language tags in the one form that we write: BCP 47 canonical case, deprecated subtags replaced.

This is the only file, with `distance`, that calls langcodes, and it does so under `bounded`: langcodes keeps every
tag that it has ever read, so that whoever sends headers could fill the memory.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from threading import RLock

from langcodes import Language
from langcodes.language_distance import _DISTANCE_CACHE

MAX_LENGTH = 100
"""The longest tag that is read, in characters; RFC 5646 4.4.1 asks for no fewer than 35."""

_SHAPE = re.compile(r"[A-Za-z]{1,8}(?:[-_][A-Za-z0-9]{1,8})*", re.ASCII)
_LOCK = RLock()
_KEPT = 4096


class MalformedTag(ValueError):
    """A text that is no language tag."""

    def __init__(self, tag: str) -> None:
        super().__init__(f"{tag[:MAX_LENGTH]!r} is no language tag (BCP 47)")
        self.tag = tag


@contextmanager
def bounded() -> Iterator[None]:
    """Use langcodes one thread at a time, and empty its stores when they hold more than a few MB."""
    with _LOCK:
        try:
            yield
        finally:
            for store in (Language._INSTANCES, Language._PARSE_CACHE, _DISTANCE_CACHE):
                if len(store) > _KEPT:
                    store.clear()


@lru_cache(maxsize=2048)
def canonical(tag: str) -> str:
    """The canonical form of `tag` after RFC 5646 4.5 and CLDR, `_` taken for `-`.

    Raises `MalformedTag` for whatever is no tag of at most `MAX_LENGTH` characters, and nothing else. That a tag is
    well-formed does not say that its subtags are registered.

    >>> canonical("ZH_hant_tw"), canonical("iw"), canonical("cmn-Hans"), canonical("i-klingon")
    ('zh-Hant-TW', 'he', 'zh-Hans', 'tlh')
    >>> canonical("en-")
    Traceback (most recent call last):
        ...
    app.locales.tags.MalformedTag: 'en-' is no language tag (BCP 47)
    """
    if len(tag) > MAX_LENGTH or not _SHAPE.fullmatch(tag):
        raise MalformedTag(tag)
    try:
        with bounded():
            standard = _standard(tag)
            if standard == tag or _standard(standard) == standard:
                return standard
    except ValueError as error:
        raise MalformedTag(tag) from error
    raise MalformedTag(tag)


@lru_cache(maxsize=2048)
def is_registered(tag: str) -> bool:
    """Whether the subtags of a well-formed tag are in the registry of IANA, private ones apart.

    >>> is_registered("zh-Hant"), is_registered("zh-Hnat"), is_registered("en-x-simple")
    (True, False, True)
    """
    with bounded():
        return Language.get(tag).is_valid()


def is_locale_path(parts: Sequence[str]) -> bool:
    """Whether the folders `parts` spell a language[-Script][-REGION] tag of registered subtags in canonical form.

    Case counts: it is what tells the region in `pt/BR` from a folder for topics.

    >>> is_locale_path(["zh", "Hant"]), is_locale_path(["zh", "hant"]), is_locale_path(["models"])
    (True, False, False)
    """
    tag = "-".join(parts)
    try:
        if not 1 <= len(parts) <= 3 or canonical(tag) != tag:
            return False
    except MalformedTag:
        return False
    with bounded():
        language = Language.get(tag)
        subtags = [language.language, language.script, language.territory]
        return language.is_valid() and [subtag for subtag in subtags if subtag] == list(parts)


def locale_of_path(parts: Sequence[str]) -> tuple[str, int] | None:
    """The tag that the longest leading part of a folder path spells, and the number of folders that it took.

    >>> locale_of_path(["zh", "Hant", "faqs"]), locale_of_path(["models", "en"])
    (('zh-Hant', 2), None)
    """
    for depth in range(min(3, len(parts)), 0, -1):
        if is_locale_path(parts[:depth]):
            return "-".join(parts[:depth]), depth
    return None


def is_within(tag: str, language_range: str) -> bool:
    """Whether `language_range` equals `tag` or is a prefix of it that ends at a subtag (RFC 4647 3.3.1).

    >>> is_within("zh-Hant", "zh"), is_within("zh-Hant", "zh-Ha"), is_within("zh", "zh-Hant")
    (True, False, False)
    """
    return f"{tag}-".lower().startswith(f"{language_range}-".lower())


def _standard(tag: str) -> str:
    return Language.get(tag).prefer_macrolanguage().to_tag()
