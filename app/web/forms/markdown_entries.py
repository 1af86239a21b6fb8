"""Entries as Markdown, for people and for language models: everything that an entry holds, in the reader's language."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from app.content.entry import Entry
from app.locales.names import display_name
from app.web.forms import markdown as md
from app.web.forms.markdown_parts import (
    block,
    fact,
    note,
    numbered,
    plain,
    reference,
    references,
    titled,
    titled_item,
)
from app.web.forms.media import MARKDOWN
from app.web.forms.reading import Reading

Blocks = Iterator[str]


def entry_page(reading: Reading, entry: Entry, include: Sequence[str] = ()) -> bytes:
    """An entry as a page; `include` adds other entries whole, where a page has links to them else."""
    return md.page([*section(reading, entry, 1, include), *_ending(reading, entry)])


def section(reading: Reading, entry: Entry, level: int, include: Sequence[str] = ()) -> Blocks:
    """An entry under a heading of that level, with everything it holds."""
    yield from brief(reading, entry, level)
    yield from _HELD.get(entry.ref.kind, _nothing)(reading, entry, level + 1, include)
    yield from _referring(reading, entry, level + 1, include)


def brief(reading: Reading, entry: Entry, level: int) -> Blocks:
    """An entry under a heading with its own texts, as lists have it."""
    yield md.heading(level, titled(reading, entry))
    yield "\n".join(filter(None, _facts(reading, entry)))
    for field in entry.kind.texts:
        if field.markdown or field.name == "summary":
            said = reading.text(entry, field.name)
            if field.name == "response" and said:
                yield md.heading(level + 1, reading.word("response"))
            yield block(reading, said) if field.markdown or said is None else plain(reading, said)
        elif field.name == "formula" and (said := reading.text(entry, field.name)):
            yield md.labelled(reading.locale, reading.word("formula"), plain(reading, said))


def _facts(reading: Reading, entry: Entry) -> Iterator[str]:
    labels = [reading.label("kinds", entry.ref.kind)]
    sections = ((attribute.labels, entry.attributes.get(attribute.name)) for attribute in entry.kind.attributes)
    labels += [reading.label(section, slug) for section, slug in sections if section and slug]
    distinct = {plain(reading, label): None for label in labels}
    yield fact(reading, "kind", " · ".join(distinct))
    yield fact(reading, "abbreviation", md.escape(entry.attributes.get("abbreviation", "")))
    if entry.kind.text("aliases"):
        aliases = (plain(reading, said) for said in reading.texts(entry, "aliases"))
        yield fact(reading, "aliases", ("、" if md.is_wide(reading.locale) else ", ").join(aliases))
    yield fact(reading, "about", references(reading, reading.named("model", entry.relations.get("about", ()))))
    owners = (relation for relation in entry.kind.relations if not relation.many)
    whole = [one for owner in owners for one in reading.named(owner.target, entry.relations.get(owner.name, ()))]
    yield fact(reading, "part-of", references(reading, whole, " › "))


def _nothing(reading: Reading, entry: Entry, level: int, include: Sequence[str]) -> Blocks:
    yield from ()


def _model(reading: Reading, model: Entry, level: int, include: Sequence[str]) -> Blocks:
    yield from _features(reading, model, level)
    yield from _chain(reading, model, level)
    if journey := reading.texts(model, "journey"):
        yield md.heading(level, reading.word("journey"))
        yield "\n".join(f"{number}. {plain(reading, said)}" for number, said in enumerate(journey, 1))
    for kind, name, relation in (("process", "processes", "model"), ("faq", "faqs", "about")):
        if entries := reading.belonging(kind, relation, model):
            yield md.heading(level, reading.word(name))
            yield from _others(reading, entries, level + 1, whole=name in include)


def _features(reading: Reading, model: Entry, level: int) -> Blocks:
    for aspect, features in reading.by_aspect(model):
        yield md.heading(level, plain(reading, reading.label("aspects", aspect)))
        yield "\n".join(titled_item(reading, feature, "body") for feature in features)


def _chain(reading: Reading, model: Entry, level: int) -> Blocks:
    if model.value_chain:
        yield md.heading(level, reading.word("value-chain"))
        lines = []
        for number, node in enumerate(model.value_chain, 1):
            examples = references(reading, reading.named("term", node.examples), ", ")
            told = (
                md.bracketed(
                    reading.locale,
                    f"{reading.word('for-example')}{'' if md.is_wide(reading.locale) else ' '}{examples}",
                )
                if examples
                else ""
            )
            lines.append(f"{number}. {references(reading, reading.named('term', node.actors))}{told}")
        yield "\n".join(lines)
    if examples := references(reading, reading.named("term", model.relations.get("examples", ())), ", "):
        yield md.labelled(reading.locale, reading.word("examples"), examples)


def _process(reading: Reading, process: Entry, level: int, include: Sequence[str]) -> Blocks:
    if trees := reading.steps(process):
        yield md.heading(level, reading.word("steps"))
        yield numbered(reading, trees)


_HELD: Mapping[str, Callable[[Reading, Entry, int, Sequence[str]], Blocks]] = {
    "model": _model,
    "process": _process,
    "step": _process,
}
"""What entries of a kind hold of other kinds."""


def _referring(reading: Reading, entry: Entry, level: int, include: Sequence[str]) -> Blocks:
    if terms := reading.named("term", entry.terms):
        yield md.heading(level, reading.word("terms"))
        yield from _others(reading, terms, level + 1, whole="terms" in include)
    if related := reading.library.entries(entry.related):
        yield md.heading(level, reading.word("related"))
        yield md.bullets(_related(reading, each) for each in related)
    if sources := [source for source in reading.library.sources if source.slug in entry.sources]:
        yield md.heading(level, reading.word("sources"))
        lines = []
        for source in sources:
            language = display_name(source.language, reading.locale) if source.language else None
            told = ", ".join(filter(None, (language, source.date)))
            lines.append(md.escape(source.title) + (md.bracketed(reading.locale, told) if told else ""))
        yield md.bullets(lines)


def _others(reading: Reading, entries: Sequence[Entry], level: int, *, whole: bool) -> Blocks:
    if not whole:
        yield md.bullets(reference(reading, entry) for entry in entries)
        return
    for entry in entries:
        yield from brief(reading, entry, level)
        yield from _HELD.get(entry.ref.kind, _nothing)(reading, entry, level + 1, ())


def _related(reading: Reading, entry: Entry) -> str:
    kind = reading.label("kinds", entry.ref.kind)
    return reference(reading, entry) + md.bracketed(reading.locale, md.escape(kind.text) + note(reading, kind))


def _ending(reading: Reading, entry: Entry) -> Blocks:
    """Where the same is in other languages, and which revision this is."""
    yield "---"
    yield "\n".join(
        filter(
            None,
            (
                fact(reading, "address", f"<{reading.url(entry.ref)}>"),
                fact(reading, "revision", str(entry.revision)),
                fact(reading, "other-languages", _translations(reading, entry)),
            ),
        )
    )


def _translations(reading: Reading, entry: Entry) -> str:
    tags = reading.translations(entry)
    links = (md.link(display_name(tag, tag), reading.url(entry.ref, locale=tag, form=MARKDOWN)) for tag in tags)
    return " · ".join(links)
