"""Applications that several tests of the API ask."""

from collections.abc import Iterator

import pytest

from app.loader.content import Content
from app.loader.loading import read
from tests import serving
from tests.api import patchy


@pytest.fixture(scope="session")
def content() -> Content:
    """The shipped content as its files have it."""
    return read(serving.SHIPPED)


@pytest.fixture(scope="session")
def holey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[serving.Client]:
    """Asks an application over the knowledge base with holes."""
    root = tmp_path_factory.mktemp("holey")
    with serving.client(serving.loaded(serving.settings_in(root, data=patchy.folder(root)))) as made:
        yield made
