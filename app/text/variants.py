"""The two Chinese scripts: whole texts converted for display, single characters simplified for folding.

Both follow the tables of OpenCC. A converter is made when it is first needed.
"""

from functools import cache, lru_cache

from opencc import OpenCC

CONVERSIONS = {("zh-Hans", "zh-Hant"): "s2twp", ("zh-Hant", "zh-Hans"): "tw2sp"}
"""OpenCC's configuration for each pair of tags: Taiwan's characters and Taiwan's words."""

STAYING = frozenset("么")
"""Simplified forms that OpenCC also knows as Traditional ones of something rare: 么 of 麼, but also of 幺."""


def convertible(source: str, target: str) -> bool:
    """Whether `convert` can turn a text of `source` into one of `target`."""
    return source == target or (source, target) in CONVERSIONS


@lru_cache(maxsize=4096)
def convert(text: str, source: str, target: str) -> str:
    """The text in the script of `target`, with the words that are usual there; ValueError where there is no way.

    >>> convert("海外仓软件", "zh-Hans", "zh-Hant")
    '海外倉軟體'
    """
    if source == target:
        return text
    name = CONVERSIONS.get((source, target))
    if name is None:
        raise ValueError(f"no conversion from {source} to {target}")
    converted: str = _converter(name).convert(text)
    return converted


def simplify(character: str) -> str:
    """The Simplified form of one character, alone: no phrase around it has a say. What is Simplified stays.

    >>> simplify("倉"), simplify("仓"), simplify("麼"), simplify("么"), simplify("a")
    ('仓', '仓', '么', '么', 'a')
    """
    simplified: str = _converter("tw2s").convert(character)
    if character in STAYING or simplified in STAYING:
        return character if character in STAYING else simplified
    again: str = _converter("tw2s").convert(simplified)
    return again


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)
