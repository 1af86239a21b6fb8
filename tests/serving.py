"""Applications over stores of their own: asked in this process without a network, or served by a process of theirs."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from typing import Any, Self

import httpx

from app.bootstrap import bring_up_to_date, open_store
from app.main import create_app
from app.settings import Settings
from app.web.answer_cache import AnswerCache

HOUSE = Path(__file__).resolve().parents[1]
SHIPPED = HOUSE / "data"
KUAJING = Path(sys.executable).parent / "kuajing"
PATIENCE_S = 60


class Client:
    """Asks an application between its start and its stop; an exception that escapes it is raised here."""

    def __init__(self, served: AnswerCache) -> None:
        self.served = served
        self.app = served.app
        self._runner = asyncio.Runner()
        self._open = AsyncExitStack()

    def __enter__(self) -> Self:
        self._runner.__enter__()
        self._runner.run(self._enter())
        return self

    def __exit__(self, *of: object) -> None:
        self._runner.run(self._open.aclose())
        self._runner.close()

    def ask(self, method: str, path: str | httpx.URL, **options: Any) -> httpx.Response:
        """The answer to one request; redirects are not followed."""
        return self._runner.run(self._http.request(method, path, **options))

    def get(self, path: str | httpx.URL, language: str | None = None, **headers: str) -> httpx.Response:
        """The answer to a GET in the language of an `Accept-Language`; `_` in a header's name is a hyphen."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.ask("GET", path, headers=sent | ({"accept-language": language} if language is not None else {}))

    def json(self, path: str, language: str | None = None) -> Any:
        """The JSON of a GET that has to succeed."""
        answer = self.get(path, language)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def _enter(self) -> None:
        await self._open.enter_async_context(self.app.router.lifespan_context(self.app))
        transport = httpx.ASGITransport(self.served)
        asking = httpx.AsyncClient(transport=transport, base_url="http://kuajing.test", headers={"accept": "*/*"})
        self._http = await self._open.enter_async_context(asking)


def settings_in(folder: Path, *, data: Path | None = None, database_url: str | None = None) -> Settings:
    """Settings with store and index below a folder; whatever the environment says of those has no part in it."""
    return Settings(
        database_url=database_url or f"sqlite:///{folder / 'kuajing.db'}", index=folder / "index", data=data
    )


def loaded(settings: Settings) -> Settings:
    """The settings, once their data folder is in their store."""
    engine = open_store(settings)
    bring_up_to_date(engine, settings)
    engine.dispose()
    return settings


def client(settings: Settings) -> Client:
    """A client, to be entered, for the application of these settings."""
    return Client(create_app(settings))


def write(root: Path, files: Mapping[str, str]) -> Path:
    """A folder with these files, by path, in it."""
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
    return root


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """What a `kuajing` of its own is to find in its environment: store and index below a folder, and no data folder."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("KUAJING_")}
    own = {"KUAJING_DATABASE_URL": f"sqlite:///{folder / 'kuajing.db'}", "KUAJING_INDEX": str(folder / "index")}
    return inherited | own | {"KUAJING_DATA": "", "PYTHONPATH": str(HOUSE)} | settings


@contextmanager
def serving(folder: Path, *, told: signal.Signals = signal.SIGTERM, **settings: str) -> Iterator[str]:
    """The address of a `kuajing serve` that runs, in `folder`, for the length of the block, and is `told` to end."""
    port = _free_port()
    command = [str(KUAJING), "serve", "--port", str(port)]
    with (folder / "serve.log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, env=environment(folder, **settings), stderr=log)
    try:
        _wait(f"http://127.0.0.1:{port}", process, folder / "serve.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(told)
        process.wait(PATIENCE_S)


def _wait(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + PATIENCE_S
    with httpx.Client(base_url=address, timeout=PATIENCE_S) as asking:
        while time.monotonic() < until and process.poll() is None:
            try:
                if asking.get("/readyz").is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
    raise RuntimeError(f"kuajing serve did not come up: {log.read_text(encoding='utf-8')}")


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port
