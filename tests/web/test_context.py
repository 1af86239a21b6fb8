"""What requests find of the services."""

import asyncio

import pytest

from app.errors import SearchUnavailable
from app.search.engine import SearchEngine
from app.store.library import Library
from app.store.migrating import migrate
from app.store.session import open_engine
from app.web.context import Context, until_searchable
from tests.search.knowledge import ENTRIES, LOCALES, MemorySource


@pytest.fixture
def services(library: Library) -> Context:
    """Services whose search has no index yet."""
    return Context(library, SearchEngine.open(None, MemorySource(ENTRIES), LOCALES))


@pytest.fixture
def library(sqlite_url: str) -> Library:
    """The reads over an empty store."""
    engine = open_engine(sqlite_url)
    migrate(engine)
    return Library(engine)


def test_a_search_waits_for_the_first_index_and_holds_nobody_up(services: Context) -> None:
    """While the index is built, the event loop does other things; then the search goes on."""

    async def scenario() -> list[str]:
        told: list[str] = []

        async def searching() -> None:
            await until_searchable(services)
            told.append("searched")

        waiting = asyncio.create_task(searching())
        await asyncio.sleep(0)
        told.append("answered something else")
        await asyncio.to_thread(services.search.catch_up)
        await waiting
        return told

    assert asyncio.run(scenario()) == ["answered something else", "searched"]


def test_who_waits_too_long_is_told(services: Context) -> None:
    """An index that takes longer than a caller should wait is a problem of its own: the database does answer."""
    with pytest.raises(SearchUnavailable):
        asyncio.run(until_searchable(services, patience_s=0.0))
