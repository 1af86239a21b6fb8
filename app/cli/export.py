"""`kuajing export`: the knowledge base into a file or folder."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from app.bootstrap import open_library, open_store
from app.cli.console import out
from app.errors import InvalidContent, InvalidParameter
from app.loader.folder_writing import FolderExists, write_folder
from app.loader.json_lines import is_json_lines, write_json_lines
from app.loader.located import Place
from app.settings import read_settings


class Format(StrEnum):
    """The formats that can be written."""

    JSONL = "jsonl"
    YAML = "yaml"


def add_to(program: typer.Typer) -> None:
    """Make the command known to the program."""
    program.command()(export)


def export(
    path: Annotated[Path, typer.Argument(help="A .jsonl file, a .jsonl.gz to compress, or for yaml a new folder.")],
    format: Annotated[Format, typer.Option(help="What to write.")] = Format.JSONL,
) -> None:
    """Write every entry in all locales: as JSON Lines, one entry a line, or as a data folder.

    Loading it again changes nothing, and the same store gives the same bytes.
    """
    if format is Format.JSONL and not is_json_lines(path):
        raise InvalidParameter("PATH", str(path), "a name that ends in .jsonl or .jsonl.gz; or --format yaml")
    settings = read_settings()
    library = open_library(open_store(settings), settings)
    try:
        if format is Format.JSONL:
            count = write_json_lines(library.stream(), library.locales.tags, path)
        else:
            count = write_folder(library.stream(), library.locales.members, library.metadata, path)
    except FolderExists as error:
        raise InvalidParameter("PATH", str(path), "a folder that is not there yet, or empty") from error
    except OSError as error:
        raise InvalidContent([Place(path, 0).flaw("unwritable", f"cannot be written: {error.strerror}")]) from error
    out.print(f"wrote {count} entries as {format.value} to {path}")
