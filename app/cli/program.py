"""The program `kuajing`: its commands, and how an error becomes a message and an exit code."""

import sys

import typer

from app.cli import check, export, load, migrate, search, serve, settings
from app.cli.console import complain
from app.errors import InvalidContent, InvalidRequest, InvalidSetting, KuajingError

program = typer.Typer(
    name="kuajing",
    help="The multilingual knowledge base of cross-border e-commerce: load it, check it, serve it.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for module in (serve, load, check, search, export, migrate, settings):
    module.add_to(program)


def main() -> None:
    """Run a command. Exit codes: 0 done, 1 errors in content or store, 2 a wrong call or setting."""
    try:
        program(prog_name="kuajing")
    except InvalidContent as error:
        for flaw in error.flaws:
            complain(str(flaw))
        complain(f"errors: {len(error.flaws)}; nothing was done")
        sys.exit(1)
    except KuajingError as error:
        complain(" ".join(str(error).split()))
        sys.exit(2 if isinstance(error, InvalidSetting | InvalidRequest) else 1)
    except OSError as error:
        complain(f"{error.filename or 'output'}: {error.strerror}")
        sys.exit(1)
