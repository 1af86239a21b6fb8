"""Where commands write: results to standard output, complaints and progress to standard error."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from app.authoring.publishing import Progress as Report

UNBROKEN = 10_000
"""Columns of a line that goes to a file or another program: none of its words is broken."""

# Emoji off: a place such as file:100:entry would lose its line to what `:100:` stands for.
out = Console(
    highlight=False, soft_wrap=True, markup=False, emoji=False, width=None if sys.stdout.isatty() else UNBROKEN
)
err = Console(stderr=True, highlight=False, soft_wrap=True, markup=False, emoji=False)


def complain(line: str) -> None:
    """Write one line to standard error."""
    err.print(f"kuajing: {line}")


@contextmanager
def progress_bar(title: str) -> Iterator[Report]:
    """A bar on a terminal, nothing elsewhere; it goes when the work is done."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
