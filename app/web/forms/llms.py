"""The knowledge base for language models: an index after the llms.txt proposal (llmstxt.org), and all of it at once."""

from collections.abc import Iterator

from app.content.entry import Entry
from app.content.kind import Kind
from app.content.kinds import KINDS
from app.errors import InvalidParameter
from app.locales.names import display_name
from app.web.forms import markdown as md
from app.web.forms.markdown_entries import section
from app.web.forms.markdown_parts import plain, reference
from app.web.forms.media import MARKDOWN
from app.web.forms.reading import Reading
from app.web.forms.rich_text import to_plain

NAME = "Kuajing"
LONGEST_SECTION = 60
"""Entries of a kind that an index names one by one; of a kind with more it names parts of the list."""
PAGE = 200
"""Entries in one part of a list, the most that its address gives."""


def index(reading: Reading) -> bytes:
    """A name, what this is, and links to Markdown by kind; the section `Optional` is one that can be skipped."""
    blocks = [md.heading(1, NAME), md.quote(_about(reading)), reading.word("llms.use")]
    for kind in KINDS.values():
        if total := reading.library.counts()[kind.name]:
            blocks += [md.heading(2, reading.word(kind.plural)), md.bullets(_links(reading, kind, total))]
    return md.page([*blocks, md.heading(2, "Optional"), md.bullets(_more(reading))])


def everything(reading: Reading) -> bytes:
    """All entries under the heading of their kind; features stand in their model, and steps in their process."""
    blocks = [md.heading(1, NAME), md.quote(_about(reading))]
    for kind in KINDS.values():
        if _stands_alone(kind) and reading.library.counts()[kind.name]:
            blocks.append(md.heading(2, reading.word(kind.plural)))
            for entry in _every(reading, kind):
                blocks += section(reading, entry, 3)
    return md.page(blocks)


def _about(reading: Reading) -> str:
    names = [display_name(tag, reading.locale) for tag in reading.library.locales.tags]
    return reading.word("llms.about", languages=("、" if md.is_wide(reading.locale) else ", ").join(names))


def _stands_alone(kind: Kind) -> bool:
    return not any(relation.required for relation in kind.relations)


def _every(reading: Reading, kind: Kind) -> Iterator[Entry]:
    page = reading.library.page(kind, {}, limit=PAGE)
    yield from page.entries
    while page.last:
        page = reading.library.page(kind, {}, page.last, PAGE)
        yield from page.entries


def _links(reading: Reading, kind: Kind, total: int) -> Iterator[str]:
    if total <= LONGEST_SECTION and _stands_alone(kind):
        for entry in reading.library.every(kind, {}):
            yield reference(reading, entry) + _described(reading, entry)
        return
    yield from _parts(reading, kind)
    address = reading.list_url(kind, MARKDOWN, limit=str(PAGE))
    yield f"{md.link(reading.word('llms.all'), address)}: {reading.word('total', count=total)}"


def _described(reading: Reading, entry: Entry) -> str:
    if entry.kind.text("summary") is None or (said := reading.text(entry, "summary")) is None:
        return ""
    return f": {md.escape(to_plain(said.text))}"


def _parts(reading: Reading, kind: Kind) -> Iterator[str]:
    """The parts of a list by an attribute whose values have labels."""
    labels = reading.library.labels.get(reading.library.locales.default, {})
    for attribute in kind.attributes:
        for value in labels.get(attribute.labels or "", {}):
            try:
                total = reading.library.page(kind, {attribute.wire: value}, limit=1).total
            except InvalidParameter:  # a label that no entry uses
                continue
            address = reading.list_url(kind, MARKDOWN, limit=str(PAGE), **{attribute.wire: value})
            label = plain(reading, reading.label(attribute.labels or "", value))
            yield f"{md.link(label, address)}: {reading.word('total', count=total)}"


def _more(reading: Reading) -> Iterator[str]:
    yield md.link(reading.word("llms.full"), reading.absolute("/llms-full.txt", {"locale": reading.locale}))
    search = {"q": "", "format": MARKDOWN.name, "locale": reading.locale}
    yield md.link(reading.word("llms.search"), reading.absolute("/v1/search", search))
    yield md.link(reading.word("llms.api"), f"{reading.base}/openapi.json")
    for tag in reading.library.locales.tags:
        if tag != reading.locale:
            yield md.link(display_name(tag, tag), reading.absolute("/llms.txt", {"locale": tag}))
