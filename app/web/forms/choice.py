"""Which form a caller gets: `?format=`, else `Accept` (RFC 9110, 12.5.1)."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from app.errors import InvalidParameter, NotAcceptable
from app.web.forms.media import MediaForm

LONGEST = 2_048
"""Characters of a header beyond which nobody means it."""

_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_QUOTED = r'"(?:[^"\\]|\\.)*"'
_MEMBER = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*+\\?+"?+)+')
_RANGE = re.compile(rf"\s*({_TOKEN})/({_TOKEN})\s*((?:;.*)?)", re.DOTALL)
_PARAMETER = re.compile(rf";\s*(?:({_TOKEN})\s*=\s*({_TOKEN}|{_QUOTED})\s*)?")
_WEIGHT = re.compile(r"0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?", re.ASCII)


class MediaRange(NamedTuple):
    """One member of `Accept`: a type and a subtype, either `*`, in lower case, with its weight."""

    type: str
    subtype: str
    weight: float

    def specificity(self, essence: str) -> int:
        """How closely it names a media type: 3 by name, 2 by `type/*`, 1 by `*/*`, 0 not at all."""
        if f"{self.type}/{self.subtype}" == essence:
            return 3
        if self.subtype != "*":
            return 0
        return 1 if self.type == "*" else 2 * essence.startswith(f"{self.type}/")


def choose(accept: str | None, format: str | None, offered: Sequence[MediaForm]) -> MediaForm:
    """The form to answer in; `format` wins over `accept`, and the first offered wins ties.

    Of the media ranges that fit a form, the most specific says its weight. Of forms of equal weight the one named more
    specifically wins (agents send `text/markdown, text/html, */*`), then the first offered. Parameters of media ranges
    have no say, a malformed member is passed over, and a header without one well-formed member, or a very long one, is
    as good as none, which leaves the first. Raises InvalidParameter for a `format` that is not offered, and
    NotAcceptable where the header has members and wants none of the forms.

    >>> from app.web.forms.media import JSON, MARKDOWN
    >>> choose("text/*;q=0.9, */*;q=0.1", None, (JSON, MARKDOWN)).name
    'md'
    """
    if format is not None:
        return _named(format, offered)
    if accept is None or accept == "*/*" or len(accept) > LONGEST:
        return offered[0]
    best = _best(accept, tuple(offered))
    if best is None:
        raise NotAcceptable([form.essence for form in offered])
    return best


def media_ranges(accept: str) -> Iterator[MediaRange]:
    """The well-formed members of an `Accept` header, in its order.

    >>> [*media_ranges('text/html;level="1,2";q=0.5, garbage, */json, a/b;q=2')]
    [MediaRange(type='text', subtype='html', weight=0.5)]
    """
    for member in _MEMBER.finditer(accept):
        found = _RANGE.fullmatch(member[0])
        if found is None or (found[1] == "*" and found[2] != "*"):
            continue
        given = _weight(found[3].rstrip())
        if given is not None:
            yield MediaRange(found[1].lower(), found[2].lower(), given)


def _wanted(form: MediaForm, ranges: Sequence[MediaRange]) -> tuple[float, int]:
    fitting = [(one.specificity(form.essence), one.weight) for one in ranges]
    specificity, weight = max(fitting, default=(0, 0.0))
    return (weight, specificity) if specificity and weight else (0.0, 0)


@lru_cache(maxsize=1024)
def _best(accept: str, offered: tuple[MediaForm, ...]) -> MediaForm | None:
    ranges = list(media_ranges(accept))
    if not ranges:
        return offered[0]
    wanted = {form: _wanted(form, ranges) for form in offered}
    best = max(offered, key=wanted.__getitem__)
    return best if wanted[best] > (0, 0) else None


def _weight(parameters: str) -> float | None:
    end, given = 0, "1"
    for found in _PARAMETER.finditer(parameters):
        if found.start() != end:
            return None
        end = found.end()
        if (found[1] or "").lower() == "q":
            given = found[2]
    return float(given) if end == len(parameters) and _WEIGHT.fullmatch(given) else None


def _named(name: str, offered: Sequence[MediaForm]) -> MediaForm:
    for form in offered:
        if form.name == name:
            return form
    raise InvalidParameter("format", name, ", ".join(form.name for form in offered), rule="one-of")
