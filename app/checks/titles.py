"""Titles that tell entries apart."""

from collections.abc import Iterator

from app.checks.knowledge import Knowledge
from app.checks.rule import Finding, Rule
from app.content.entry import Entry


def duplicate_title(knowledge: Knowledge) -> Iterator[Finding]:
    """Two entries of one kind under the same title, case aside; steps of two processes may share one."""
    first: dict[tuple[str, str, str, str], Entry] = {}
    for entry in knowledge.entries:
        name = entry.kind.title.name
        for tag in knowledge.locales.tags:
            title = entry.texts.get(tag, {}).get(name)
            if not isinstance(title, str) or not title.strip():
                continue
            scope = entry.relation("process") if entry.ref.kind == "step" else None
            known = first.setdefault((entry.ref.kind, scope or "", tag, " ".join(title.casefold().split())), entry)
            if known is not entry:
                message = f"{title!r} is also the {name} of {known.slug}; say what sets this one apart"
                yield Finding(entry.ref, tag, name, message)


RULES = (Rule("duplicate-title", duplicate_title),)
