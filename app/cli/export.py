"""`kuajing export`: the knowledge base into a file."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from app.bootstrap import open_library, open_store
from app.cli.console import out
from app.errors import InvalidContent
from app.loader.json_lines import is_json_lines, write_json_lines
from app.loader.located import Place
from app.settings import read_settings


class Format(StrEnum):
    """The formats that can be written."""

    JSONL = "jsonl"


def add_to(program: typer.Typer) -> None:
    """Make the command known to the program."""
    program.command()(export)


def export(
    path: Annotated[Path, typer.Argument(help="The file to write; .jsonl, or .jsonl.gz to compress.")],
    format: Annotated[Format, typer.Option(help="What to write.")] = Format.JSONL,
) -> None:
    """Write every entry in all locales as JSON Lines, one entry a line; the same store gives the same bytes."""
    if not is_json_lines(path):
        raise InvalidContent([Place(path, 0).flaw("unwritable", "the file's name must end in .jsonl or .jsonl.gz")])
    settings = read_settings()
    library = open_library(open_store(settings), settings)
    try:
        count = write_json_lines(library.stream(), library.locales.tags, path)
    except OSError as error:
        raise InvalidContent([Place(path, 0).flaw("unwritable", f"cannot be written: {error.strerror}")]) from error
    out.print(f"wrote {count} entries as {format.value} to {path}")
