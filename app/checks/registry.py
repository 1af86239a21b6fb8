"""The registry of rules, in the order in which `docs/writing.md` lists them."""

from app.checks import completeness, markup, punctuation, quantities, scripts, spacing, terminology, titles, vocabulary
from app.checks.rule import Rule

RULES: tuple[Rule, ...] = (
    *completeness.RULES,
    *scripts.RULES,
    *vocabulary.RULES,
    *terminology.RULES,
    *markup.RULES,
    *punctuation.RULES,
    *spacing.RULES,
    *quantities.RULES,
    *titles.RULES,
)
"""Every rule; a new one is a line here and a file of cases."""
