"""Words of alphabets: one light stem for Spanish and English together.

A query does not say its language and a word is often in both, so the rules of both are one list: plurals (Harman's
S-stemmer), Spanish gender and plural (Savoy's light stemmer), the English endings -ing and -ed, and the spellings
-ise and -ize. A stem only groups spellings; it need not be a word.
"""

import re
from functools import lru_cache

_SHORTEST = 4
_KEEP_S = ("ss", "us", "is")
_IZE = re.compile(r"iz(?=[aei])")
_PARTICIPLE = re.compile(r"^(.*[aeiouy].*[^e])(?:ing|ed)$")
_DOUBLED = re.compile(r"([bdgmnprt])\1$")


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """The stem of a folded word; words under four letters and those with digits stay as they are.

    >>> [stem(word) for word in ("warehouses", "warehousing", "almacenes", "logística"[:3], "shipping", "b2b")]
    ['warehous', 'warehous', 'almacen', 'log', 'ship', 'b2b']
    >>> stem("companies") == stem("company"), stem("costes") == stem("costs"), stem("veces") == stem("prices")
    (True, True, False)
    """
    if len(word) < _SHORTEST or not word.isalpha():
        return word
    word = _IZE.sub("is", word) if "iz" in word else word
    if word.endswith("s") and not word.endswith(_KEEP_S):
        word = word[:-1]
    if word.endswith(("ing", "ed")):
        word = _without_participle(word)
    if word.endswith("ie") and len(word) > _SHORTEST:
        return word[:-1]
    if word[-1] in "aeo" and len(word) > _SHORTEST:
        return word[:-1]
    return word[:-1] + "i" if word[-1] == "y" else word


def _without_participle(word: str) -> str:
    match = _PARTICIPLE.match(word)
    if match is None or len(match[1]) < _SHORTEST:
        return word
    return _DOUBLED.sub(r"\1", match[1])
