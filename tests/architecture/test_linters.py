"""The linters are set to hold the rules of the house, each rule seen to fail."""

import shutil
from pathlib import Path

import pytest

from tests.architecture.addresses import finds
from tests.architecture.planting import HOUSE, plant, run

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases" / "linters.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
COMMANDS = {"ruff": ("ruff", "check", "--no-cache", "."), "mypy": ("mypy", "--no-incremental", "app", "tests")}

# In two parts, so that the line that plants them is no find itself.
ADDRESSES = [
    "https://mirror.example/sim" + "ple",
    "https://mirror.example/kuajing-1.0-py3-none-any.w" + "hl",
    "registry" + ".example.org",
    "python" + "example.org",
    "PIP_INDEX_" + "URL=x",
    "--index" + "-url x",
    "/ro" + "ot/.cache",
    "/ho" + "me/ana/kuajing",
]


@pytest.mark.parametrize(
    ("tool", "said", "path", "source"), CASES, ids=[f"{said} in {path}" for _, said, path, _ in CASES]
)
def test_a_planted_slip_is_found(tmp_path: Path, tool: str, said: str, path: str, source: str) -> None:
    """Code against a rule, planted in an empty house under the project's configuration, is found by its linter."""
    shutil.copy(HOUSE / "pyproject.toml", tmp_path)
    for room in {"app", "tests", str(Path(path).parent)}:
        plant(tmp_path, f"{room}/__init__.py", '"""A room."""\n')
    plant(tmp_path, path, source.replace("\\n", "\n"))
    program, *arguments = COMMANDS[tool]
    result = run(program, *arguments, folder=tmp_path)
    assert result.returncode == 1, result.stdout + result.stderr
    assert said in result.stdout


def test_no_address_is_committed() -> None:
    """No file of the project names a registry or a place on a machine."""
    assert list(finds(HOUSE)) == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_planted_address_is_found(tmp_path: Path, address: str) -> None:
    """A registry or a place on a machine is found with its file and line."""
    plant(tmp_path, "docs/setup.md", f"# Set-up\n\nSee {address} for more.\n")
    assert [find.rpartition(": ")[0] for find in finds(tmp_path)] == ["docs/setup.md:3"]
