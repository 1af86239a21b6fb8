"""The same numbers in every language.

A number is normalized to its value: thousands separators go, a decimal comma becomes a point, and a word of scale is
multiplied in, so that 1.5 million, 1,5 millones and 150 万 are one number. Digits in a name (B2B, 3PL, 4P) are none.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from app.checks.knowledge import Knowledge, parts
from app.checks.markup import LIST_MARKER
from app.checks.rule import Finding, Rule
from app.content.kind import Role

SCALES = {
    "en": {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12},
    "es": {"mil": 3, "millón": 6, "millones": 6, "mil millones": 9, "billón": 12, "billones": 12},
    "zh": {"百": 2, "千": 3, "万": 4, "萬": 4, "百万": 6, "百萬": 6, "千万": 7, "千萬": 7, "亿": 8, "億": 8},
}
"""By language, the words after a number that multiply it, and their powers of ten."""

LATIN = "A-Za-zÀ-ÖØ-öø-ɏ"
NAME = re.compile(
    rf"(?<![{LATIN}0-9])[{LATIN}][{LATIN}0-9]*[0-9][{LATIN}0-9]*|(?<![{LATIN}0-9.,])[0-9]+[A-ZÀ-ÖØ-Þ][{LATIN}0-9]*"
)
NUMBER = r"[0-9]{1,3}(?:[,.'’\u00a0\u202f\u2009 ][0-9]{3})+(?![0-9])(?:[.,][0-9]+)?|[0-9]+(?:[.,][0-9]+)?"
DIGIT = re.compile("[0-9]")
GROUPED = re.compile(r"[,.'’\u00a0\u202f\u2009 ](?=[0-9]{3}(?![0-9]))")


def different_numbers(knowledge: Knowledge) -> Iterator[Finding]:
    """A field whose numbers are not those of its source, whatever their order and how often they stand."""
    pairs = knowledge.translated()
    for entry in knowledge.entries:
        for field in entry.kind.texts:
            if field.role is Role.ALIAS:
                continue
            by_locale = {
                tag: numbers("\n".join(parts(text)), writing.language)
                for tag, writing in knowledge.writings.items()
                if (text := entry.texts.get(tag, {}).get(field.name))
            }
            for tag, source in pairs:
                if tag in by_locale and source in by_locale and by_locale[tag] != by_locale[source]:
                    yield Finding(entry.ref, tag, field.name, _difference(by_locale[tag], by_locale[source], source))


def numbers(text: str, language: str) -> frozenset[Decimal]:
    """The values of the numbers in a text.

    >>> [f"{value:f}" for value in sorted(numbers("B2B: 1,5 millones de 3.000, 20 %", "es"))]
    ['20', '3000', '1500000']
    """
    if not DIGIT.search(text):
        return frozenset()
    text = NAME.sub(" ", LIST_MARKER.sub("", text))
    found = _pattern(language).finditer(text)
    return frozenset(_value(match[1], match[2] or "", language) for match in found)


def _difference(own: frozenset[Decimal], theirs: frozenset[Decimal], source: str) -> str:
    lacks, adds = _listed(theirs - own), _listed(own - theirs)
    said = " and ".join([f"lacks {lacks}"] * bool(lacks) + [f"adds {adds}"] * bool(adds))
    return f"its numbers are not those in {source}: it {said}; write the same numbers"


def _listed(values: frozenset[Decimal]) -> str:
    return ", ".join(f"{value:f}" for value in sorted(values))


def _value(number: str, scale: str, language: str) -> Decimal:
    value = Decimal(GROUPED.sub("", number).replace(",", "."))
    return value.scaleb(SCALES.get(language, {}).get(scale.lower(), 0)).normalize()


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = "|".join(sorted(SCALES.get(language, {}), key=len, reverse=True))
    spaced = r"[ \u00a0]?" if language == "zh" else r"[ \u00a0]"
    edge = "" if language == "zh" else r"\b"
    return re.compile(rf"({NUMBER})(?:{spaced}({words}){edge})?" if words else rf"({NUMBER})()", re.IGNORECASE)


RULES = (Rule("different-numbers", different_numbers),)
