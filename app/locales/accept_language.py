"""The `Accept-Language` header (RFC 9110 12.5.4) as preferences."""

import re
from typing import NamedTuple

from app.locales.tags import MalformedTag, canonical

WILDCARD = "*"
MAX_LENGTH = 8192
"""Characters of a header that are read; members that reach beyond are left out."""
MAX_MEMBERS = 200
"""Members of a header that are read for their weights; the rest is left out."""
MAX_WEIGHED = 32
"""Members that count: the heaviest, and as many of weight 0. A tag costs more to understand than a weight."""

_MEMBER = re.compile(
    r"[ \t]*(?P<range>\*|[A-Za-z0-9_-]+)"
    r"(?:[ \t]*;[ \t]*[qQ]=(?P<quality>0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?))?[ \t]*",
    re.ASCII,
)


class Preference(NamedTuple):
    """One member of the header: a canonical tag or `*`, and its weight from 0 (never) to 1."""

    tag: str
    quality: float = 1.0


def parse(header: str) -> tuple[Preference, ...]:
    """The members of `header` by falling weight, equal ones in their order; a malformed member is skipped.

    Beyond `MAX_WEIGHED` the lightest have no say.

    >>> parse("en;q=0.5, zh_tw, *;q=0.1, en-, fr;q=2")
    (Preference(tag='zh-TW', quality=1.0), Preference(tag='en', quality=0.5), Preference(tag='*', quality=0.1))
    """
    members = _within_bounds(header).split(",", MAX_MEMBERS)[:MAX_MEMBERS]
    found = filter(None, map(_MEMBER.fullmatch, members))
    ranges = [Preference(member["range"], float(member["quality"] or 1)) for member in found]
    wanted = sorted((each for each in ranges if each.quality > 0), key=lambda each: -each.quality)
    refused = [each for each in ranges if each.quality == 0]
    counted = (*wanted[:MAX_WEIGHED], *refused[:MAX_WEIGHED])
    return tuple(preference for each in counted if (preference := _standard(each)))


def _within_bounds(header: str) -> str:
    if len(header) <= MAX_LENGTH:
        return header
    return header[:MAX_LENGTH].rpartition(",")[0]


def _standard(preference: Preference) -> Preference | None:
    if preference.tag == WILDCARD:
        return preference
    try:
        return Preference(canonical(preference.tag), preference.quality)
    except MalformedTag:
        return None
