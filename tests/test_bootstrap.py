"""The services as they follow a store that fails for a while."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from app.bootstrap import Services, follow, open_services
from app.loader.loading import load
from tests.serving import settings_in, write

PATIENCE_S = 20


def put(services: Services, folder: Path, answer: str) -> None:
    """Make the store hold one question with this answer."""
    load(
        services.engine, write(folder, {"kb/en/faqs.yaml": f"faqs: {{a: {{question: Why?, answer: {answer}}}}}"}) / "kb"
    )


def change(folder: Path, statement: str) -> None:
    """Change the store behind everybody's back."""
    with closing(sqlite3.connect(folder / "kuajing.db")) as store:
        store.execute(statement)


async def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(PATIENCE_S):
        while not holds():
            await asyncio.sleep(0.02)


def test_a_store_that_fails_is_told_in_a_line_and_followed_again(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """While it fails there is a warning for each try and no traceback; what was committed since is seen afterwards."""
    services = open_services(settings_in(tmp_path))

    async def fail_for_a_while() -> None:
        following = asyncio.create_task(follow(services))
        put(services, tmp_path, "So.")
        await until(lambda: services.library.revision == 1)
        change(tmp_path, "ALTER TABLE knowledge_base RENAME TO away")
        await until(lambda: len(caplog.records) > 1)
        change(tmp_path, "ALTER TABLE away RENAME TO knowledge_base")
        put(services, tmp_path, "Thus.")
        await until(lambda: services.library.revision == 2)
        following.cancel()
        with suppress(asyncio.CancelledError):
            await following

    with caplog.at_level(logging.WARNING):
        asyncio.run(fail_for_a_while())
    services.engine.dispose()
    assert {record.levelname for record in caplog.records} == {"WARNING"}
    assert all("the store does not answer" in record.message for record in caplog.records)
