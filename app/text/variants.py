"""The two Chinese scripts: whole texts converted for display, single characters simplified for folding.

Both follow the tables of OpenCC. A converter is made when it is first needed.
"""

from functools import cache, lru_cache

from opencc import OpenCC

CONVERSIONS = {("zh-Hans", "zh-Hant"): "s2twp", ("zh-Hant", "zh-Hans"): "tw2sp"}
"""OpenCC's configuration for each pair of tags: Taiwan's characters and Taiwan's words."""


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
    """The Simplified form of one character, alone: no phrase around it has a say.

    >>> simplify("倉"), simplify("仓"), simplify("a")
    ('仓', '仓', 'a')
    """
    simplified: str = _converter("tw2s").convert(character)
    return simplified


@cache
def _converter(name: str) -> OpenCC:
    return OpenCC(name)
