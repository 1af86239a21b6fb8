"""The parts that Markdown pages are made of (CommonMark 0.31; tables as in GitHub Flavored Markdown)."""

import re
from collections.abc import Iterable, Sequence

from app.locales.distance import likely

_SPECIAL = re.compile(r"[\\`*\[\]<>|]|(?<![^\W_])_|_(?![^\W_])|&(?=#|\w+;)|#+$")
_BLOCK = re.compile(r"^(\d{1,9}(?=[.)](?: |$))|(?=(?:[-+]|#{1,6})(?: |$)|---|~~~))")
"""What would begin a list, a heading, a rule or code at the start of a line (CommonMark 0.31, 4 and 5)."""
_WIDE = frozenset({"Hans", "Hant", "Jpan", "Hani"})


def escape(text: str) -> str:
    """A plain text as Markdown that shows it as it is, on one line.

    >>> escape("a*b_c <d> | snake_case"), escape("1. a"), escape("-5 or - 5")
    ('a\\\\*b_c \\\\<d\\\\> \\\\| snake_case', '1\\\\. a', '-5 or - 5')
    """
    escaped = _SPECIAL.sub(lambda found: f"\\{found[0]}", " ".join(text.split()))
    return _BLOCK.sub(r"\1\\", escaped)


def heading(level: int, text: str) -> str:
    """A heading; below the sixth level there is none deeper."""
    return f"{'#' * min(level, 6)} {text}"


def link(text: str, address: str) -> str:
    """A link with an escaped text."""
    return f"[{text}]({address})"


def bullets(items: Iterable[str]) -> str:
    """A list of items of one line each."""
    return "\n".join(f"- {item}" for item in items)


def item(marker: str, blocks: Sequence[str]) -> str:
    """A member of a list that holds several blocks, all indented to belong to it."""
    return f"{marker} " + indent("\n\n".join(blocks), len(marker) + 1)


def indent(text: str, by: int) -> str:
    """All lines but the first moved in, empty ones left empty."""
    first, *rest = text.split("\n")
    return "\n".join([first, *(f"{' ' * by}{line}" if line else "" for line in rest)])


def quote(text: str) -> str:
    """A block quotation."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a line break in a cell is `<br>`, for a cell can hold no block."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace(chr(10), '<br>') for cell in line)} |" for line in lines)


def page(blocks: Iterable[str]) -> bytes:
    """Blocks as a document; empty ones are left out."""
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def labelled(locale: str, label: str, text: str) -> str:
    """A text behind its label, with the colon of the locale.

    >>> labelled("zh-Hans", "公式", "a"), labelled("es", "Fórmula", "a")
    ('**公式**：a', '**Fórmula**: a')
    """
    return f"**{label}**{'：' if is_wide(locale) else ': '}{text}"


def bracketed(locale: str, text: str) -> str:
    """A remark in the brackets of the locale, set off from what stands before it."""
    return f"（{text}）" if is_wide(locale) else f" ({text})"


def is_wide(locale: str) -> bool:
    """Whether a locale is written in Han characters, which have wide punctuation without blanks."""
    return likely(locale).script in _WIDE
