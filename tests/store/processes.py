"""Python processes of their own, started together or killed at a moment."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]
Process = subprocess.Popen[str]


@contextmanager
def started(code: str, *arguments: str) -> Iterator[Process]:
    """A process that runs `code`; killed after the block where it still runs."""
    command = [sys.executable, "-W", "error", "-c", code, *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=HOUSE, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def line(process: Process) -> str:
    """The next line that a process writes; what it complains of where it writes none."""
    assert process.stdout is not None
    assert process.stderr is not None
    return process.stdout.readline().strip() or process.stderr.read()


def go(process: Process) -> None:
    """Send a process the line that it waits for."""
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


def run_together(processes: Sequence[Process]) -> list[str]:
    """Let processes go that wrote `ready`, all at once; gives the last line of each, or its complaint."""
    assert [line(process) for process in processes] == ["ready"] * len(processes)
    for process in processes:
        go(process)
    answers = (process.communicate(timeout=60) for process in processes)
    return [(output.strip() or complaint).splitlines()[-1] for output, complaint in answers]
