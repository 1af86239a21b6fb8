"""The entries of a selection as questions and answers, each text with the language that it is in."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.content.entry import Entry, Ref
from app.content.kind import Kind
from app.content.kinds import KINDS
from app.embed.selection import Selection
from app.search.query import SearchQuery
from app.store.listing import filters_of
from app.web.context import Context
from app.web.forms.reading import Reading, Said
from app.web.forms.rich_text import to_html
from app.web.shapes import Shaper

BODIES = ("answer", "definition", "body", "summary")
"""The fields that answer, the best first; faq-element.js has the same."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and the answer as HTML; `id` is the fragment that leads to it."""

    id: str
    asked: Said
    answer: Said | None

    @property
    def html(self) -> str:
        """The answer, safe in any page."""
        return to_html(self.answer.text) if self.answer else ""


@dataclass(frozen=True, slots=True)
class Questions:
    """A selection, found: its questions, how many there are in all, and the model that all of the list is about."""

    shown: Sequence[Question]
    total: int
    about: Said | None


def find(context: Context, selection: Selection, locale: str) -> Questions:
    """What a selection selects. Raises NotFound for a model or an entry that is not there."""
    reading = Reading(Shaper(context.library, locale))
    model = context.library.entry(Ref("model", selection.about)) if selection.about else None
    entries, total = _entries(context, selection, locale)
    about = reading.title(model) if model and _relation(KINDS[selection.listed]) else None
    return Questions([_question(reading, entry) for entry in entries], total, about)


def _entries(context: Context, selection: Selection, locale: str) -> tuple[Sequence[Entry], int]:
    library, kind = context.library, KINDS[selection.listed]
    if selection.slug:
        return [library.entry(Ref(kind.name, selection.slug))], 1
    if selection.text:
        query = SearchQuery(selection.text, locale, selection.kind, selection.about, selection.limit)
        result = context.search.search(query)
        return library.entries(hit.ref for hit in result.hits), result.total
    relation = _relation(kind)
    filters: dict[str, str] = {relation: selection.about} if relation and selection.about else {}
    page = library.page(kind, filters, limit=selection.limit)
    return page.entries, page.total


def _relation(kind: Kind) -> str | None:
    """What a kind belongs to a model by; terms and topics belong to none, so that `about` does not narrow them."""
    return next((name for name in ("about", "model") if name in filters_of(kind)), None)


def _question(reading: Reading, entry: Entry) -> Question:
    fields = (name for name in BODIES if entry.kind.text(name))
    answer = next((said for name in fields if (said := reading.text(entry, name))), None)
    return Question(f"{entry.ref.kind}-{entry.slug}", reading.title(entry), answer)
