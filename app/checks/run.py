"""The face of the room: everything that is against a rule, where it stands."""

from collections.abc import Iterator

from app.checks.knowledge import Knowledge
from app.checks.registry import RULES
from app.checks.rule import Rule
from app.errors import Flaw

__all__ = ["Knowledge", "findings"]


def findings(knowledge: Knowledge) -> list[Flaw]:
    """Everything that is against a rule, by file and line; none of it stops a load.

    Takes time linear in the size of the knowledge base.
    """
    return sorted(flaw for rule in RULES for flaw in _flaws(rule, knowledge))


def _flaws(rule: Rule, knowledge: Knowledge) -> Iterator[Flaw]:
    for found in rule.find(knowledge):
        file, line = knowledge.place(found.ref, found.at or found.locale, found.field)
        yield Flaw(file, line, rule.name, found.message, str(found.ref), found.locale, found.field)
