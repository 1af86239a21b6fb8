"""What all tests share: fresh databases of both sorts, the shipped content served, Hypothesis profiles.

Where `CI=true` nothing is skipped.
"""

import os
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import URL

from app.settings import Settings
from tests import postgres, serving

IN_CI = os.environ.get("CI") == "true"

# No test is about time: neither an example that takes long on a busy machine nor one that is slow to make is a failure.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("default"), derandomize=True, print_blob=True)
settings.load_profile("ci" if IN_CI else "default")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where `CI=true`, a skipped test fails: what it lacked, a browser or a server, was to be there."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longreprtext
        report.outcome = "failed"
        report.longrepr = f"{reason}, and CI=true allows no skip"
    return report


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    """The URL of a PostgreSQL server that lives as long as the run."""
    with postgres.running() as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The URL of an SQLite file that is not there yet."""
    return f"sqlite:///{tmp_path / 'kuajing.db'}"


@pytest.fixture
def postgres_url(postgres_server: URL) -> Iterator[str]:
    """The URL of a PostgreSQL database that is empty."""
    with postgres.empty_database(postgres_server) as url:
        yield url.render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database, once on SQLite and once on PostgreSQL."""
    fixture = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]
    url: str = request.getfixturevalue(fixture)
    return url


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings for a store that holds the shipped content, for tests that only read."""
    return serving.loaded(serving.settings_in(tmp_path_factory.mktemp("shipped"), data=serving.SHIPPED))


@pytest.fixture(scope="session")
def client(shipped: Settings) -> Iterator[serving.Client]:
    """Asks the application over the shipped content, in this process and without a network."""
    with serving.client(shipped) as made:
        yield made


@pytest.fixture(scope="session")
def server(shipped: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of its own over the shipped content."""
    with serving.serving(tmp_path_factory.mktemp("server"), KUAJING_DATABASE_URL=shipped.database_url) as address:
        yield address
