"""`kuajing search`: the same answer as the API, as a table."""

from typing import Annotated

import typer
from rich.table import Table

from app.bootstrap import open_services
from app.cli.console import out
from app.content.localized import localize
from app.errors import InvalidLocale, InvalidParameter
from app.search.query import Hit, SearchQuery
from app.settings import read_settings


def add_to(program: typer.Typer) -> None:
    """Make the command known to the program."""
    program.command()(search)


def search(
    query: Annotated[str, typer.Argument(help="What to look for, in any language, script or spelling.")],
    locale: Annotated[str | None, typer.Option(help="The locale to show titles in, such as es or zh-TW.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many entries at most.")] = 10,
) -> None:
    """Search the store; reads what is loaded, and loads nothing."""
    text = query.strip()
    if not 1 <= len(text) <= 200:
        raise InvalidParameter("QUERY", text[:20], "1 to 200 characters")
    services = open_services(read_settings())
    library = services.library
    chosen = library.matcher.match(locale) if locale else library.locales.default
    if chosen is None:
        raise InvalidLocale(str(locale), library.locales.tags)
    services.search.catch_up()
    result = services.search.search(SearchQuery(text=text, locale=chosen, limit=limit))
    titles = {
        entry.ref: localize(entry, chosen, library.locales).title
        for entry in library.entries(hit.ref for hit in result.hits)
    }
    out.print(f"{len(result.hits)} of {result.total} in {chosen}")
    if result.hits:
        out.print(_table([(hit, titles.get(hit.ref) or "") for hit in result.hits]))


def _table(rows: list[tuple[Hit, str]]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("score", "entry", "title", "matched", "in", "how"):
        table.add_column(heading, overflow="fold")
    for hit, title in rows:
        match = hit.match
        table.add_row(f"{hit.score:.2f}", str(hit.ref), title, match.text[:60], match.locale, ", ".join(match.how))
    return table
