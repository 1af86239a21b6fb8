"""What has no language of an entry: its attributes, relations and sources, by the declaration of its kind."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.content.entry import Entry, Ref, Text, ValueChainNode
from app.content.kind import Attribute, Kind
from app.content.kinds import KINDS
from app.loader.fields import Fields, is_slug
from app.loader.located import Located

COMMON = ("terms", "related", "sources", "beyond_source")
NODE = ("actors", "examples")


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry's pointing to another, or to a source (kind `source`), and where it stands."""

    owner: Ref
    field: str
    target: Ref
    at: Located

    @property
    def spelling(self) -> str:
        """The target as the file names it."""
        return str(self.target) if self.field == "related" else self.target.slug


def structure_fields(kind: Kind, *, wire: bool) -> tuple[str, ...]:
    """The names of a kind's structure fields: as YAML spells them, or as JSON does (`wire`)."""
    attributes = tuple(attribute.wire if wire else attribute.name for attribute in kind.attributes)
    relations = tuple(relation.name for relation in kind.relations)
    return (*attributes, *relations, *(("value_chain",) if kind.has_value_chain else ()), *COMMON)


def read_structure(fields: Fields, ref: Ref, references: list[Reference], *, wire: bool = False) -> Entry:
    """An entry without its texts and place in the order; adds to `references` all that it points to."""
    kind = KINDS[ref.kind]
    attributes = {
        attribute.name: _attribute(fields, attribute, attribute.wire if wire else attribute.name)
        for attribute in kind.attributes
    }
    relations = _relations(fields, kind)
    chain = _value_chain(fields) if kind.has_value_chain else ()
    terms, related, sources = fields.slugs("terms"), _related(fields), fields.slugs("sources")
    targets = [
        *((name, Ref(_target(kind, name), slug)) for name, slugs in relations.items() for slug in slugs),
        *(("value_chain", Ref("term", slug)) for node in chain for slug in (*node.actors, *node.examples)),
        *(("terms", Ref("term", slug)) for slug in terms),
        *(("related", target) for target in related),
        *(("sources", Ref("source", slug)) for slug in sources),
    ]
    spelt = fields.mapping()
    references.extend(Reference(ref, name, target, spelt[name]) for name, target in targets)
    return Entry(
        ref=ref,
        attributes={name: value for name, value in attributes.items() if value is not None},
        relations=relations,
        value_chain=chain,
        terms=terms,
        related=related,
        sources=sources,
        beyond_source=fields.flag("beyond_source"),
    )


def read_texts(fields: Fields, kind: Kind) -> dict[str, Text]:
    """The texts of one entry in one locale, by field."""
    texts = {field.name: fields.text(field) for field in kind.texts}
    return {name: text for name, text in texts.items() if text is not None}


def _attribute(fields: Fields, attribute: Attribute, name: str) -> str | None:
    return fields.slug(name) if attribute.labels else fields.word(name)


def _target(kind: Kind, relation: str) -> str:
    found = kind.relation(relation)
    return found.target if found else kind.name


def _relations(fields: Fields, kind: Kind) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for relation in kind.relations:
        one = None if relation.many else fields.slug(relation.name)
        slugs = fields.slugs(relation.name) if relation.many else () if one is None else (one,)
        if slugs:
            found[relation.name] = slugs
        elif relation.required and relation.name not in fields.mapping():
            fields.flaw("missing-field", f"the field {relation.name!r} is required", relation.name)
    return found


def _related(fields: Fields) -> tuple[Ref, ...]:
    found, wrong = [], []
    for word in fields.words("related"):
        kind, _, slug = word.partition(":")
        if kind in KINDS and is_slug(slug):
            found.append(Ref(kind, slug))
        else:
            wrong.append(word)
    if wrong:
        spelt = fields.mapping()["related"].spellings()
        for word in wrong:
            message = f"{word!r} is not kind:slug, with a kind of {', '.join(KINDS)}"
            fields.flaw("invalid-slug", message, "related", spelt[word])
    return tuple(found)


def _value_chain(fields: Fields) -> tuple[ValueChainNode, ...]:
    return tuple(_node(fields, at) for at in fields.items("value_chain"))


def _node(fields: Fields, at: Located) -> ValueChainNode:
    node = Fields(fields.entry, fields.locale, at, fields.flaws)
    node.known(NODE)
    actors = node.mapping().get("actors")
    if isinstance(at.value, dict) and (actors is None or not actors.value):
        fields.flaw("missing-field", "a node of the value chain needs actors", "value_chain", at)
    return ValueChainNode(actors=node.slugs("actors"), examples=node.slugs("examples"))


def positions(order: Sequence[str], slugs: Sequence[str]) -> dict[str, int]:
    """A place for each slug: those that `order` names come first, in its order, then the rest as they are."""
    known = set(slugs)
    ordered = dict.fromkeys([*(slug for slug in order if slug in known), *slugs])
    return {slug: position for position, slug in enumerate(ordered)}
