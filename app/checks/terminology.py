"""Terms called alike in every language.

An entry that links a term speaks of it: its texts call the term by its name, an alias, its abbreviation or an
inflection of one, once at least, so that a title may put it freely when the body does not. A translation is held to
this where its source does so. Thus a writer who finds a word of their own for a known thing is told the known one, and
one fault of the source is not found again in each translation.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.checks.knowledge import Knowledge, parts
from app.checks.rule import Finding, Rule
from app.content.entry import Entry, Ref
from app.content.kind import Role
from app.text.analyze import Analysis, analyze
from app.text.scripts import is_unspaced

Fields = Mapping[str, Analysis]


class Names:
    """What a term is called in one locale, its name first."""

    def __init__(self, spellings: Sequence[str]) -> None:
        self.spellings = spellings
        self._analyzed = tuple(map(analyze, spellings))

    def are_in(self, text: Analysis) -> bool:
        """Whether one of them stands in the text, inflected or not; Han is found inside a run, words as words."""
        squeezed = text.squeezed if is_unspaced(text.folded) else ""
        return any(
            name.squeezed in squeezed if is_unspaced(name.folded) else name.stemmed in text.stemmed
            for name in self._analyzed
        )


class Glossary:
    """What each term is called, by locale, worked out when it is first asked for."""

    def __init__(self, entries: Mapping[Ref, Entry]) -> None:
        self._entries = entries
        self._names: dict[tuple[str, str], Names] = {}

    def names(self, slug: str, tag: str) -> Names:
        """The name, the aliases and the abbreviation of a term; none where the locale has no name for it."""
        if (slug, tag) not in self._names:
            self._names[slug, tag] = Names(tuple(_spellings(self._entries.get(Ref("term", slug)), tag)))
        return self._names[slug, tag]


def term_not_used(knowledge: Knowledge) -> Iterator[Finding]:
    """An entry that links a term and never calls it as approved, though its source does or it has none."""
    glossary = Glossary(knowledge.by_ref)
    for entry in knowledge.entries:
        if entry.terms:
            texts = {tag: _fields(entry, tag) for tag in knowledge.locales.tags}
            for tag in knowledge.locales.tags:
                yield from _not_used(entry, tag, knowledge.locales.source(tag), texts, glossary)


def _not_used(
    entry: Entry, tag: str, source: str, texts: Mapping[str, Fields], glossary: Glossary
) -> Iterator[Finding]:
    for slug in entry.terms if texts[tag] else ():
        wanted, original = glossary.names(slug, tag), glossary.names(slug, source)
        if not wanted.spellings or _naming(wanted, texts[tag]):
            continue
        right = f"{wanted.spellings[0]!r}, by an alias or an inflection"
        if tag == source:
            message = f"it links the term {slug} and never calls it {right}; do, or list it under related"
            yield Finding(entry.ref, tag, entry.kind.title.name, message)
        for field in _naming(original, texts[source])[:1]:
            yield Finding(entry.ref, tag, field, f"{source} speaks of {original.spellings[0]!r}; call it {right}")


def _naming(names: Names, fields: Fields) -> list[str]:
    return [field for field, text in fields.items() if names.are_in(text)]


def _spellings(term: Entry | None, tag: str) -> Iterable[str]:
    if term is None or term.kind.title.name not in term.texts.get(tag, {}):
        return
    for field in term.kind.texts:
        if field.role in (Role.TITLE, Role.ALIAS):
            yield from parts(term.texts[tag].get(field.name))
    if abbreviation := term.attributes.get("abbreviation"):
        yield abbreviation


def _fields(entry: Entry, tag: str) -> dict[str, Analysis]:
    texts = entry.texts.get(tag, {})
    fields = (field for field in entry.kind.texts if field.role is not Role.ALIAS and field.name in texts)
    return {field.name: analyze("\n".join(parts(texts[field.name]))) for field in fields}


RULES = (Rule("term-not-used", term_not_used),)
