"""The databases that the tests are given."""

import pytest
from sqlalchemy import URL, create_engine, inspect, text
from sqlalchemy.exc import OperationalError

from tests.postgres import empty_database


@pytest.mark.parametrize("time", ["first", "second"])
def test_each_test_gets_an_empty_database(database_url: str, time: str) -> None:
    """A table made in one test is not there in the next."""
    engine = create_engine(database_url)
    try:
        assert inspect(engine).get_table_names() == []
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE leftover (id INTEGER)"))
        assert inspect(engine).get_table_names() == ["leftover"]
    finally:
        engine.dispose()


def test_a_database_goes_although_someone_is_connected(postgres_server: URL) -> None:
    """A connection that a test left open does not keep its database from being dropped."""
    with empty_database(postgres_server) as url:
        engine = create_engine(url)
        connection = engine.connect()
        assert connection.scalar(text("SELECT 1")) == 1
    with pytest.raises(OperationalError):
        connection.scalar(text("SELECT 1"))
    connection.invalidate()
    engine.dispose()
    with pytest.raises(OperationalError, match="does not exist"):
        engine.connect()
