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
    entries = {entry.ref: entry for entry in content.entries if entry.kind.relation("parent")}
    rings = _rings(entries)
    for entry in entries.values():
        place = content.place(entry.ref)
        if entry.ref in rings:
            yield place.flaw("ring", "its parents lead back to itself", str(entry.ref), field="parent")
        above = _parent(entry)
        parent = entries.get(above) if above else None
        if parent and parent.relation("process") != entry.relation("process"):
            message = f"its parent {parent.slug!r} is a step of another process"
            yield place.flaw("foreign-parent", message, str(entry.ref), field="parent")


def _parent(entry: Entry) -> Ref | None:
    slug = entry.relation("parent")
    return Ref(entry.ref.kind, slug) if slug else None


def _rings(entries: Mapping[Ref, Entry]) -> set[Ref]:
    found: set[Ref] = set()
    walked: set[Ref] = set()
    for start in entries:
        path: list[Ref] = []
        ref: Ref | None = start
        while ref and ref in entries and ref not in walked:
            walked.add(ref)
            path.append(ref)
            ref = _parent(entries[ref])
        if ref in path:
            found.update(path[path.index(ref) :])
    return found
