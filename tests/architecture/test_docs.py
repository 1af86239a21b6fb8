"""The documentation says all that there is: each setting, problem type, command and decision has its place."""

import re
from pathlib import Path

import pytest
from typer.main import get_group

from app.cli.program import program
from app.settings import PREFIX, Settings
from app.web.problem_types import STATUSES
from tests.architecture.planting import HOUSE, plant

NAMED = {
    "docs/settings.md": [PREFIX + field.upper() for field in Settings.model_fields],
    "docs/problems.md": list(STATUSES),
    "docs/cli.md": list(get_group(program).commands),
}


def headings(file: Path) -> set[str]:
    """The words of a Markdown file's headings, without the marks around them."""
    lines = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {word.strip("`:,.") for line in lines for word in line.split()}


def unlisted(folder: Path) -> list[str]:
    """The decision records in a folder that its index does not link to."""
    index = (folder / "README.md").read_text(encoding="utf-8")
    return sorted(file.name for file in folder.glob("[0-9]*.md") if f"]({file.name})" not in index)


@pytest.mark.parametrize("document", NAMED)
def test_each_name_has_its_heading(document: str) -> None:
    """What can be set, asked or answered has a heading of its own in the documentation."""
    assert sorted(set(NAMED[document]) - headings(HOUSE / document)) == []


def test_a_missing_heading_is_seen(tmp_path: Path) -> None:
    """A name that only the text mentions, or that is part of a longer one, counts as missing."""
    file = plant(tmp_path, "settings.md", "# Settings\n\n## `KUAJING_PORT`\n\nKUAJING_HOST\n\n## KUAJING_DATA_URL\n")
    assert {"KUAJING_PORT", "KUAJING_HOST", "KUAJING_DATA"} - headings(file) == {"KUAJING_HOST", "KUAJING_DATA"}


def test_each_decision_is_in_the_index() -> None:
    """Every decision record is listed in docs/adr/README.md."""
    assert unlisted(HOUSE / "docs" / "adr") == []


def test_an_unlisted_decision_is_seen(tmp_path: Path) -> None:
    """A record that the index names without a link is found."""
    plant(tmp_path, "README.md", "| [0001](0001-rooms.md) | 0002-texts.md |\n")
    plant(tmp_path, "0001-rooms.md", "")
    plant(tmp_path, "0002-texts.md", "")
    assert unlisted(tmp_path) == ["0002-texts.md"]
