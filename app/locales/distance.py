"""How far one language is from another for a reader: CLDR's likely subtags and language matching (UTS #35)."""

import re
from functools import lru_cache
from typing import NamedTuple

from langcodes.data_dicts import LIKELY_SUBTAGS
from langcodes.language_distance import tuple_distance_cached

from app.locales.tags import bounded, canonical


class Subtags(NamedTuple):
    """A tag with its likely subtags filled in."""

    language: str
    script: str
    region: str


_UND = "und"
_UNDETERMINED = Subtags(_UND, "Zzzz", "ZZ")
_ANY = Subtags("en", "Latn", "US")
_CANONICAL = re.compile(
    r"(?P<language>[a-z]{2,8})(?:-[a-z]{3})*(?:-(?P<script>[A-Z][a-z]{3}))?(?:-(?P<region>[A-Z]{2}|[0-9]{3}))?(?:-.+)?"
)


@lru_cache(maxsize=2048)
def likely(tag: str) -> Subtags:
    """`tag` with its likely subtags; what says nothing (`und`) stays undetermined. Raises `MalformedTag`.

    >>> likely("zh-TW")
    Subtags(language='zh', script='Hant', region='TW')
    >>> likely("und-Hans-MY")
    Subtags(language='zh', script='Hans', region='MY')
    """
    tag = canonical(tag)
    found = _CANONICAL.fullmatch(tag)
    if not found:
        return _UNDETERMINED._replace(language=tag)
    language, script, region = found.groups("")
    if (language, script, region) == (_UND, "", ""):
        return _UNDETERMINED
    usual = _usual(language, script, region)
    return Subtags(usual.language if language == _UND else language, script or usual.script, region or usual.region)


@lru_cache(maxsize=8192)
def distance(desired: Subtags, supported: Subtags) -> int:
    """CLDR's distance for a reader of `desired` who is given `supported`: 0 (same) to 134; not symmetric.

    >>> distance(likely("ca"), likely("es")), distance(likely("es"), likely("ca"))
    (20, 80)
    """
    with bounded():
        return tuple_distance_cached(desired, supported)


def _usual(language: str, script: str, region: str) -> Subtags:
    # The order of UTS #35: script before region, so that und-Hans-MY is Chinese and not Malay.
    for subtags in ((language, script, region), (language, script), (language, region), (language,), (_UND, script)):
        known = LIKELY_SUBTAGS.get("-".join(subtags)) if all(subtags) else None
        if known:
            return Subtags(*known.split("-"))
    return _ANY
