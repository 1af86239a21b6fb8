"""How far one language is from another for a reader: CLDR's likely subtags and language matching (UTS #35)."""

from functools import lru_cache
from typing import NamedTuple

from langcodes import Language
from langcodes.data_dicts import LIKELY_SUBTAGS
from langcodes.language_distance import tuple_distance_cached

from app.locales.tags import bounded, canonical


class Subtags(NamedTuple):
    """A tag with its likely subtags filled in."""

    language: str
    script: str
    region: str


_UNDETERMINED = Subtags("und", "Zzzz", "ZZ")


@lru_cache(maxsize=2048)
def likely(tag: str) -> Subtags:
    """`tag` with its likely subtags; what says nothing (`und`) stays undetermined. Raises `MalformedTag`.

    >>> likely("zh-TW")
    Subtags(language='zh', script='Hant', region='TW')
    >>> likely("und-Hans-MY")
    Subtags(language='zh', script='Hans', region='MY')
    """
    tag = canonical(tag)
    with bounded():
        given = Language.get(tag)
        known = Language.make(language=given.language, script=given.script, territory=given.territory)
        if known == Language.make():
            return _UNDETERMINED
        whole = _named(known).maximize()
        return Subtags(whole.language or "und", whole.script or "Zzzz", whole.territory or "ZZ")


def distance(desired: Subtags, supported: Subtags) -> int:
    """CLDR's distance for a reader of `desired` who is given `supported`: 0 (same) to 134; not symmetric.

    >>> distance(likely("ca"), likely("es")), distance(likely("es"), likely("ca"))
    (20, 80)
    """
    with bounded():
        return tuple_distance_cached(desired, supported)


def _named(tag: Language) -> Language:
    # langcodes lets a region decide before a script (und-Hans-MY -> ms); UTS #35 has the script decide.
    if tag.language or not tag.script or tag.to_tag() in LIKELY_SUBTAGS:
        return tag
    return Language.make(script=tag.script).maximize().update(tag)
