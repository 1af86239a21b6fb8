"""`kuajing load`: a data folder or a file of JSON Lines into the store."""

from pathlib import Path
from typing import Annotated

import typer

from app.bootstrap import open_store
from app.cli.console import out, progress_bar
from app.errors import InvalidSetting
from app.loader.loading import load as load_path
from app.loader.loading import origin_of
from app.settings import read_settings


def add_to(program: typer.Typer) -> None:
    """Make the command known to the program."""
    program.command()(load)


def load(
    path: Annotated[Path | None, typer.Argument(help="A folder, or a .jsonl[.gz] file; else KUAJING_DATA.")] = None,
    source: Annotated[str | None, typer.Option(help="The name that owns the entries; else data or the file's.")] = None,
    overwrite: Annotated[bool, typer.Option(help="Take over entries that another source owns.")] = False,
) -> None:
    """Load content into the store, in one transaction: all of it, or nothing where there is an error."""
    settings = read_settings()
    chosen = path or settings.data
    if chosen is None:
        raise InvalidSetting("KUAJING_DATA is empty; name a folder or file to load")
    origin = source or origin_of(chosen, settings.data)
    engine = open_store(settings)
    with progress_bar("loading") as progress:
        outcome = load_path(engine, chosen, origin, overwrite=overwrite, progress=progress)
    out.print(str(outcome))
