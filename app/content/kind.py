"""How a kind of entry is declared: its texts, attributes and relations, once, for every room that reads them."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a text does for its entry: search ranks by it and a page lays out by it."""

    TITLE = "title"
    ALIAS = "alias"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class TextField:
    """One translatable field of a kind.

    `many`: a list of texts. `markdown`: one paragraph or more, else plain. `optional`: may be missing where the
    source locale has none. `falls_back`: another locale's text may stand in for a missing one.
    """

    name: str
    role: Role = Role.BODY
    many: bool = False
    markdown: bool = False
    optional: bool = False
    falls_back: bool = True


@dataclass(frozen=True, slots=True)
class Attribute:
    """A structure field that holds one word.

    `wire` is its name in JSON where `name` would collide with the entry's own `kind`. `labels` is the section of
    `labels.yaml` that names its values, None where the value speaks for itself.
    """

    name: str
    wire: str
    labels: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A structure field that points to entries: one slug or a list of slugs of the kind `target`."""

    name: str
    target: str
    many: bool = False
    required: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of entry, known in paths and data files by its plural."""

    name: str
    plural: str
    texts: tuple[TextField, ...]
    attributes: tuple[Attribute, ...] = ()
    relations: tuple[Relation, ...] = ()
    has_value_chain: bool = False
    schema_org: str = "Thing"

    @property
    def title(self) -> TextField:
        """The field that names an entry of this kind."""
        return next(field for field in self.texts if field.role is Role.TITLE)

    def text(self, name: str) -> TextField | None:
        """The text field of that name, None where the kind has none."""
        return next((field for field in self.texts if field.name == name), None)

    def relation(self, name: str) -> Relation | None:
        """The relation of that name, None where the kind has none."""
        return next((relation for relation in self.relations if relation.name == name), None)
