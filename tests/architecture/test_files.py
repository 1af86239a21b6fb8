"""The rules on files, each seen to fail."""

from pathlib import Path

import pytest

from tests.architecture.planting import HOUSE, plant
from tests.architecture.rules import violations

LONG_FUNCTION = "def long() -> None:\n" + "    long()\n" * 50

PLANTED = [
    ("app/web/paging.py", "a = 1\n" * 301, "301 lines, more than 300"),
    ("tests/web/test_paging.py", "a = 1\n" * 301, "301 lines, more than 300"),
    ("app/embed/static/widget.js", "let a\n" * 301, "301 lines, more than 300"),
    ("app/web/paging.py", LONG_FUNCTION, "long has 51 lines, more than 50"),
    ("bench/serving.py", "async " + LONG_FUNCTION, "long has 51 lines, more than 50"),
    ("app/web/utils.py", "", "utils names no content"),
    ("app/store/models.py", "", "models names no content"),
    ("tests/common/__init__.py", '"""Tests."""\n', "common names no content"),
    ("app/web/__init__.py", "", "does not say what the package is for"),
    ("app/web/__init__.py", '"""HTTP."""\n\nCACHE = {}\n', "holds logic"),
    ("app/web/__init__.py", '"""HTTP."""\n\n\ndef parse() -> None: ...\n', "holds logic"),
    ("app/drawer/paging.py", "", "lies in a folder without __init__.py"),
]


def test_the_house_keeps_its_rules() -> None:
    """No file of the project breaks a rule."""
    assert list(violations(HOUSE)) == []


@pytest.mark.parametrize(("path", "source", "wrong"), PLANTED)
def test_a_planted_file_breaks_its_rule(tmp_path: Path, path: str, source: str, wrong: str) -> None:
    """A file against a rule is named, with what is wrong in it and nothing else."""
    if not wrong.startswith("lies"):
        plant(tmp_path, str(Path(path).parent / "__init__.py"), '"""A room."""\n')
    plant(tmp_path, path, source)
    assert list(violations(tmp_path)) == [f"{path}: {wrong}"]


def test_what_the_rules_allow_is_allowed(tmp_path: Path) -> None:
    """Files and functions at the limit, and a package that re-exports, break no rule."""
    plant(tmp_path, "app/web/__init__.py", '"""HTTP."""\n\nfrom app.web.paging import page\n\n__all__ = ["page"]\n')
    plant(tmp_path, "app/web/paging.py", "def page() -> None:\n" + "    page()\n" * 49 + "a = 1\n" * 250)
    assert list(violations(tmp_path)) == []
