"""The README's calls and their answers are true."""

import subprocess
from itertools import pairwise
from pathlib import Path

README = Path(__file__).resolve().parents[1] / "README.md"
ADDRESS = "http://127.0.0.1:8000"


def examples() -> list[tuple[str, str]]:
    """Each curl command of the README with the line below it."""
    lines = README.read_text(encoding="utf-8").splitlines()
    return [(line[2:], below) for line, below in pairwise(lines) if line.startswith("$ curl")]


def test_each_call_of_the_readme_gets_the_answer_that_stands_there(server: str) -> None:
    """What a newcomer copies from the first screen works to the letter; where content moved on, renew it."""
    assert len(examples()) == 3
    for command, answer in examples():
        asked = command.replace(ADDRESS, server)
        told = subprocess.run(["bash", "-c", asked], check=True, capture_output=True, text=True, timeout=30)
        assert told.stdout == answer, command


def test_the_readme_links_only_to_pages_that_are_there() -> None:
    """No link of the README leads nowhere."""
    text = README.read_text(encoding="utf-8")
    targets = [part.partition(")")[0] for part in text.split("](")[1:]]
    missing = [target for target in targets if not (README.parent / target).exists()]
    assert missing == []
