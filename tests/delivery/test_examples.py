"""The examples of docs/http.md are run, and say what stands below them."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.settings import Settings
from tests.serving import HOUSE, serving

PAGE = (HOUSE / "docs" / "http.md").read_text("utf-8")
MARK = "-- end --"
ADDRESS = "http://127.0.0.1:8000"
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(kind: str) -> list[str]:
    """The fenced blocks of a sort."""
    return [found[2] for found in FENCE.finditer(PAGE) if found[1] == kind]


def commands(block: str) -> Iterator[tuple[str, str]]:
    """Each command of a block with what it is to print."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, printed = part.partition("\n")
        yield command, printed


def says(printed: str, expected: str) -> bool:
    """Whether an output is what was expected, `...` standing for anything, also for nothing."""
    parts = map(re.escape, expected.strip().split("..."))
    return re.fullmatch(".*?".join(parts), printed.replace("\r\n", "\n").strip(), re.DOTALL) is not None


@pytest.fixture(scope="module")
def local(shipped: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server of the shipped content at its first revision."""
    if shutil.which("curl") is None:
        pytest.skip("no curl")
    with serving(tmp_path_factory.mktemp("examples"), KUAJING_DATABASE_URL=shipped.database_url) as address:
        yield address


@pytest.mark.parametrize("block", blocks("console"))
def test_an_example_says_what_stands_below_it(local: str, block: str) -> None:
    """Each command of a block is run in one shell after the others, and prints what is written there."""
    script = "".join(f"{command}\necho {MARK}\n" for command, _ in commands(block)).replace(ADDRESS, local)
    ran = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    outputs = ran.stdout.split(MARK)
    for (command, expected), printed in zip(commands(block), outputs, strict=False):
        assert says(printed, expected), f"{command}\n{printed}"


def test_the_client_in_the_page_runs() -> None:
    """The function that keeps a copy current does what the page says of it."""
    (source,) = blocks("python")
    parts = [
        {"revision": 2, "next": "/next", "items": [{"kind": "term", "slug": "a", "op": "put", "entry": {"name": "A"}}]},
        {"revision": 3, "next": None, "items": [{"kind": "term", "slug": "b", "op": "delete", "entry": None}]},
    ]
    names: dict[str, object] = {"parts": iter(parts), "copy": {("term", "b"): {}, ("term", "c"): {}}}
    exec(f"{source}\nrevision = follow(lambda address: next(parts), 'es', copy, 1)", names)
    assert (names["revision"], names["copy"]) == (3, {("term", "a"): {"name": "A"}, ("term", "c"): {}})


@pytest.mark.parametrize("path", [Path("deploy/nginx.conf"), Path("deploy/varnish.vcl")])
def test_what_the_page_points_to_is_there(path: Path) -> None:
    """The configurations that it links to are in their place."""
    assert f"](../{path})" in PAGE
    assert (HOUSE / path).is_file()
