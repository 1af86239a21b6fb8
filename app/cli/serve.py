"""`kuajing serve`: everything up to date, then the server."""

from typing import Annotated

import typer
import uvicorn

from app.bootstrap import bring_up_to_date, open_library, open_store
from app.cli.logs import configure_logs
from app.settings import read_settings

APPLICATION = "app.main:create_app"


def add_to(program: typer.Typer) -> None:
    """Make the command known to the program."""
    program.command()(serve)


def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on; else KUAJING_HOST.")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on; else KUAJING_PORT.")] = None,
    workers: Annotated[int | None, typer.Option(help="How many processes; else KUAJING_WORKERS.")] = None,
) -> None:
    """Migrate the store, load the data folder where it has changed, and serve until stopped."""
    given = {"host": host, "port": port, "workers": workers}
    settings = read_settings(**{name: value for name, value in given.items() if value is not None})
    log_config = configure_logs(settings.log)
    engine = open_store(settings)
    bring_up_to_date(engine, settings)
    open_library(engine, settings)
    engine.dispose()
    uvicorn.run(
        APPLICATION,
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        log_config=log_config,
        access_log=False,
        server_header=False,
    )
