"""Whether what entries point to is there, and whether parents make sense."""

from collections.abc import Collection, Iterator, Mapping

from app.content.entry import Entry, Ref
from app.errors import Flaw
from app.loader.content import Content


def unresolved(content: Content, known: Collection[Ref]) -> Iterator[Flaw]:
    """A flaw for each reference to what is neither in the content nor in `known`, what other origins hold."""
    here = {entry.ref for entry in content.entries}
    sources = {source.slug for source in content.metadata.sources}
    for reference in content.references:
        target = reference.target
        found = target.slug in sources if target.kind == "source" else target in here or target in known
        if not found:
            message = f"there is no {target.kind} {target.slug!r}"
            yield reference.place.flaw("unknown-slug", message, str(reference.owner), field=reference.field)
        elif target == reference.owner:
            message = "an entry cannot point to itself"
            yield reference.place.flaw("self-reference", message, str(reference.owner), field=reference.field)


def misplaced(content: Content) -> Iterator[Flaw]:
    """A flaw for each parent that leads round in a ring, and each step whose parent is in another process."""
    entries = {entry.ref: entry for entry in content.entries}
    for entry in content.entries:
        if entry.kind.relation("parent") is None:
            continue
        place = content.place(entry.ref)
        if _is_ring(entry, entries):
            yield place.flaw("ring", "its parents lead back to itself", str(entry.ref), field="parent")
        parent = entries.get(Ref(entry.ref.kind, entry.relation("parent") or ""))
        if parent and parent.relation("process") != entry.relation("process"):
            message = f"its parent {parent.slug!r} is a step of another process"
            yield place.flaw("foreign-parent", message, str(entry.ref), field="parent")


def _is_ring(entry: Entry, entries: Mapping[Ref, Entry]) -> bool:
    seen = {entry.slug}
    parent = entry.relation("parent")
    while parent is not None:
        if parent == entry.slug:
            return True
        if parent in seen:
            return False
        seen.add(parent)
        above = entries.get(Ref(entry.ref.kind, parent))
        parent = above.relation("parent") if above else None
    return False
