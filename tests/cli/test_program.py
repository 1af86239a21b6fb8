"""The program as it is installed."""

import subprocess
from importlib.metadata import entry_points
from pathlib import Path

from app.cli.program import main
from tests.serving import KUAJING, environment


def test_kuajing_is_the_program(tmp_path: Path) -> None:
    """The installed `kuajing` runs commands, and a pipe that is closed early is no traceback."""
    (found,) = entry_points(group="console_scripts", name="kuajing")
    assert found.load() is main
    ended = subprocess.run(
        f"{KUAJING} settings | true; {KUAJING} settings --help",
        shell=True,
        cwd=tmp_path,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ended.returncode == 0
    assert "Traceback" not in ended.stderr
    assert "Usage: kuajing settings" in ended.stdout
