"""Running commands: in this process, or as a program of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from app.cli.program import main
from tests.serving import KUAJING, environment


class Ran(NamedTuple):
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def kuajing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
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


@pytest.fixture
def program(tmp_path: Path) -> Run:
    """Runs a command as a program of its own, in a folder of its own."""

    def run(*arguments: str | Path, **settings: str) -> Ran:
        given = {f"KUAJING_{name}": value for name, value in settings.items()}
        command = [str(KUAJING), *map(str, arguments)]
        ended = subprocess.run(
            command, cwd=tmp_path, env=environment(tmp_path, **given), capture_output=True, text=True, timeout=120
        )
        return Ran(ended.returncode, ended.stdout, ended.stderr)

    return run
