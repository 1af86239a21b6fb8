"""Lines of text for pictures, where nothing wraps by itself: broken by estimated widths, in any script.

Chinese and Japanese break between any two characters but for punctuation (the rules of JIS X 4051 and GB/T 15834 for
what may not begin or end a line); other scripts break at spaces, and behind hyphens and slashes.
"""

import re
import unicodedata
from functools import lru_cache

_NOT_FIRST = "，。、；：？！）》〉」』】〕”’…—～·％,.;:?!)]}%"
_NOT_LAST = "（《〈「『【〔“‘([{"
_WIDE = "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6"
_ATOM = re.compile(
    rf"\s+|[{re.escape(_NOT_LAST)}]*(?:[{_WIDE}]|[^\s{_WIDE}/-]+[/-]*|[/-]+)[{re.escape(_NOT_FIRST)}]*[/-]*|\S"
)

# Widths in em, those of the wider of usual fonts (Verdana, DejaVu Sans): a line that is short looks better than one
# that runs out of its box.
_NARROW = dict.fromkeys("iljI.,;:'|!¡ ", 0.31) | dict.fromkeys('ftr()[]{}-/"', 0.4)
_BROAD = dict.fromkeys("mwMW@%", 0.95)
_CAPITAL, _LETTER, _FULL = 0.7, 0.6, 1.0


@lru_cache(maxsize=4096)
def width(text: str) -> float:
    """The estimated width of a text in em.

    >>> width("海外仓"), round(width("warehouse"), 2)
    (3.0, 5.55)
    """
    return sum(map(_advance, text))


def wrap(text: str, limit: float) -> list[str]:
    """A text in as few lines as fit into `limit` em, of about the same length; a word that is longer is cut.

    >>> wrap("Third-party logistics provider", 10)
    ['Third-party', 'logistics provider']
    >>> wrap("设在目标市场的仓库，商品提前运入存放。", 9)
    ['设在目标市场的', '仓库，商品提前', '运入存放。']
    """
    lines = _fill(text, limit)
    narrower, longest = limit, max(map(width, text.split()), default=0.0)
    while len(lines) > 1 and (tried := narrower - 0.5) > max(longest if longest < limit else 0, limit / 2):
        closer = _fill(text, tried)
        if len(closer) > len(lines):
            break
        lines, narrower = closer, tried
    return lines


def _fill(text: str, limit: float) -> list[str]:
    lines, line = [], ""
    for atom in _ATOM.findall(" ".join(text.split())):
        if line and width((line + atom).rstrip()) > limit:
            lines.append(line.rstrip())
            line = ""
        line += atom.lstrip() if not line else atom
        while width(line.rstrip()) > limit:
            cut = _longest(line, limit)
            lines.append(line[:cut])
            line = line[cut:]
    return [*lines, line.rstrip()] if line.strip() else lines


def _longest(text: str, limit: float) -> int:
    used = 0.0
    for number, character in enumerate(text):
        used += _advance(character)
        if used > limit:
            return max(number, 1)
    return len(text)


def _advance(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return _FULL
    return _NARROW.get(character) or _BROAD.get(character) or (_CAPITAL if character.isupper() else _LETTER)
