"""Steps as the trees that they are: each with the steps that it consists of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.content.entry import Entry
from app.content.kinds import KINDS
from app.store.library import Library


@dataclass(frozen=True, slots=True)
class StepTree:
    """A step with the steps that it consists of."""

    step: Entry
    substeps: tuple["StepTree", ...] = ()


def steps_of(library: Library, entry: Entry) -> tuple[StepTree, ...]:
    """The steps of a process, or the substeps of a step, with all that is below them."""
    is_step = entry.ref.kind == "step"
    process = entry.relation("process") if is_step else entry.slug
    if process is None:
        return ()
    below: dict[str | None, list[Entry]] = {}
    for step in library.every(KINDS["step"], {"process": process}):
        below.setdefault(step.relation("parent"), []).append(step)
    return _trees(below, entry.slug if is_step else None)


def _trees(below: Mapping[str | None, Sequence[Entry]], parent: str | None) -> tuple[StepTree, ...]:
    return tuple(StepTree(step, _trees(below, step.slug)) for step in below.get(parent, ()))
