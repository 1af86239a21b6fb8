"""The rules that all tests run under."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SKIPPED = """
import pytest

def test_without_a_server():
    pytest.skip("no server")

@pytest.mark.skip(reason="no browser")
def test_without_a_browser(): ...

@pytest.mark.xfail(reason="known", strict=True)
def test_known(): assert False
"""


@pytest.mark.parametrize(("ci", "outcome"), [("true", "1 failed, 1 xfailed, 1 error"), ("", "2 skipped, 1 xfailed")])
def test_a_skip_fails_where_all_services_must_be_there(tmp_path: Path, ci: str, outcome: str) -> None:
    """With CI=true a skipped test is a failure, else it is a skip; an expected failure is neither."""
    (tmp_path / "test_planted.py").write_text(SKIPPED)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.conftest", "-p", "no:cacheprovider", str(tmp_path)]
    run = subprocess.run(
        [*command, f"--rootdir={tmp_path}"], env=os.environ | {"CI": ci}, capture_output=True, text=True
    )
    assert outcome in run.stdout.splitlines()[-1], run.stdout + run.stderr
