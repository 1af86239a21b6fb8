"""The schema: there and back, the same as the tables, and made once by however many processes."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, inspect, text
from sqlmodel import SQLModel

from app.errors import StoreUnavailable
from app.store.metadata import read_metadata
from app.store.migrating import MIGRATIONS, migrate, schema_version
from app.store.session import open_engine, reading, writing
from tests.store.looking import slugs
from tests.store.processes import run_together, started
from tests.store.stocking import stock, term

MIGRATE = """
import sys
from app.store.metadata import read_metadata
from app.store.migrating import migrate
from app.store.session import open_engine
print("ready", flush=True)
sys.stdin.readline()
engine = open_engine(sys.argv[1])
print(migrate(engine)[1])
engine.dispose()
"""


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A database in which there is nothing, not even tables."""
    made = open_engine(database_url)
    yield made
    made.dispose()


def alembic(connection: Connection) -> Config:
    """What Alembic has to know to migrate on a connection."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def test_an_empty_database_gets_the_newest_schema(engine: Engine) -> None:
    """The first time it is made, the second time there is nothing to do, and entries stay."""
    assert schema_version(engine) is None
    before, newest = migrate(engine)
    assert before is None
    assert schema_version(engine) == newest
    stock(engine, [term("a")])
    assert migrate(engine) == (newest, newest)
    assert slugs(engine) == ["term:a"]


def test_the_schema_is_that_of_the_tables(engine: Engine) -> None:
    """What the migrations make differs from the declared tables in nothing: types, defaults, keys and indexes."""
    migrate(engine)
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, SQLModel.metadata) == []
        found = inspect(connection)
        for table in SQLModel.metadata.sorted_tables:
            declared = {str(each.name) for each in table.constraints if type(each).__name__ == "CheckConstraint"}
            assert {str(each["name"]) for each in found.get_check_constraints(table.name)} == declared


def test_every_migration_goes_back(engine: Engine) -> None:
    """Down to nothing and up again gives the same schema, and nothing is left over in between."""
    migrate(engine)
    with writing(engine) as connection:
        command.downgrade(alembic(connection), "base")
    assert inspect(engine).get_table_names() == ["alembic_version"]
    before, newest = migrate(engine)
    assert (before, schema_version(engine)) == (None, newest)
    stock(engine, [term("a")])


def test_labels_keep_their_order(engine: Engine) -> None:
    """Labels that were stored before their order was stand as they did."""
    slugs = ["risk", "advantage", "model"]
    with writing(engine) as connection:
        command.upgrade(alembic(connection), "0002")
        connection.execute(text("INSERT INTO origin VALUES ('data', '')"))
        connection.execute(text("INSERT INTO locale (tag, position, fallback) VALUES ('en', 0, '')"))
        row = text("INSERT INTO label VALUES ('en', 'aspects', :slug, :slug, 'data')")
        connection.execute(row, [{"slug": slug} for slug in slugs])
    migrate(engine)
    with reading(engine) as connection:
        assert list(read_metadata(connection).labels["en"]["aspects"]) == slugs


def test_a_migration_that_fails_leaves_nothing(engine: Engine) -> None:
    """Where a table of that name is in the way, the database is as it was before."""
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE unit (id INTEGER)"))
    with pytest.raises(Exception, match="unit"):
        migrate(engine)
    assert inspect(engine).get_table_names() == ["unit"]


def test_the_schema_of_a_later_program_is_left_alone(engine: Engine) -> None:
    """A version that this program does not know is told, not migrated."""
    migrate(engine)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreUnavailable, match="9999"):
        migrate(engine)
    assert schema_version(engine) == "9999"


def test_processes_that_start_together_migrate_once(database_url: str) -> None:
    """Each of them finds the newest schema in the end, and none fails on what another was making."""
    with ExitStack() as stack:
        processes = [stack.enter_context(started(MIGRATE, database_url)) for _ in range(3)]
        answers = run_together(processes)
    engine = open_engine(database_url)
    assert answers == [schema_version(engine)] * 3
    assert {process.returncode for process in processes} == {0}
    engine.dispose()
