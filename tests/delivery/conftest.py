"""A server of the shipped content that knows its public address, and caches in front of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.settings import Settings
from tests.delivery.proxies import in_front, nginx, varnish
from tests.serving import serving


@pytest.fixture(scope="package")
def origin(shipped: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the server itself."""
    folder = tmp_path_factory.mktemp("origin")
    with serving(folder, KUAJING_DATABASE_URL=shipped.database_url, KUAJING_PUBLIC_URL="https://kb.example") as address:
        yield address


@pytest.fixture(params=[nginx, varnish], ids=["nginx", "varnish"])
def proxy(request: pytest.FixtureRequest, origin: str, tmp_path: Path) -> Iterator[str]:
    """The address of a cache in front of it, empty at first."""
    with in_front(request.param, tmp_path, origin) as address:
        yield address
