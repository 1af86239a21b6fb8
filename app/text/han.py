"""Texts without spaces between words: pairs of characters, and each character alone (Unicode UAX 29 has no rule)."""


def pairs(run: str) -> list[str]:
    """The overlapping pairs of a run; none of a single character.

    >>> pairs("海外仓")
    ['海外', '外仓']
    """
    return [run[at : at + 2] for at in range(len(run) - 1)]
