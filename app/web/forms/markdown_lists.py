"""Lists and search results as Markdown."""

from collections.abc import Sequence

from app.content.entry import Entry
from app.content.kind import Kind
from app.web.forms import markdown as md
from app.web.forms.markdown_entries import brief
from app.web.forms.markdown_parts import note, reference
from app.web.forms.reading import Reading


def list_page(reading: Reading, kind: Kind, entries: Sequence[Entry], total: int, following: str | None) -> bytes:
    """A part of a list of `total`, every entry with its own texts; `following` is the path of the next part."""
    blocks = [md.heading(1, reading.word(kind.plural)), reading.word("total", count=total)]
    for entry in entries:
        blocks += brief(reading, entry, 2)
        blocks.append(f"<{reading.url(entry.ref)}>")
    return md.page([*blocks, _onward(reading, following)])


def search_page(
    reading: Reading, query: str, found: Sequence[tuple[Entry, str | None]], total: int, following: str | None
) -> bytes:
    """A part of what a query finds, best first, each entry with the piece of its text that matches."""
    title = md.heading(1, md.escape(reading.word("results", query=query)))
    lines = []
    for number, (entry, snippet) in enumerate(found, 1):
        kind = reading.label("kinds", entry.ref.kind)
        told = md.bracketed(reading.locale, md.escape(kind.text) + note(reading, kind))
        blocks = [reference(reading, entry) + told, *([md.escape(snippet)] if snippet else [])]
        lines.append(md.item(f"{number}.", blocks))
    return md.page([title, reading.word("total", count=total), *lines, _onward(reading, following)])


def _onward(reading: Reading, following: str | None) -> str:
    return md.link(reading.word("next"), reading.base + following) if following else ""
