"""Running commands in this process."""

import logging
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from app.cli.program import main
from tests.serving import environment


class Ran(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def _logs_as_they_were() -> Iterator[None]:
    """`serve` sets up logging for its process, which here is that of the tests."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def kuajing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], _logs_as_they_were: None
) -> Run:
    """Runs a command in this process, in a folder of its own, with these settings (`PORT="1"`) and no others."""

    def run(*arguments: str | Path, **settings: str) -> Ran:
        given = {f"KUAJING_{name}": value for name, value in settings.items()}
        wanted = environment(tmp_path, **given)
        for name in os.environ.keys() - wanted.keys():
            monkeypatch.delenv(name)
        for name, value in wanted.items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(tmp_path)
        monkeypatch.setattr(sys, "argv", ["kuajing", *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        code = ended.value.code
        return Ran(code if isinstance(code, int) else 0 if code is None else 1, *capfd.readouterr())

    return run
