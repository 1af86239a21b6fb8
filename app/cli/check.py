"""`kuajing check`: every rule on content, each error and finding with its place."""

from pathlib import Path
from typing import Annotated

import typer

from app.checks.knowledge import Knowledge
from app.checks.run import findings
from app.cli.console import complain, out
from app.content.entry import Ref
from app.errors import Flaw, InvalidSetting
from app.loader.content import Content
from app.loader.loading import errors_in, read
from app.locales.fallback import Locales
from app.settings import read_settings


def add_to(program: typer.Typer) -> None:
    """Make the command known to the program."""
    program.command()(check)


def check(
    path: Annotated[Path | None, typer.Argument(help="A folder, or a .jsonl[.gz] file; else KUAJING_DATA.")] = None,
) -> None:
    """Check content: errors, which stop a load, and findings, which editors mend. Exits 1 where there is one."""
    settings = read_settings()
    chosen = path or settings.data
    if chosen is None:
        raise InvalidSetting("KUAJING_DATA is empty; name a folder or file to check")
    content = read(chosen)
    errors = errors_in(content)
    found = found_in(content, settings.default_locale)
    for flaw in errors:
        out.print(f"error: {flaw}")
    for flaw in found:
        out.print(f"finding: {flaw}")
    if errors or found:
        complain(f"{len(errors)} errors, {len(found)} findings in {len(content.entries)} entries")
        raise typer.Exit(1)
    out.print(f"no error and no finding in {len(content.entries)} entries")


def found_in(content: Content, default: str | None) -> list[Flaw]:
    """What the checks find in content that was read."""
    members = content.metadata.locales
    tags = [locale.tag for locale in members]
    chosen = default if default in tags else content.metadata.default_locale
    if not members:
        return []
    locales = Locales(chosen or ("en" if "en" in tags else tags[0]), members)

    def place(ref: Ref, locale: str, field: str) -> tuple[Path, int]:
        found = content.place(ref, locale, field)
        return found.file, found.line

    return findings(Knowledge(content.entries, locales, content.vocabulary, place))
