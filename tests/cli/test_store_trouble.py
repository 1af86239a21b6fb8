"""A store that is away, locked, broken or somebody else's: one line, exit code 1, and no traceback."""

import sqlite3
from pathlib import Path

import pytest

from app.store import session
from tests.cli.conftest import Ran, Run
from tests.serving import write

COMMANDS = [("migrate",), ("load", "kb"), ("search", "b2b"), ("export", "all.jsonl"), ("serve",)]


def in_one_line(ran: Ran) -> bool:
    """Whether a command ended with 1 and one line on standard error."""
    return (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1) and ran.err.startswith("kuajing: ")


@pytest.fixture(autouse=True)
def _content(tmp_path: Path) -> None:
    write(tmp_path, {"kb/en/faqs.yaml": "faqs:\n  a: {question: Why?, answer: So.}\n"})


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_server_that_is_away(kuajing: Run, arguments: tuple[str, ...]) -> None:
    """A PostgreSQL that does not answer is named by its address, and its password is not told."""
    ran = kuajing(*arguments, DATABASE_URL="postgresql://kuajing:s3cret@127.0.0.1:1/kuajing")
    assert in_one_line(ran), ran
    assert "127.0.0.1" in ran.err
    assert "s3cret" not in ran.err


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(
    "content", [b"no database at all, but long enough to be one", b"SQLite format 3\0" + b"\xff" * 5_000]
)
def test_a_file_that_is_no_database(kuajing: Run, tmp_path: Path, arguments: tuple[str, ...], content: bytes) -> None:
    """A file with something else in it, or with a broken database, is left as it is."""
    (tmp_path / "kuajing.db").write_bytes(content)
    assert in_one_line(kuajing(*arguments))
    assert (tmp_path / "kuajing.db").read_bytes() == content


@pytest.mark.parametrize("arguments", COMMANDS[:2], ids=" ".join)
def test_a_file_that_somebody_keeps_locked(
    kuajing: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    """A writer that does not let go is waited for, and then told."""
    monkeypatch.setattr(session, "BUSY_TIMEOUT_MS", 50)
    keeping = sqlite3.connect(tmp_path / "kuajing.db", isolation_level=None)
    keeping.execute("BEGIN EXCLUSIVE")
    ran = kuajing(*arguments)
    keeping.close()
    assert in_one_line(ran), ran
    assert "locked" in ran.err


def test_a_path_that_is_a_folder(kuajing: Run, tmp_path: Path) -> None:
    """A folder in the place of the file is told."""
    (tmp_path / "kuajing.db").mkdir()
    assert in_one_line(kuajing("migrate"))


def test_a_schema_of_a_later_program(kuajing: Run, tmp_path: Path) -> None:
    """A store whose schema this program does not know is refused, not touched."""
    kuajing("migrate")
    with sqlite3.connect(tmp_path / "kuajing.db") as store:
        store.execute("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    ran = kuajing("migrate")
    assert in_one_line(ran), ran
    assert "9999" in ran.err


@pytest.mark.parametrize("arguments", [("search", "b2b")], ids=" ".join)
def test_an_index_folder_that_cannot_be_made(kuajing: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """Where the index cannot be, a command that needs it ends in one line that names the place."""
    kuajing("load", "kb")
    write(tmp_path, {"taken": "a file"})
    ran = kuajing(*arguments, INDEX=str(tmp_path / "taken" / "index"))
    assert in_one_line(ran), ran
    assert "taken" in ran.err
