"""An entry in all its locales, as the store gives it: frozen and complete."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from app.content.kind import Kind
from app.content.kinds import KINDS

Text = str | tuple[str, ...]
"""A text of a field: a tuple where the field holds many."""


class Ref(NamedTuple):
    """The name by which an entry is known everywhere; a tuple, since it is hashed more than anything else."""

    kind: str
    slug: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.slug}"


@dataclass(frozen=True, slots=True)
class ValueChainNode:
    """One station of a value chain: term slugs of alternative actors and of examples."""

    actors: tuple[str, ...]
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing of a kind with its relations and its texts by locale and field."""

    ref: Ref
    position: int = 0
    revision: int = 0
    attributes: Mapping[str, str] = field(default_factory=dict)
    relations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    value_chain: tuple[ValueChainNode, ...] = ()
    terms: tuple[str, ...] = ()
    related: tuple[Ref, ...] = ()
    sources: tuple[str, ...] = ()
    beyond_source: bool = False
    texts: Mapping[str, Mapping[str, Text]] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        """The declaration of this entry's kind."""
        return KINDS[self.ref.kind]

    @property
    def slug(self) -> str:
        """The entry's name within its kind."""
        return self.ref.slug

    def relation(self, name: str) -> str | None:
        """The slug that a one-valued relation points to, None where it is not set."""
        targets = self.relations.get(name, ())
        return targets[0] if targets else None
