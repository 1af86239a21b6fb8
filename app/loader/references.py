"""Whether what entries point to is there, and whether parents make sense."""

from collections.abc import Collection, Iterator, Mapping

from app.content.entry import Entry, Ref
from app.errors import Flaw
from app.loader.content import Content
from app.loader.located import Place
from app.loader.structure import Reference
from app.store.ownership import Held

BELONGING = ("parent", "process")
"""The relations that say where an entry stands among those of its kind."""

DEEPEST = 32
"""Levels of parents: more than anyone can follow, and less than what JSON may nest."""


def unresolved(content: Content, known: Collection[Ref]) -> Iterator[Flaw]:
    """A flaw for each reference to what is neither in the content nor in `known`, what other origins hold."""
    here = {entry.ref for entry in content.entries}
    sources = {source.slug for source in content.metadata.sources}
    places = _Places()
    for reference in content.references:
        target, owner = reference.target, str(reference.owner)
        found = target.slug in sources if target.kind == "source" else target in here or target in known
        if not found:
            message = f"there is no {target.kind} {target.slug!r}"
            yield places.of(reference).flaw("unknown-slug", message, owner, field=reference.field)
        elif target == reference.owner:
            message = "an entry cannot point to itself"
            yield places.of(reference).flaw("self-reference", message, owner, field=reference.field)


class _Places:
    """The lines on which targets are named; a field is looked through once, however many of its targets are wrong."""

    def __init__(self) -> None:
        self._spelt: dict[int, dict[str, Place]] = {}

    def of(self, reference: Reference) -> Place:
        at = reference.at
        if id(at) not in self._spelt:
            self._spelt[id(at)] = at.spellings()
        return self._spelt[id(at)].get(reference.spelling, at.place)


def misplaced(content: Content, others: Mapping[Ref, Held]) -> Iterator[Flaw]:
    """A flaw for each parent that leads round in a ring or too high, and each step whose parent is in another process.

    `others` are the entries of other origins: parents lead through them too, and they may have one here.
    """
    here = {entry.ref: _belonging(entry) for entry in content.entries if entry.kind.relation("parent")}
    beside = {ref: held.belongs for ref, held in others.items() if held.belongs and ref not in here}
    everywhere = {**beside, **here}
    rings = _rings(everywhere)
    for ref, belongs in here.items():
        if ref in rings:
            yield content.place(ref).flaw("ring", "its parents lead back to itself", str(ref), field="parent")
        elif len(above := set(_above(ref, everywhere))) > DEEPEST and rings.isdisjoint(above):
            message = f"it has more than {DEEPEST} parents one above the other"
            yield content.place(ref).flaw("too-deep", message, str(ref), field="parent")
        if _leads_astray(ref, belongs, everywhere):
            message = f"its parent {belongs['parent']!r} is a step of another process"
            yield content.place(ref).flaw("foreign-parent", message, str(ref), field="parent")
    for ref, belongs in beside.items():
        parent = _parent(ref, belongs)
        if parent and parent in here and _leads_astray(ref, belongs, everywhere):
            message = f"its substep {ref.slug!r}, of the source {others[ref].origin!r}, is in another process"
            yield content.place(parent).flaw("foreign-parent", message, str(parent), field="process")


def _belonging(entry: Entry) -> Mapping[str, str]:
    return {name: slugs[0] for name, slugs in entry.relations.items() if name in BELONGING}


def _leads_astray(ref: Ref, belongs: Mapping[str, str], everywhere: Mapping[Ref, Mapping[str, str]]) -> bool:
    parent = _parent(ref, belongs)
    above = everywhere.get(parent) if parent else None
    return above is not None and above.get("process") != belongs.get("process")


def _parent(ref: Ref, belongs: Mapping[str, str]) -> Ref | None:
    slug = belongs.get("parent")
    return Ref(ref.kind, slug) if slug else None


def _above(ref: Ref, everywhere: Mapping[Ref, Mapping[str, str]]) -> Iterator[Ref]:
    """The parents of an entry, the nearest first; of those in a ring no more than tell that they are too many."""
    parent = _parent(ref, everywhere[ref])
    for _ in range(DEEPEST + 1):
        if not parent or parent not in everywhere:
            return
        yield parent
        parent = _parent(parent, everywhere[parent])


def _rings(everywhere: Mapping[Ref, Mapping[str, str]]) -> set[Ref]:
    found: set[Ref] = set()
    walked: set[Ref] = set()
    for start in everywhere:
        path: list[Ref] = []
        ref: Ref | None = start
        while ref and ref in everywhere and ref not in walked:
            walked.add(ref)
            path.append(ref)
            ref = _parent(ref, everywhere[ref])
        if ref in path:
            found.update(path[path.index(ref) :])
    return found
