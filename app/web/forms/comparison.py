"""Models beside each other: a matrix of features by aspect, what they have in common and what not.

Two features are never equal, for each is written of one model. What models share is therefore read from what they refer
to, under eight heads: the model that they are part of, the aspects under which they are described, features that the
content relates to each other, the parties and the examples in their value chains, the terms and the sources that they,
their features, processes and steps name, and questions about several of them. What all have is shared; what only some
have tells them apart, and says which.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from app.content.entry import Entry, Ref
from app.content.kinds import KINDS
from app.web.forms.reading import Reading

Holders = tuple[str, ...]
"""Slugs of models, in the order in which they were asked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """One aspect, and for each model its features under it."""

    aspect: str
    cells: tuple[tuple[Entry, ...], ...]


@dataclass(frozen=True, slots=True)
class Common:
    """One thing that models have in common: a word (an aspect, a source) or entries, and which models have it."""

    models: Holders
    word: str | None = None
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Models with their matrix, and under each head what some of them or all have."""

    models: tuple[Entry, ...]
    rows: tuple[Row, ...]
    facets: Mapping[str, tuple[Common, ...]]

    def shared(self) -> Mapping[str, tuple[Common, ...]]:
        """What all have; heads under which that is nothing are left out."""
        return self._only(everybody=True)

    def different(self) -> Mapping[str, tuple[Common, ...]]:
        """What some have and others have not."""
        return self._only(everybody=False)

    def _only(self, *, everybody: bool) -> Mapping[str, tuple[Common, ...]]:
        found = {
            name: tuple(one for one in facet if (len(one.models) == len(self.models)) is everybody)
            for name, facet in self.facets.items()
        }
        return {name: facet for name, facet in found.items() if facet}


def compare(reading: Reading, models: Sequence[Entry]) -> Comparison:
    """Two models or more beside each other."""
    parts = [_Parts.of(reading, model) for model in models]
    facets = {
        "parents": _entries(reading, "model", [model.relations.get("parent", ()) for model in models], models),
        "aspects": _words(reading.vocabulary("aspects", chain(*(part.aspects for part in parts))), parts, "aspects"),
        "features": tuple(_related(parts)),
        "actors": _entries(reading, "term", [_chain(model, "actors") for model in models], models),
        "examples": _entries(reading, "term", [_examples(model) for model in models], models),
        "terms": _entries(reading, "term", [part.terms for part in parts], models),
        "faqs": tuple(_questions(reading, models)),
        "sources": _words([source.slug for source in reading.library.sources], parts, "sources"),
    }
    return Comparison(
        tuple(models), tuple(_rows(reading, parts)), {name: each for name, each in facets.items() if each}
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """A model and what belongs to it."""

    model: Entry
    features: tuple[Entry, ...]
    all: tuple[Entry, ...]

    @classmethod
    def of(cls, reading: Reading, model: Entry) -> "_Parts":
        features = tuple(reading.belonging("feature", "model", model))
        processes = reading.belonging("process", "model", model)
        steps = chain(*(reading.belonging("step", "process", process) for process in processes))
        return cls(model, features, (model, *features, *processes, *steps))

    @property
    def aspects(self) -> tuple[str, ...]:
        return tuple(feature.attributes.get("aspect", "") for feature in self.features)

    @property
    def terms(self) -> tuple[str, ...]:
        return tuple(chain(*(entry.terms for entry in self.all)))

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(chain(*(entry.sources for entry in self.all)))


def _rows(reading: Reading, parts: Sequence[_Parts]) -> Iterator[Row]:
    found = [dict(reading.by_aspect(part.model)) for part in parts]
    for aspect in reading.vocabulary("aspects", chain(*(part.aspects for part in parts))):
        yield Row(aspect, tuple(tuple(its.get(aspect, ())) for its in found))


def _words(words: Iterable[str], parts: Sequence[_Parts], of: str) -> tuple[Common, ...]:
    held = [(part.model.slug, set(getattr(part, of))) for part in parts]
    found = ((word, tuple(slug for slug, its in held if word in its)) for word in words)
    return tuple(Common(holders, word=word) for word, holders in found if holders)


def _entries(
    reading: Reading, kind: str, slugs: Sequence[Sequence[str]], models: Sequence[Entry]
) -> tuple[Common, ...]:
    entries = reading.named(kind, dict.fromkeys(chain(*slugs)))
    held = [(model.slug, set(its)) for model, its in zip(models, slugs, strict=True)]
    return tuple(Common(tuple(slug for slug, its in held if entry.slug in its), entries=(entry,)) for entry in entries)


def _chain(model: Entry, role: str) -> tuple[str, ...]:
    return tuple(chain(*(getattr(node, role) for node in model.value_chain)))


def _examples(model: Entry) -> tuple[str, ...]:
    return _chain(model, "examples") + model.relations.get("examples", ())


def _questions(reading: Reading, models: Sequence[Entry]) -> Iterator[Common]:
    """Questions about at least two of the models: one about a single model tells nothing about another."""
    slugs = [model.slug for model in models]
    questions = {faq.ref: faq for slug in slugs for faq in reading.library.every(KINDS["faq"], {"about": slug})}
    for faq in questions.values():
        about = faq.relations.get("about", ())
        holders = tuple(slug for slug in slugs if slug in about)
        if len(holders) > 1:
            yield Common(holders, entries=(faq,))


def _related(parts: Sequence[_Parts]) -> Iterator[Common]:
    """Groups of features of several models that the content relates to each other, directly or through others."""
    features = {feature.ref: (feature, part.model.slug) for part in parts for feature in part.features}
    left = dict.fromkeys(features)
    while left:
        group = _connected(next(iter(left)), features)
        left = {ref: None for ref in left if ref not in group}
        members = [features[ref] for ref in features if ref in group]
        holders = dict.fromkeys(slug for _, slug in members)
        if len(holders) > 1:
            yield Common(tuple(holders), entries=tuple(feature for feature, _ in members))


def _connected(start: Ref, features: Mapping[Ref, tuple[Entry, str]]) -> set[Ref]:
    met, waiting = {start}, [start]
    while waiting:
        ref = waiting.pop()
        to = {other for other in features[ref][0].related if other in features}
        to |= {other for other, (feature, _) in features.items() if ref in feature.related}
        waiting += to - met
        met |= to
    return met
