"""What a rule is: a name, and a way to find what is against it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.checks.knowledge import Knowledge, Passage
from app.content.entry import Ref

AROUND = 10
"""Characters that are quoted on each side of a finding."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One text that is against a rule.

    `message` says what is wrong and what would be right. `at` is the locale in whose file to look, where it is not
    `locale`: the source of a text that is missing.
    """

    ref: Ref
    locale: str
    field: str
    message: str
    at: str = ""


Find = Callable[[Knowledge], Iterable[Finding]]
"""All that is found in a knowledge base, in time linear in its size."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that content is held to; `name` is kebab-case and stable: people filter by it."""

    name: str
    find: Find


def each_text(inspect: Callable[[Passage], Iterable[str]]) -> Find:
    """A way to find from one that looks at one text and says what is wrong in it."""

    def find(knowledge: Knowledge) -> Iterator[Finding]:
        for passage in knowledge.passages:
            for message in inspect(passage):
                yield Finding(passage.ref, passage.locale, passage.field.name, message)

    return find


def quoted(text: str, start: int, end: int) -> str:
    """A part of a text with a little of what stands around it, on one line.

    >>> quoted("see the quick brown fox jumps over", 14, 19)
    '…the quick brown fox jumps…'
    >>> quoted("a fox", 0, 1)
    'a fox'
    """
    before, after = max(0, start - AROUND), min(len(text), end + AROUND)
    middle = " ".join(text[before:after].split("\n"))
    return f"{'…' if before else ''}{middle}{'…' if after < len(text) else ''}"
