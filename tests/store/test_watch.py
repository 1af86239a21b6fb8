"""Noticing commits of others without asking for them."""

from pathlib import Path

from sqlalchemy import text

from app.store.migrating import migrate
from app.store.session import open_engine, writing
from app.store.watch import Watch


def test_a_commit_of_another_connection_is_noticed_once(database_url: str) -> None:
    """The first look and each look after a commit say so; SQLite's others say that nothing moved."""
    engine = open_engine(database_url)
    migrate(engine)
    watch = Watch(engine)
    sure = engine.dialect.name == "sqlite"
    assert watch.may_have_moved()
    assert watch.may_have_moved() is not sure
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE another (id INTEGER)"))
        assert not (sure and watch.may_have_moved())
    assert watch.may_have_moved()
    assert watch.may_have_moved() is not sure
    watch.close()
    engine.dispose()


def test_a_store_that_cannot_be_looked_at_is_to_be_asked(tmp_path: Path) -> None:
    """Where the file is gone the watch does not fail, and makes no new one; asking the store tells what is wrong."""
    path = tmp_path / "gone #1.db"
    watch = Watch(open_engine(f"sqlite:///{path}"))
    assert watch.may_have_moved()
    assert watch.may_have_moved()
    assert not path.exists()
