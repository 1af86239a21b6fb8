"""Which locale a caller gets: CLDR's distance over the weights of `Accept-Language`.

1. Members are tried by falling weight, equal ones in their order; the first whose nearest locale lies within `NEAR`
   wins. `*` is met by any locale, first by the default.
2. Only when all members failed, the other Chinese script is tried, up to `OTHER_SCRIPT`.
3. What is left gets the default. A weight of 0 removes the locales that it names from steps 1 and 2.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache, partial
from itertools import takewhile
from typing import NamedTuple

from app.locales.accept_language import WILDCARD, parse
from app.locales.distance import distance, likely
from app.locales.fallback import Locales
from app.locales.tags import MalformedTag, canonical, is_within

NEAR = 25
"""The CLDR distance up to which a locale serves a reader well: es for ca (20), zh-Hant for yue (14)."""
OTHER_SCRIPT = 60
"""The CLDR distance up to which the other Chinese script is better than the default: zh-Hans for zh-TW (54)."""

_CHINESE_SCRIPTS = {"Hans", "Hant"}
_MEMO_SIZE = 1024
_MEMO_LENGTH = 512


class Reason(StrEnum):
    """Why a locale was chosen, or what stands in its way."""

    EXACT = "exact"
    DISTANCE = "distance"
    SCRIPT = "script"
    WILDCARD = "wildcard"
    DEFAULT = "default"
    EXCLUDED = "excluded"
    TOO_FAR = "too-far"
    UNASKED = "unasked"


class Match(NamedTuple):
    """A supported tag, the desired one that it serves, and the CLDR distance between them."""

    supported: str
    desired: str
    distance: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A locale in a negotiation: its distance from the member that speaks for it most, and what came of it."""

    locale: str
    distance: int | None
    member: str | None
    excluded: bool
    reason: Reason


@dataclass(frozen=True, slots=True)
class Negotiation:
    """The chosen locale, and why it was chosen."""

    locale: str
    reason: Reason


def best_match(desired: Iterable[str], supported: Sequence[str], max_distance: int = NEAR) -> Match | None:
    """The supported tag for a reader of `desired`, most wanted first; None where all are too far.

    Both are canonical tags. Raises `MalformedTag`.

    >>> best_match(["fr", "zh-TW"], ["en", "zh-Hans", "zh-Hant"])
    Match(supported='zh-Hant', desired='zh-TW', distance=0)
    >>> best_match(["zh-HK", "en"], ["en", "zh-Hans"]).supported, best_match(["zh-HK"], ["en", "zh-Hans"]).supported
    ('en', 'zh-Hans')
    """
    wanted = tuple(desired)
    return _within(wanted, supported, max_distance) or _in_other_script(wanted, supported)


class Matcher:
    """The locales of a knowledge base, ready to be matched. Raises `MalformedTag` where a locale's tag is none."""

    def __init__(self, locales: Locales) -> None:
        for tag in locales.tags:
            likely(tag)
        self._tags, self._default = locales.tags, locales.default
        self._decide = partial(_decide, locales.tags, locales.default)
        self._remembered = lru_cache(maxsize=_MEMO_SIZE)(self._decide)

    def negotiate(self, header: str | None) -> Negotiation:
        """The locale for a request with this `Accept-Language`, None without one; never raises."""
        if header and len(header) > _MEMO_LENGTH:
            return self._decide(header)
        return self._remembered(header or "")

    def explain(self, header: str | None) -> tuple[Candidate, ...]:
        """Every locale of the knowledge base in order, with what came of it in the negotiation of a header."""
        return _explain(self._tags, self._default, header or "")

    def match(self, tag: str) -> str | None:
        """The locale for one tag, matched as the only member of a header is; None when it is malformed or too far."""
        if tag in self._tags:
            return tag
        try:
            found = best_match([canonical(tag)], self._tags)
        except MalformedTag:
            return None
        return found.supported if found else None


def _decide(tags: Sequence[str], default: str, header: str) -> Negotiation:
    wanted, refused = _read(header)
    chosen = _choose(wanted, _allowed(tags, refused), default)
    return Negotiation(chosen.locale, chosen.reason) if chosen else Negotiation(default, Reason.DEFAULT)


def _explain(tags: Sequence[str], default: str, header: str) -> tuple[Candidate, ...]:
    wanted, refused = _read(header)
    candidates = {tag: _candidate(tag, wanted, refused) for tag in (*tags, default)}
    chosen = _choose(wanted, _allowed(tags, refused), default)
    chosen = chosen or replace(candidates[default], reason=Reason.DEFAULT)
    candidates[chosen.locale] = chosen
    return tuple(candidates[tag] for tag in tags)


def _read(header: str) -> tuple[list[str], list[str]]:
    """The tags that a header wants, the most wanted first, and those that it refuses."""
    preferences = parse(header)
    wanted = [preference.tag for preference in preferences if preference.quality > 0]
    return wanted, [preference.tag for preference in preferences if preference.quality == 0]


def _allowed(tags: Sequence[str], refused: Sequence[str]) -> list[str]:
    return [tag for tag in tags if not any(is_within(tag, each) for each in refused)]


def _choose(wanted: Sequence[str], allowed: Sequence[str], default: str) -> Candidate | None:
    before_wildcard = tuple(takewhile(WILDCARD.__ne__, wanted))
    match = _within(before_wildcard, allowed, NEAR)
    if match is None and allowed and WILDCARD in wanted:
        locale = default if default in allowed else allowed[0]
        return Candidate(locale, None, WILDCARD, False, Reason.WILDCARD)
    match = match or _in_other_script(before_wildcard, allowed)
    return Candidate(match.supported, match.distance, match.desired, False, _reason(match)) if match else None


def _candidate(locale: str, wanted: Sequence[str], refused: Sequence[str]) -> Candidate:
    for tag in refused:
        if is_within(locale, tag):
            return Candidate(locale, None, tag, True, Reason.EXCLUDED)
    matches = [_match(tag, locale) for tag in wanted if tag != WILDCARD]
    nearest = min(matches, key=lambda match: match.distance, default=None)
    match = next((match for match in matches if match.distance <= NEAR), nearest)
    reason = _reason(match) if match else Reason.UNASKED
    if WILDCARD in wanted and reason in (Reason.SCRIPT, Reason.TOO_FAR, Reason.UNASKED):
        return Candidate(locale, None, WILDCARD, False, Reason.WILDCARD)
    return Candidate(locale, match and match.distance, match and match.desired, False, reason)


def _reason(match: Match) -> Reason:
    if match.supported == match.desired:
        return Reason.EXACT
    if match.distance <= NEAR:
        return Reason.DISTANCE
    return Reason.SCRIPT if _is_other_script(match) else Reason.TOO_FAR


def _within(desired: Iterable[str], supported: Sequence[str], max_distance: int) -> Match | None:
    for tag in desired:
        match = _nearest(_match(tag, each) for each in supported)
        if match and match.distance <= max_distance:
            return match
    return None


def _in_other_script(desired: Iterable[str], supported: Sequence[str]) -> Match | None:
    for tag in desired:
        match = _nearest(filter(_is_other_script, (_match(tag, each) for each in supported)))
        if match:
            return match
    return None


def _is_other_script(match: Match) -> bool:
    scripts = {likely(match.desired).script, likely(match.supported).script}
    return scripts == _CHINESE_SCRIPTS and match.distance <= OTHER_SCRIPT


def _match(desired: str, supported: str) -> Match:
    return Match(supported, desired, distance(likely(desired), likely(supported)))


def _nearest(matches: Iterable[Match]) -> Match | None:
    return min(matches, key=_rank, default=None)


def _rank(match: Match) -> tuple[int, bool, bool]:
    # CLDR's paradigm locales: of equally near ones the language as such (es) goes before one of a region (es-MA).
    whole = likely(match.supported)
    is_paradigm = likely(f"{whole.language}-{whole.script}") == whole
    return match.distance, match.supported != match.desired, not is_paradigm
