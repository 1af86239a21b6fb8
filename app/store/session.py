"""Connections to SQLite and PostgreSQL by one code path: reading, and writing one at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.pool import ConnectionPoolEntry

from app.errors import InvalidSetting, StoreUnavailable

BUSY_TIMEOUT_MS = 10_000
POOL_TIMEOUT_S = 10
STATEMENT_TIMEOUT_S = 30
"""How long one statement of a reader may take on PostgreSQL; loads and migrations take as long as they need."""
PATIENCE = {
    "connect_timeout": 5,
    "tcp_user_timeout": 10_000,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
}
"""Until a PostgreSQL that says nothing is given up: parameters of its client library, unless the URL has them."""
WRITE_LOCK = 5_285_464  # the advisory lock that a writer holds on PostgreSQL: the name on a telephone's keys
DRIVERS = {"sqlite": "sqlite+pysqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


def open_engine(url: str) -> Engine:
    """An engine for a database URL, `sqlite:///path` or `postgresql://...`.

    Raises InvalidSetting where the URL is none of these. The folder of an SQLite file is made where it is missing.
    """
    try:
        parsed = make_url(url)
        backend = parsed.get_backend_name()
        if backend not in DRIVERS:
            raise ArgumentError(f"{backend} is neither sqlite nor postgresql")
        if "+" not in parsed.drivername:
            parsed = parsed.set(drivername=DRIVERS[backend])
        if backend == "sqlite":
            if not parsed.database or parsed.database == ":memory:":
                raise ArgumentError("a store in memory is nobody else's; name a file")
            Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        engine = _create(parsed, backend)
    except (ArgumentError, NoSuchModuleError, OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise InvalidSetting(f"KUAJING_DATABASE_URL: {reason}; expected sqlite:///path or postgresql://...") from error
    return engine


def _create(url: URL, backend: str) -> Engine:
    if backend == "sqlite":
        engine = create_engine(url, pool_timeout=POOL_TIMEOUT_S)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    patience = {name: value for name, value in PATIENCE.items() if name not in url.query}
    engine = create_engine(url, pool_pre_ping=True, pool_timeout=POOL_TIMEOUT_S, connect_args=patience)
    event.listen(engine, "connect", _prepare_postgresql)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the store throughout. Raises StoreUnavailable."""
    options = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with _translated(), engine.connect().execution_options(**options) as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that no other writer overlaps; commits at the end, or leaves no trace. Raises StoreUnavailable."""
    with _translated(), engine.connect().execution_options(kuajing_write=True) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})"))
        yield connection


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        # A DatabaseError that is nothing more special is SQLite's word for a file that is broken or no database.
        if error.connection_invalidated or type(error) in (OperationalError, DatabaseError):
            raise StoreUnavailable(str(error.orig)) from error
        raise
    except NoConnectionFree as error:
        raise StoreUnavailable(f"no connection came free in {POOL_TIMEOUT_S} seconds") from error


def _prepare_postgresql(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    # What the server's operator has set stays.
    cursor.execute(
        f"SELECT set_config('statement_timeout', '{STATEMENT_TIMEOUT_S}s', false) "
        "WHERE current_setting('statement_timeout') = '0'"
    )
    cursor.close()
    connection.commit()


def _prepare_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # The driver's own habit of opening transactions late would let two writers both read before either writes.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("kuajing_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
