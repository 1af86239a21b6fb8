"""`kuajing migrate`: the store to the newest schema."""

import typer

from app.cli.console import out
from app.settings import read_settings
from app.store.migrating import migrate as migrate_store
from app.store.session import open_engine


def add_to(program: typer.Typer) -> None:
    """Make the command known to the program."""
    program.command()(migrate)


def migrate() -> None:
    """Bring the store to the newest schema; `serve` and `load` do so by themselves."""
    before, after = migrate_store(open_engine(read_settings().database_url))
    out.print(f"at version {after} already" if before == after else f"from {before or 'nothing'} to version {after}")
