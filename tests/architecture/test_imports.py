"""The order of the rooms, as the import contracts of pyproject.toml state it."""

import tomllib
from pathlib import Path

import pytest

from tests.architecture.planting import HOUSE, plant, run, skeleton

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases" / "imports.tsv").read_text(encoding="utf-8").splitlines()[1:]
]

# The other half of each cycle that a case plants.
BACK = {
    "app/search/query.py": "from app.search import ranking\n",
    "app/api/v1/__init__.py": "",
    "app/api/v1/lists.py": "import app.api.v1.entries\n",
}


def test_the_house_keeps_its_order() -> None:
    """Every import contract holds in the code as it is."""
    result = run("lint-imports", "--no-logo", folder=HOUSE)
    assert result.returncode == 0, result.stdout + result.stderr


def test_a_sound_skeleton_keeps_the_order(tmp_path: Path) -> None:
    """The copy that violations are planted in has none by itself."""
    result = run("lint-imports", "--no-logo", "--no-cache", folder=skeleton(tmp_path))
    assert "0 broken" in result.stdout, result.stdout + result.stderr


@pytest.mark.parametrize(("contract", "path", "source"), CASES, ids=[f"{path}: {source}" for _, path, source in CASES])
def test_a_planted_import_breaks_its_contract(tmp_path: Path, contract: str, path: str, source: str) -> None:
    """An import against the order, planted in a copy, breaks the contract that speaks of it."""
    folder = skeleton(tmp_path)
    if contract.startswith("No cycles"):
        for other, back in BACK.items():
            plant(folder, other, back)
    plant(folder, path, source)
    result = run("lint-imports", "--no-logo", "--no-cache", folder=folder)
    assert f"{contract} BROKEN" in result.stdout, result.stdout + result.stderr


def test_every_contract_is_seen_to_fail() -> None:
    """Each contract has a planted violation: one that cannot fail is a defect."""
    configuration = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = {contract["name"] for contract in configuration["tool"]["importlinter"]["contracts"]}
    assert contracts == {contract for contract, _, _ in CASES}
