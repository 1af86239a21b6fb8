"""The script that runs locale matching cases."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CASES = Path(__file__).parent / "cases" / "matcher.txt"


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """The script's run with these arguments."""
    command = [sys.executable, "bench/locales.py", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(("allowed", "code"), [("1", 0), ("0", 1)])
def test_differing_cases_are_shown_and_counted(allowed: str, code: int) -> None:
    """Each case that differs is printed with the library's distances, and more than are allowed fail."""
    result = run(str(CASES), "--allow", allowed)
    assert result.returncode == code
    assert result.stdout.splitlines() == [
        "line 13 [data]: expected es, got en (limit 25)",
        "      pt: en 84, es 84",
        f"8 cases, 1 differ (0 ours), {allowed} may",
    ]


def test_a_case_that_the_data_allows_is_ours(tmp_path: Path) -> None:
    """A case whose expected answer the library's distances allow fails whatever may differ."""
    path = tmp_path / "cases.txt"
    path.write_text("en, es ; ca ; en\nes-419, es ; es-419 ; es\nes, es-ES ; es-Latn ; es-ES\n", encoding="utf-8")
    result = run(str(path))
    assert result.returncode == 1
    assert "line 3 [ours]" in result.stdout
    assert "line 1 [data]" in result.stdout
