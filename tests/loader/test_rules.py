"""The rules by name: those that the loader knows, those that cases break, and those that are documented."""

import re
from pathlib import Path

from tests.loader.folders import read_cases

HOUSE = Path(__file__).resolve().parents[2]
ELSEWHERE = {"no-folder", "owned", "unreadable"}
"""Rules that are about more than what a file says, and are tried in tests of their own."""


def test_every_rule_is_documented() -> None:
    """The table in docs/errors.md has each rule that the loader can name, and no other, in order."""
    named = {
        rule
        for file in (HOUSE / "app" / "loader").glob("*.py")
        for rule in re.findall(r'flaw\(\s*"([a-z-]+)"', file.read_text(encoding="utf-8"))
    }
    documented = re.findall(r"^\| `([a-z-]+)` \|", (HOUSE / "docs" / "errors.md").read_text(encoding="utf-8"), re.M)
    assert documented == sorted(named)


def test_every_rule_is_broken_by_a_case() -> None:
    """Each documented rule is the flaw of some case, so that none is there in name only."""
    cases = read_cases("texts", "structure", "folders", "declarations", "syntax", "json_lines")
    broken = {rule for case in cases for _, rule, *_ in case.flaws}
    documented = re.findall(r"^\| `([a-z-]+)` \|", (HOUSE / "docs" / "errors.md").read_text(encoding="utf-8"), re.M)
    assert broken | ELSEWHERE == set(documented)
