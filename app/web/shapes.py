"""What entries look like in JSON."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.content.entry import Entry, Ref, ValueChainNode
from app.content.kinds import KINDS
from app.content.localized import Fallback, LocalizedEntry, localize, stand_in
from app.locales.fallback import Locales
from app.search.highlight import snippet
from app.store.library import Library
from app.store.metadata import Labels
from app.web.step_trees import StepTree, steps_of

Shape = dict[str, Any]

INCLUDES: Mapping[str, tuple[str, ...]] = {
    "model": ("processes", "faqs", "terms"),
    **dict.fromkeys(("feature", "process", "step", "faq", "topic"), ("terms",)),
}
"""What `?include=` can add to an entry, by kind."""

WHOLE = {"feature": "model", "step": "process"}
"""The kinds whose entries are parts of another, with the relation that names it."""


def url(ref: Ref) -> str:
    """The address of an entry."""
    return f"/v1/{KINDS[ref.kind].plural}/{ref.slug}"


def fallbacks(of: Mapping[str, Fallback]) -> Shape:
    """Which fields fell back, to which locale and why."""
    return {field: {"locale": one.locale, "reason": one.reason} for field, one in of.items()}


@dataclass(frozen=True, slots=True)
class ItemShaper:
    """Makes the shapes of list items, which an entry has by itself: in one locale, with or without fallback."""

    locales: Locales
    labels: Labels
    locale: str
    fallback: bool = True

    def item(self, entry: Entry) -> Shape:
        """An entry as lists have it: all its own texts, and of other entries the slugs alone."""
        seen = localize(entry, self.locale, self.locales, fallback=self.fallback)
        shape: Shape = {"kind": entry.ref.kind, "slug": entry.slug, "locale": self.locale, "revision": entry.revision}
        shape |= seen.texts
        shape |= self._attributes(entry)
        for relation in entry.kind.relations:
            slugs = entry.relations.get(relation.name, ())
            shape[relation.name] = slugs if relation.many else (slugs[0] if slugs else None)
        if entry.kind.has_value_chain:
            shape["value_chain"] = [_bare(node) for node in entry.value_chain]
            shape["examples"] = [{"slug": slug} for slug in entry.relations.get("examples", ())]
        shape["terms"] = entry.terms
        shape["related"] = [str(ref) for ref in entry.related]
        shape["sources"] = entry.sources
        shape["beyond_source"] = entry.beyond_source
        shape["fallbacks"] = fallbacks(seen.fallbacks)
        shape["url"] = url(entry.ref)
        return shape

    def label(self, section: str, slug: str) -> tuple[str, Fallback | None]:
        """The name of an aspect, a category and the like, along the fallback chain, and where it came from.

        Its slug where it has no name.
        """
        for tag in self.locales.chains.get(self.locale, ()) if self.fallback else (self.locale,):
            if found := self.labels.get(tag, {}).get(section, {}).get(slug):
                if tag == self.locale:
                    return found, None
                text, fallback = stand_in(found, tag, self.locale, self.locales)
                return str(text), fallback
        return slug, None

    def _attributes(self, entry: Entry) -> Shape:
        shape: Shape = {}
        for attribute in entry.kind.attributes:
            value = entry.attributes.get(attribute.name)
            shape[attribute.wire] = value
            if attribute.labels:
                shape[f"{attribute.wire}_label"] = self.label(attribute.labels, value)[0] if value else None
        return shape


@dataclass(frozen=True, slots=True)
class Shaper:
    """Makes the shapes of one answer: in one locale, with or without fallback."""

    library: Library
    locale: str
    fallback: bool = True

    def localized(self, entry: Entry) -> LocalizedEntry:
        """The entry for the reader of this answer."""
        return localize(entry, self.locale, self.library.locales, fallback=self.fallback)

    def item(self, entry: Entry) -> Shape:
        """An entry as lists have it; not to be changed."""
        key = ("item", entry.ref, entry.revision, self.locale, self.fallback)
        return self.library.derive(key, lambda: self._by_itself().item(entry))

    def opening(self, entry: Entry) -> tuple[str | None, Fallback | None]:
        """The beginning of an entry's first body as plain text, None where it has no body; and where it came from."""
        key = ("opening", entry.ref, entry.revision, self.locale, self.fallback)
        return self.library.derive(key, lambda: self._make_opening(entry))

    def _make_opening(self, entry: Entry) -> tuple[str | None, Fallback | None]:
        seen = self.localized(entry)
        for field in entry.kind.texts:
            body = seen.texts[field.name]
            if field.markdown and isinstance(body, str):
                return snippet(body), seen.fallbacks.get(field.name)
        return None, None

    def label(self, section: str, slug: str) -> tuple[str, Fallback | None]:
        """The name of an aspect, a category and the like, and where it came from."""
        return self._by_itself().label(section, slug)

    def entry(self, entry: Entry, include: Sequence[str] = ()) -> Shape:
        """An entry as its own address has it, with what it holds of other kinds and what is to be included.

        Not to be changed.
        """
        key = ("entry", entry.ref, entry.revision, tuple(include), self.locale, self.fallback)
        return self.library.derive(key, lambda: self._make_entry(entry, include))

    def _make_entry(self, entry: Entry, include: Sequence[str]) -> Shape:
        shape = dict(self.item(entry))
        if entry.kind.has_value_chain:
            shape["features"] = self._items(self._of("feature", "model", entry))
            shape["value_chain"] = [self._node(node) for node in entry.value_chain]
            shape["examples"] = self._named(entry.relations.get("examples", ()))
        if entry.ref.kind in ("process", "step"):
            shape["steps"] = self._nested(steps_of(self.library, entry))
        for name in include:
            shape[name] = self._included(entry, name)
        return shape

    def hit(self, entry: Entry) -> Shape:
        """The part of an entry that a search result shows; not to be changed."""
        key = ("hit", entry.ref, entry.revision, self.locale, self.fallback)
        return self.library.derive(key, lambda: self._make_hit(entry))

    def _make_hit(self, entry: Entry) -> Shape:
        seen = self.localized(entry)
        title = entry.kind.title.name
        fell = {"title": seen.fallbacks[title]} if title in seen.fallbacks else {}
        shape = {
            "kind": entry.ref.kind,
            "slug": entry.slug,
            "title": seen.title,
            "fallbacks": fallbacks(fell),
            "url": url(entry.ref),
        }
        if relation := WHOLE.get(entry.ref.kind):
            for whole in self.library.entries([Ref(relation, entry.relation(relation) or "")]):
                shape["part_of"] = self.hit(whole)
        return shape

    def _by_itself(self) -> ItemShaper:
        return ItemShaper(self.library.locales, self.library.labels, self.locale, self.fallback)

    def _of(self, kind: str, relation: str, entry: Entry) -> Sequence[Entry]:
        return self.library.every(KINDS[kind], {relation: entry.slug})

    def _items(self, entries: Iterable[Entry]) -> list[Shape]:
        return [self.item(entry) for entry in entries]

    def _nested(self, trees: Iterable[StepTree]) -> list[Shape]:
        return [self.item(tree.step) | {"steps": self._nested(tree.substeps)} for tree in trees]

    def _node(self, node: ValueChainNode) -> Shape:
        return {"actors": self._named(node.actors), "examples": self._named(node.examples)}

    def _named(self, slugs: Sequence[str]) -> list[Shape]:
        terms = self.library.entries(Ref("term", slug) for slug in slugs)
        return [self._name(term) for term in terms]

    def _name(self, term: Entry) -> Shape:
        key = ("name", term.ref, term.revision, self.locale, self.fallback)
        return self.library.derive(key, lambda: self._make_name(term))

    def _make_name(self, term: Entry) -> Shape:
        seen = self.localized(term)
        fell = {name: one for name, one in seen.fallbacks.items() if name == "name"}
        return {"slug": term.slug, "name": seen.title, "fallbacks": fallbacks(fell), "url": url(term.ref)}

    def _included(self, entry: Entry, name: str) -> list[Shape]:
        if name == "terms":
            return self._items(self.library.entries(Ref("term", slug) for slug in entry.terms))
        if name == "faqs":
            return self._items(self._of("faq", "about", entry))
        return [self.entry(process) for process in self._of("process", "model", entry)]


def _bare(node: ValueChainNode) -> Shape:
    return {role: [{"slug": slug} for slug in getattr(node, role)] for role in ("actors", "examples")}
