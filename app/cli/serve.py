"""`kuajing serve`: everything up to date, then the server."""

import socket
from pathlib import Path
from tempfile import TemporaryFile
from typing import Annotated

import typer
import uvicorn

from app.bootstrap import bring_up_to_date, open_library, open_store
from app.cli.logs import configure_logs
from app.cli.protocol import Protocol
from app.errors import InvalidSetting
from app.settings import read_settings

APPLICATION = "app.main:create_app"
WORKER_START_S = 60
"""Seconds in which a worker has to answer its parent; one that is killed while it starts would be so for ever."""


def add_to(program: typer.Typer) -> None:
    """Make the command known to the program."""
    program.command()(serve)


def serve(
    host: Annotated[str | None, typer.Option(help="The address to listen on; else KUAJING_HOST.")] = None,
    port: Annotated[int | None, typer.Option(help="The port to listen on; else KUAJING_PORT.")] = None,
    workers: Annotated[int | None, typer.Option(help="How many processes; else KUAJING_WORKERS.")] = None,
) -> None:
    """Migrate the store, load the data folder where it has changed, and serve until stopped."""
    read_settings()  # each worker reads the environment by itself, so what it says has to be right as well
    given = {"host": host, "port": port, "workers": workers}
    settings = read_settings(**{name: value for name, value in given.items() if value is not None})
    require_free(settings.host, settings.port)
    require_folder(settings.index)
    log_config = configure_logs(settings.log)
    engine = open_store(settings)
    bring_up_to_date(engine, settings)
    open_library(engine, settings)
    engine.dispose()
    uvicorn.run(
        APPLICATION,
        factory=True,
        http=Protocol,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        log_config=log_config,
        access_log=False,
        server_header=False,
        timeout_worker_healthcheck=WORKER_START_S,
    )


def require_folder(index: Path) -> None:
    """Write to the folder of the search index for a moment. Raises InvalidSetting."""
    try:
        index.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=index):
            pass
    except OSError as error:
        raise InvalidSetting(f"KUAJING_INDEX='{index}': {error.strerror}") from error


def require_free(host: str, port: int) -> None:
    """Listen for a moment where the server will. Raises InvalidSetting, before anything else is done."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise InvalidSetting(f"KUAJING_HOST={host!r}, KUAJING_PORT={port}: {reason}") from error
