"""The text of an entry that a hit shows as its match: which, where, and in what way."""

from collections.abc import Callable, Sequence

from app.search.card import Card
from app.search.highlight import locate, whole
from app.search.query import Match, Range
from app.search.ranking import BODY, Score
from app.search.schema import BARRIER
from app.search.units import Reading
from app.text.fold import fold
from app.text.scripts import is_unspaced

_ENOUGH = 0.6
"""A title that has this share of what the entry covers is shown; else the body that has most."""


def match(card: Card, score: Score, text: str, locale: str, together: str, tail: Callable[[int], list[str]]) -> Match:
    """The match of an entry for a query text; of equal titles the one in the caller's locale."""
    if score.reading is None:
        return promised_match(card, together, text, locale)
    number = _in_locale(card, score.title, locale) if score.title >= 0 else -1
    body = _best_body(card, score.reading) if score.share < _ENOUGH * score.coverage else -1
    if body >= 0:
        tag, field = card.bodies[body]
        said, pinyin = tail(card.address)[body], ""
    else:
        tag, field, said = card.titles[max(0, number)]
        pinyin = card.syllables.split(BARRIER)[max(0, number)]
    ranges, how = locate(said, score.reading, pinyin)
    return Match(tag, field, said, ranges, _refined(said, ranges, how, text))


def promised_match(card: Card, together: str, text: str, locale: str) -> Match:
    """The title that holds the query as it is: nothing but it, then beginning with it, then the caller's."""
    best, key = 0, (False, False, False, False)
    for number, title in enumerate(card.squeezed.split(BARRIER)):
        at = title.find(together)
        if at >= 0:
            tag, _, said = card.titles[number]
            found = (title == together, tag == locale, text.strip() in said, at == 0)
            if found > key:
                best, key = number, found
    tag, field, said = card.titles[best]
    found_at = whole(said, together)
    ranges = (found_at,) if found_at else ()
    return Match(tag, field, said, ranges, _how_whole(said, found_at, text) if found_at else ())


def _how_whole(said: str, found: Range, text: str) -> tuple[str, ...]:
    """How a contiguous part of a title was met: by what is left of the title beside it, and whether folding helped."""
    start, end = found
    folded = fold(said)
    opens = start == 0 or _boundary(said, start)
    closes = end == len(said) or _boundary(said, end)
    same = said[start:end] == text.strip()
    if not folded[:start].strip() and not fold(said[end:]).strip():
        return ("exact",) if same else ("folded",)
    if is_unspaced(said[start]) or not (opens and closes):
        place = "prefix" if start == 0 or (opens and not is_unspaced(said[start])) else "substring"
        return (place,) if same else (place, "folded")
    return ("exact",) if same else ("folded",)


def _boundary(said: str, at: int) -> bool:
    return not (said[at - 1].isalnum() and said[at].isalnum()) or is_unspaced(said[at - 1]) != is_unspaced(said[at])


def _refined(said: str, ranges: Sequence[Range], how: tuple[str, ...], text: str) -> tuple[str, ...]:
    """`exact` is folded where what stands in the text is not what was typed."""
    if "exact" not in how or all(said[start:end] in text for start, end in ranges):
        return how
    return tuple(dict.fromkeys("folded" if way == "exact" else way for way in how))


def _in_locale(card: Card, title: int, locale: str) -> int:
    if card.titles[title][0] == locale:
        return title
    stems = card.stems.split(BARRIER)
    for number, (tag, _, _) in enumerate(card.titles):
        if tag == locale and stems[number] == stems[title]:
            return number
    return title


def _best_body(card: Card, reading: Reading) -> int:
    best, chosen = 0.0, -1
    for number, words in enumerate(card.body.split(BARRIER)) if card.bodies else ():
        weight = _weight(words, reading) * BODY
        if weight > best:
            best, chosen = weight, number
    return chosen


def _weight(words: str, reading: Reading) -> float:
    total = 0.0
    for pattern, weight, _, _ in reading.whole:
        if pattern in words:
            total += weight
    for unit in reading.other:
        for way in unit.ways:
            if not way.sound and way.pattern in words:
                total += unit.weight * way.quality
                break
    return total
