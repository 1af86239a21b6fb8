"""Each mistake in a data folder or a file of JSON Lines, one at a time, and all at once."""

from pathlib import Path

import pytest

from app.errors import InvalidContent
from app.loader.loading import errors_in, read
from tests.loader.folders import Case, read_cases, told

MISTAKES = list(read_cases("texts", "structure", "folders", "declarations", "syntax", "everything", "json_lines"))


@pytest.mark.parametrize("case", MISTAKES, ids=str)
def test_each_mistake_is_told_with_its_place(case: Case, tmp_path: Path) -> None:
    """A folder has exactly the flaws that are expected of it: file, line, rule, entry, locale and field."""
    flaws = errors_in(read(case.write(tmp_path)))
    assert told(flaws, tmp_path) == case.flaws


@pytest.mark.parametrize("case", MISTAKES, ids=str)
def test_each_message_is_one_line_that_can_be_shown(case: Case, tmp_path: Path) -> None:
    """No message is empty, of several lines, or would move the cursor of a terminal."""
    for flaw in errors_in(read(case.write(tmp_path))):
        assert flaw.message
        assert str(flaw).isprintable()


@pytest.mark.parametrize("case", list(read_cases("sound")), ids=str)
def test_what_only_looks_odd_is_no_mistake(case: Case, tmp_path: Path) -> None:
    """These folders have no flaw, and hold the entries and locales that they say."""
    content = read(case.write(tmp_path))
    assert errors_in(content) == []
    assert [str(entry.ref) for entry in content.entries] == list(case.entries)
    assert [locale.tag for locale in content.metadata.locales] == list(case.locales)


def test_what_is_no_content_at_all_is_told(tmp_path: Path) -> None:
    """A path that leads nowhere, or to a file of another kind, is refused with what was expected."""
    (tmp_path / "notes.txt").write_text("A note.")
    for name, expected in (("nowhere", "existing path"), ("notes.txt", r"\.jsonl")):
        with pytest.raises(InvalidContent, match=expected):
            read(tmp_path / name)
