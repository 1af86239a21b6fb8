"""Connections: what each database is told, who waits for whom, and what a wrong address says."""

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import Engine, make_url, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import QueuePool

from app.errors import InvalidSetting, StoreUnavailable
from app.store.session import BUSY_TIMEOUT_MS, PATIENCE, STATEMENT_TIMEOUT_S, open_engine, reading, writing
from tests.store.looking import slugs
from tests.store.stocking import empty_store, stock, term


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A store with one term."""
    made = empty_store(database_url)
    stock(made, [term("a")])
    yield made
    made.dispose()


def test_what_sqlite_is_told(sqlite_url: str) -> None:
    """Every connection has a write-ahead log, foreign keys, and patience with other writers."""
    engine = open_engine(sqlite_url)
    with reading(engine) as one, reading(engine) as other:
        for connection in (one, other):
            told = {
                name: connection.execute(text(f"PRAGMA {name}")).scalar()
                for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous")
            }
            assert told == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": BUSY_TIMEOUT_MS, "synchronous": 1}
    engine.dispose()


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO unit (entry_id, field, locale, position, text, status, revision) "
        "VALUES (77, 'name', 'en', 0, 'A', 'reviewed', 1)",
        "UPDATE entry SET origin = 'nobody'",
        "DELETE FROM origin",
        "DELETE FROM locale",
        "INSERT INTO knowledge_base (id, revision) VALUES (2, 1)",
        "UPDATE change SET op = 'turn'",
    ],
)
def test_the_database_keeps_rows_in_order(engine: Engine, statement: str) -> None:
    """A row that points nowhere, or that its table does not allow, is refused by the database itself."""
    with pytest.raises(IntegrityError), writing(engine) as connection:
        connection.execute(text(statement))
    assert slugs(engine) == ["term:a"]


def test_a_reader_sees_one_state(engine: Engine) -> None:
    """What is committed while a reader reads is not there for it, and is for the next."""
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM entry")).scalar() == 1
        stock(engine, [term("a"), term("b", 1)])
        assert connection.execute(text("SELECT count(*) FROM entry")).scalar() == 1
    assert slugs(engine) == ["term:a", "term:b"]


def test_writers_wait_for_each_other(engine: Engine) -> None:
    """A writer that comes while another writes begins when that has ended, and sees what it did."""
    finished = []

    def another() -> None:
        outcome = stock(engine, [term("a"), term("b", 1)])
        finished.append((outcome.revision, outcome.added))

    with writing(engine) as connection:
        thread = Thread(target=another)
        thread.start()
        thread.join(timeout=0.2)
        assert finished == []
        connection.execute(text("UPDATE knowledge_base SET revision = 7"))
    thread.join(timeout=20)
    assert finished == [(8, 1)]


@pytest.mark.parametrize(
    "url", ["", "nonsense", "mysql://localhost/kuajing", "sqlite+nothing:///x.db", "postgresql://host:port/name"]
)
def test_a_wrong_address_is_told_in_one_line(url: str) -> None:
    """It names the setting and the forms that it may have."""
    with pytest.raises(InvalidSetting, match=r"^KUAJING_DATABASE_URL: .*sqlite:///path or postgresql://") as caught:
        open_engine(url)
    assert "\n" not in str(caught.value)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """The folder of a database is made; where a file stands in its way, that is told as a wrong setting."""
    open_engine(f"sqlite:///{tmp_path / 'new' / 'folder' / 'kuajing.db'}").dispose()
    assert (tmp_path / "new" / "folder").is_dir()
    (tmp_path / "file").write_text("")
    with pytest.raises(InvalidSetting, match="KUAJING_DATABASE_URL"):
        open_engine(f"sqlite:///{tmp_path / 'file' / 'kuajing.db'}")


@pytest.mark.parametrize("url", ["sqlite:////dev/null/kuajing.db", "postgresql://localhost:1/kuajing"])
def test_a_database_that_does_not_answer_is_told(url: str) -> None:
    """A server that is away, or a path that cannot be a database, is the store being unavailable."""
    with pytest.raises((StoreUnavailable, InvalidSetting)), reading(open_engine(url)):
        pass


def test_a_server_that_says_nothing_is_given_up() -> None:
    """A server that takes the connection and is silent ever after is the store being unavailable, in a few seconds."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        engine = open_engine(f"postgresql://nobody@127.0.0.1:{silent.getsockname()[1]}/nothing")
        began = time.monotonic()
        with pytest.raises(StoreUnavailable), reading(engine):
            pass
        assert time.monotonic() - began < PATIENCE["connect_timeout"] + 5


def test_readers_of_postgresql_are_bounded_and_writers_are_not(postgres_url: str) -> None:
    """A statement of a reader that takes too long is ended, of a writer it is not; what the address sets stays."""
    engine = open_engine(postgres_url)
    for _ in range(2):
        with reading(engine) as connection:
            assert connection.execute(text("SHOW statement_timeout")).scalar() == f"{STATEMENT_TIMEOUT_S}s"
        with writing(engine) as connection:
            assert connection.execute(text("SHOW statement_timeout")).scalar() == "0"
    engine.dispose()
    own = open_engine(
        make_url(postgres_url).update_query_dict({"options": "-c statement_timeout=50"}).render_as_string(False)
    )
    with pytest.raises(StoreUnavailable), reading(own) as connection:
        connection.execute(text("SELECT pg_sleep(20)"))
    own.dispose()


def test_a_reader_too_many_is_told(engine: Engine) -> None:
    """Where every connection is taken and none comes free, the store is unavailable, and not after that."""
    assert isinstance(engine.pool, QueuePool)
    engine.pool._timeout = 0.05
    with ExitStack() as taken:
        for _ in range(engine.pool.size() + 10):
            taken.enter_context(reading(engine))
        with pytest.raises(StoreUnavailable, match="no connection"), reading(engine):
            pass
    assert slugs(engine) == ["term:a"]


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    """A file of something else under the database's name is told, and is left as it is."""
    path = tmp_path / "kuajing.db"
    path.write_bytes(b"something else entirely, and long enough to have a header" * 20)
    before = path.read_bytes()
    engine = open_engine(f"sqlite:///{path}")
    with pytest.raises(StoreUnavailable), reading(engine):
        pass
    engine.dispose()
    assert path.read_bytes() == before
