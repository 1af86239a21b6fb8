"""From settings to the running services: the only file that knows which concrete things there are."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Engine

from app.authoring.publishing import loaded_digest
from app.content.entry import Entry
from app.errors import InvalidContent, InvalidSetting, StillReferred, StoreUnavailable
from app.loader.folder import folder_digest
from app.loader.loading import FOLDER_ORIGIN, load
from app.locales.fallback import UnknownLocale
from app.search.engine import SearchEngine
from app.search.source import Change
from app.settings import Settings
from app.store.library import Library
from app.store.migrating import migrate
from app.store.session import open_engine
from app.store.watch import Watch

RETRY_INTERVAL = 1.0
"""Seconds until a store that did not answer is asked again."""

log = logging.getLogger("kuajing")


@dataclass(frozen=True, slots=True)
class Services:
    """What faces and commands work with."""

    settings: Settings
    engine: Engine
    library: Library
    search: SearchEngine


@dataclass(frozen=True, slots=True)
class LibrarySource:
    """The library as search follows it."""

    library: Library

    def revision(self) -> int:
        """The newest revision."""
        self.library.refresh()
        return self.library.revision

    def entries(self) -> Iterator[Entry]:
        """Every entry, streamed."""
        return self.library.stream()

    def changes(self, since: int) -> Iterator[Change]:
        """The last change to each entry after a revision; one that was only moved is put again."""
        for change in self.library.changes(since):
            op: Literal["put", "delete"] = "delete" if change.entry is None else "put"
            yield Change(change.revision, op, change.ref, change.entry)


def open_store(settings: Settings) -> Engine:
    """The store, at its newest schema. Raises InvalidSetting and StoreUnavailable."""
    engine = open_engine(settings.database_url)
    migrate(engine)
    return engine


def open_services(settings: Settings) -> Services:
    """All services over a store that is ready. Raises InvalidSetting and StoreUnavailable."""
    engine = open_store(settings)
    library = open_library(engine, settings)
    search = SearchEngine.open(settings.index, LibrarySource(library), library.locales)
    return Services(settings, engine, library, search)


async def follow(services: Services) -> None:
    """Keep what readers see at the store's newest revision, and what search finds at theirs, until cancelled.

    No request waits for this, and readers do not wait for search: where the store does not answer, or anything else
    goes wrong, they keep what they had and it is tried again.
    """

    async def follow_store() -> None:
        if watch.may_have_moved():
            try:
                await _in_thread(services.library.refresh)
            except Exception:
                watch.close()  # here and not in the thread: SQLite's connections are for the thread that opened them
                raise

    async def follow_with_search() -> None:
        services.search.adopt(services.library.locales)
        if services.search.revision != services.library.revision:
            await _in_thread(services.search.catch_up)

    interval = services.library.interval
    watch = Watch(services.engine)
    try:
        await asyncio.gather(_repeat(follow_store, interval), _repeat(follow_with_search, interval))
    finally:
        watch.close()


async def _in_thread(work: Callable[[], object]) -> None:
    """Do some work in a thread; who cancels it waits for its end, since the store must not be closed before."""
    working = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        await asyncio.shield(working)
    except asyncio.CancelledError:
        await asyncio.wait([working])
        raise


async def _repeat(step: Callable[[], Awaitable[None]], interval: float) -> None:
    while True:
        try:
            await step()
            await asyncio.sleep(interval)
        except StoreUnavailable as error:
            log.warning("the store does not answer; serving what was read before: %s", error)
            await asyncio.sleep(RETRY_INTERVAL)
        except Exception:
            log.exception("the newest revision cannot be followed; serving what was read before")
            await asyncio.sleep(RETRY_INTERVAL)


def open_library(engine: Engine, settings: Settings) -> Library:
    """The reads over a store. Raises InvalidSetting where the default locale is none of the store's."""
    try:
        return Library(engine, settings.default_locale)
    except UnknownLocale as error:
        raise InvalidSetting(f"KUAJING_DEFAULT_LOCALE={settings.default_locale!r}: {error}") from error


def bring_up_to_date(engine: Engine, settings: Settings) -> None:
    """Load the data folder where it has changed since the last load.

    A folder with errors is logged, and the last good revision stays; with an empty store it raises InvalidContent.
    """
    root = settings.data
    if root is None:
        return
    known = loaded_digest(engine, FOLDER_ORIGIN)
    try:
        if known is None or folder_digest(root) != known:
            log.info("loaded %s: %s", root, load(engine, root, FOLDER_ORIGIN))
    except (InvalidContent, StillReferred) as error:
        if known is None:
            raise
        log.error("%s has errors; serving what was loaded before\n%s", root, error)
