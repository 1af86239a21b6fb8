"""The glossary: what it needs of the terms is found out once for each revision."""

from collections.abc import Mapping, Sequence

from app.bootstrap import open_store
from app.content.entry import Entry
from app.content.kind import Kind
from app.search.engine import SearchEngine
from app.settings import Settings
from app.site.addresses import PageReading
from app.site.glossary import categories
from app.site.visit import Visit
from app.store.library import Library
from app.web.context import Context
from app.web.shapes import Shaper
from tests.search.knowledge import ENTRIES, LOCALES, MemorySource


class CountingLibrary(Library):
    """A library that counts how often whole lists are asked of it."""

    lists = 0

    def every(self, kind: Kind, filters: Mapping[str, str]) -> Sequence[Entry]:
        """All of a list, counted."""
        self.lists += 1
        return super().every(kind, filters)


def test_the_terms_are_looked_through_once(shipped: Settings) -> None:
    """The categories in use are found by going through all terms, at the first visit alone."""
    library = CountingLibrary(open_store(shipped))
    services = Context(library, SearchEngine.open(None, MemorySource(ENTRIES), LOCALES))
    visit = Visit(services, PageReading(Shaper(library, "en")), ("terms",), {})
    first = categories(visit)
    assert "kpi" in first
    assert (categories(visit), library.lists) == (first, 1)
