"""What the tests of forms read: the shipped content and the wild one."""

from collections.abc import Callable, Iterator

import pytest

from app.bootstrap import open_library, open_store
from app.settings import Settings
from app.store.library import Library
from app.web.forms.reading import Reading
from app.web.shapes import Shaper
from tests import serving
from tests.web.forms import wild

BASE = "https://kuajing.example"

Readings = Callable[..., Reading]


def readings(library: Library) -> Readings:
    """Makes readings of a library, by locale."""

    def reading(locale: str, *, fallback: bool = True, base: str = BASE) -> Reading:
        return Reading(Shaper(library, locale, fallback), lambda: base)

    return reading


def opened(settings: Settings) -> Iterator[Library]:
    """The library over a store, as long as it is needed."""
    engine = open_store(settings)
    yield open_library(engine, settings)
    engine.dispose()


@pytest.fixture(scope="session")
def shipped_library(shipped: Settings) -> Iterator[Library]:
    """The library of the shipped content."""
    yield from opened(shipped)


@pytest.fixture(scope="session")
def wild_settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings for a store that holds the wild knowledge base."""
    root = tmp_path_factory.mktemp("wild")
    return serving.loaded(serving.settings_in(root, data=wild.folder(root)))


@pytest.fixture(scope="session")
def wild_library(wild_settings: Settings) -> Iterator[Library]:
    """The library of the wild knowledge base."""
    yield from opened(wild_settings)
