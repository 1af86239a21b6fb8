"""`kuajing settings`: every setting with its value and where it came from."""

import typer
from rich.table import Table
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from app.cli.console import out
from app.settings import PREFIX, read_settings, sources


def add_to(program: typer.Typer) -> None:
    """Make the command known to the program."""
    program.command()(settings)


def settings() -> None:
    """Show every setting: its value, where it came from, and what it is for. Passwords are hidden."""
    found = read_settings()
    table = Table(box=None, pad_edge=False)
    for heading in ("setting", "value", "from", "what it is"):
        table.add_column(heading, overflow="fold")
    origins = sources(found)
    for field, described in type(found).model_fields.items():
        name = PREFIX + field.upper()
        table.add_row(name, _shown(field, getattr(found, field)), origins[name], described.description or "")
    out.print(table)


def _shown(field: str, value: object) -> str:
    if field == "database_url":
        try:
            return make_url(str(value)).render_as_string(hide_password=True)
        except ArgumentError:
            return "(malformed)"
    if isinstance(value, tuple):
        return ",".join(value)
    return "" if value is None else str(value)
