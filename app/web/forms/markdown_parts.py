"""Texts, labels and references of entries in Markdown, each marked where it is not in the reader's language."""

from collections.abc import Iterable, Sequence

from app.content.entry import Entry
from app.locales.names import display_name
from app.web.forms.markdown import bracketed, escape, indent, item, labelled, link
from app.web.forms.media import MARKDOWN
from app.web.forms.reading import Reading, Said
from app.web.step_trees import StepTree


def plain(reading: Reading, said: Said) -> str:
    """A plain text on one line."""
    return escape(said.text) + note(reading, said)


def block(reading: Reading, said: Said | None) -> str:
    """A text of one paragraph or more, nothing where it is missing."""
    if said is None:
        return ""
    remark = note(reading, said).strip()
    return f"*{remark}*\n\n{said.text.strip()}" if remark else said.text.strip()


def note(reading: Reading, said: Said) -> str:
    """Which language a text is in, or was converted from, where it is not the reader's own; else nothing."""
    if said.fallback is None:
        return ""
    name = display_name(said.fallback.locale, reading.locale)
    told = name if said.fallback.reason == "missing" else reading.word("converted", language=name)
    return bracketed(reading.locale, told)


def titled(reading: Reading, entry: Entry) -> str:
    """The title of an entry."""
    return plain(reading, reading.title(entry))


def reference(reading: Reading, entry: Entry) -> str:
    """The title of an entry as a link to its Markdown."""
    said = reading.title(entry)
    return link(escape(said.text), reading.url(entry.ref, form=MARKDOWN)) + note(reading, said)


def references(reading: Reading, entries: Iterable[Entry], separator: str = " / ") -> str:
    """Entries in one line."""
    return separator.join(reference(reading, entry) for entry in entries)


def fact(reading: Reading, key: str, text: str) -> str:
    """A line of what is known about an entry; nothing where the text is empty."""
    return f"- {labelled(reading.locale, reading.word(key), text)}" if text else ""


def titled_item(reading: Reading, entry: Entry, field: str) -> str:
    """An entry as a member of a list: its title, and a text of it behind the title or below."""
    said = reading.text(entry, field)
    if said is None:
        return f"- **{titled(reading, entry)}**"
    text = said.text.strip() + (note(reading, said) if reading.title(entry).fallback != said.fallback else "")
    return "- " + indent(labelled(reading.locale, titled(reading, entry), text), 2)


def numbered(reading: Reading, trees: Sequence[StepTree]) -> str:
    """Steps as a numbered list, those below a step indented under it."""
    items = []
    for number, tree in enumerate(trees, 1):
        blocks = [f"**{titled(reading, tree.step)}**", block(reading, reading.text(tree.step, "body"))]
        blocks.append(numbered(reading, tree.substeps))
        items.append(item(f"{number}.", [block for block in blocks if block]))
    return "\n\n".join(items)
