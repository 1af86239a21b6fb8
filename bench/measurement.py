"""A figure with its goal, and programs measured from outside."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
KUAJING = Path(sys.executable).parent / "kuajing"


@dataclass(frozen=True)
class Measurement:
    """One figure: what was measured, its value, its unit, and its goal: the most, or with `at_least` the least."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    at_least: bool = False

    @property
    def reached(self) -> bool:
        """Whether the figure is on the right side of its goal, or has none."""
        if self.goal is None:
            return True
        return self.value >= self.goal if self.at_least else self.value <= self.goal


def environment(folder: Path, data: Path | None = None) -> dict[str, str]:
    """The environment of a node that keeps all that it writes in `folder`."""
    return os.environ | {
        "KUAJING_DATABASE_URL": f"sqlite:///{folder / 'kuajing.db'}",
        "KUAJING_INDEX": str(folder / "index"),
        "KUAJING_DATA": str(data) if data else "",
    }


def run(*arguments: str, env: Mapping[str, str]) -> tuple[float, float]:
    """Run `kuajing` to its end; gives seconds and peak memory in megabytes.

    Raises `CalledProcessError` when it fails.
    """
    start = time.perf_counter()
    process = subprocess.Popen([str(KUAJING), *arguments], env=env, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, arguments)
    return time.perf_counter() - start, usage.ru_maxrss / 1024
