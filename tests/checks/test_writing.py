"""The page for editors says what the checks do, and its examples pass them."""

import re
from pathlib import Path
from textwrap import dedent

from app.checks.registry import RULES
from app.checks.run import findings
from app.content.kinds import KINDS
from app.loader.folder import read_folder
from app.loader.loading import errors_in
from tests.checks.test_run import knowledge_of

PAGE = (Path(__file__).parents[2] / "docs" / "writing.md").read_text(encoding="utf-8")


def test_every_rule_is_explained_in_its_order() -> None:
    """The table of rules has each rule once, in the order of the registry."""
    assert re.findall(r"^\| `([a-z-]+)` \|", PAGE, re.MULTILINE) == [rule.name for rule in RULES]


def test_every_field_is_named_with_its_kind() -> None:
    """The table of fields has each text field of each kind in the column that it belongs to."""
    rows = re.findall(r"^\| ([a-z, ]+) \|(.*)\|(.*)\|(.*)\|$", PAGE, re.MULTILINE)
    named = {
        kind: [re.findall(r"`(\w+)`", cell) for cell in cells] for kinds, *cells in rows for kind in kinds.split(", ")
    }
    assert named == {
        kind.name: [
            [kind.title.name],
            [field.name for field in kind.texts if not field.markdown and field is not kind.title],
            [field.name for field in kind.texts if field.markdown],
        ]
        for kind in KINDS.values()
    }


def test_the_examples_are_a_data_folder_without_fault(tmp_path: Path) -> None:
    """The examples of the page, put together, load without an error and pass every check."""
    for block in re.findall(r"^( *)```yaml\n(.*?)^ *```", PAGE, re.MULTILINE | re.DOTALL):
        text = dedent(block[1])
        file = tmp_path / text.split("\n")[0].removeprefix("# ")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert errors_in(read_folder(tmp_path)) == []
    assert findings(knowledge_of(tmp_path)) == []
