"""Whole knowledge bases made by Hypothesis: entries of every kind that point only to one another."""

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from app.content.entry import Entry, Ref, Text, ValueChainNode
from app.content.kind import Kind, TextField
from app.content.kinds import KINDS

LOCALES = ("en", "es", "zh-Hans", "zh-Hant")

words = st.sampled_from(["a", "b", "c", "a-b", "0", "no", "2024-12-23"])
characters = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"])
lines = st.text(characters, min_size=1, max_size=8).map(str.strip).filter(bool)
paragraphs = st.lists(lines, min_size=1, max_size=3).map("\n\n".join)


@st.composite
def knowledge_bases(draw: DrawFn) -> list[Entry]:
    """Up to two entries of each kind, in the order of the registry, with texts in any of the locales."""
    slugs = {name: draw(st.lists(words, max_size=2, unique=True)) for name in KINDS}
    entries = []
    for kind in KINDS.values():
        needed = [relation.target for relation in kind.relations if relation.required]
        if all(slugs[target] for target in needed):
            for position, slug in enumerate(slugs[kind.name]):
                entries.append(draw(_entries(Ref(kind.name, slug), position, _known(slugs))))
    return entries


@st.composite
def _entries(draw: DrawFn, ref: Ref, position: int, known: Mapping[str, Sequence[str]]) -> Entry:
    kind = KINDS[ref.kind]
    attributes = {one.name: draw(words if one.labels else lines) for one in kind.attributes if draw(st.booleans())}
    others = [Ref(name, slug) for name, slugs in known.items() for slug in slugs if Ref(name, slug) != ref]
    texts = {tag: draw(_texts(kind)) for tag in draw(st.lists(st.sampled_from(LOCALES), unique=True))}
    return Entry(
        ref=ref,
        position=position,
        attributes=attributes,
        relations=draw(_relations(kind, known)),
        value_chain=draw(_value_chains(known["term"])) if kind.has_value_chain else (),
        terms=draw(_several([slug for slug in known["term"] if Ref("term", slug) != ref])),
        related=draw(_several(others)),
        sources=draw(st.lists(words, max_size=2, unique=True).map(tuple)),
        beyond_source=draw(st.booleans()),
        texts={tag: texts[tag] for tag in LOCALES if texts.get(tag)},
    )


def _known(slugs: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    # Features and steps need a model and a process; without one there are none of them to point to.
    have = {"feature": bool(slugs["model"]), "step": bool(slugs["process"])}
    return {kind: found if have.get(kind, True) else () for kind, found in slugs.items()}


@st.composite
def _relations(draw: DrawFn, kind: Kind, known: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for relation in kind.relations:
        # Parents could form a ring or lead into another process; rings have cases of their own.
        if relation.name == "parent" or not known[relation.target]:
            continue
        if relation.required or draw(st.booleans()):
            chosen = draw(_several(known[relation.target], least=1))
            found[relation.name] = chosen if relation.many else chosen[:1]
    return found


def _several(among: Sequence[object], least: int = 0) -> SearchStrategy[tuple[Any, ...]]:
    if not among:
        return st.just(())
    return st.lists(st.sampled_from(among), min_size=least, max_size=3, unique=True).map(tuple)


@st.composite
def _value_chains(draw: DrawFn, terms: Sequence[str]) -> tuple[ValueChainNode, ...]:
    if not terms:
        return ()
    count = draw(st.integers(0, 3))
    return tuple(ValueChainNode(draw(_several(terms, least=1)), draw(_several(terms))) for _ in range(count))


@st.composite
def _texts(draw: DrawFn, kind: Kind) -> dict[str, Text]:
    return {field.name: draw(_text(field)) for field in kind.texts if draw(st.booleans())}


def _text(field: TextField) -> SearchStrategy[Text]:
    if field.many:
        return st.lists(lines, min_size=1, max_size=3).map(tuple)
    return paragraphs if field.markdown else lines
