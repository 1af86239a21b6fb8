"""What a locale is called in another one, and which way it is written: CLDR's data by way of Babel."""

from functools import lru_cache
from itertools import takewhile

from babel import Locale as CldrLocale
from babel import UnknownLocaleError

from app.locales.distance import likely
from app.locales.tags import MalformedTag, canonical

_ENGLISH = CldrLocale("en")


@lru_cache(maxsize=4096)
def display_name(tag: str, in_tag: str) -> str:
    """The name of `tag` in the language `in_tag`, in English where CLDR has none there, else the tag itself.

    A malformed tag is its own name.

    >>> display_name("zh-Hant", "es"), display_name("es-MX", "en"), display_name("sr-Latn", "en")
    ('chino tradicional', 'Mexican Spanish', 'Serbian (Latin)')
    """
    try:
        subtags = _named(canonical(tag))
    except MalformedTag:
        return tag
    return _name(subtags, _cldr(in_tag) or _ENGLISH) or _name(subtags, _ENGLISH) or tag


@lru_cache(maxsize=1024)
def text_direction(tag: str) -> str:
    """`ltr` or `rtl`, the value of HTML's `dir` for a text in `tag`; by its likely script where CLDR lacks the locale.

    >>> text_direction("zh-Hant"), text_direction("ar"), text_direction("az-Arab")
    ('ltr', 'rtl', 'rtl')
    """
    try:
        script = likely(tag).script
    except MalformedTag:
        return "ltr"
    known = _cldr(tag) or _cldr(f"und-{script}") or _ENGLISH
    return "rtl" if known.text_direction == "rtl" else "ltr"


def _named(tag: str) -> list[str]:
    # What follows a single letter, extensions and private use, has no name.
    return list(takewhile(lambda subtag: len(subtag) > 1, tag.split("-")))


def _name(subtags: list[str], language: CldrLocale) -> str | None:
    for length in range(len(subtags), 0, -1):
        name: str | None = language.languages.get("_".join(subtags[:length]))
        if name:
            rest = (language.scripts.get(each) or language.territories.get(each) or each for each in subtags[length:])
            details = ", ".join(rest)
            return f"{name} ({details})" if details else name
    return None


@lru_cache(maxsize=1024)
def _cldr(tag: str) -> CldrLocale | None:
    # CLDR leaves out of a name what is likely: sr_Latn_RS has its script, en_GB has not.
    try:
        language, script, region = likely(tag)
    except MalformedTag:
        return None
    attempts = [f"{language}_{script}_{region}", f"{language}_{script}"]
    attempts += [each for each in (f"{language}_{region}", language) if likely(each).script == script]
    for attempt in attempts:
        try:
            return CldrLocale.parse(attempt, resolve_likely_subtags=False)
        except (UnknownLocaleError, ValueError):
            continue
    return None
