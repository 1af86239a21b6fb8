"""The table of problem types against the tree of errors and against what is written about it."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.requests import Request

from app.errors import InvalidContent, InvalidSetting, KuajingError, StillReferred
from app.web.messages import shipped
from app.web.problem_types import STATUSES, read
from tests.web.asking import ERRORS

HOUSE = Path(__file__).parents[2]
PAGE = HOUSE / "docs" / "problems.md"
REQUEST = Request({"type": "http", "method": "GET", "path": "/v1/models/b3b", "headers": []})
ENGLISH = shipped().messages["en"]


def tree(root: type[KuajingError] = KuajingError) -> Iterator[type[KuajingError]]:
    """Every class of the tree of errors."""
    yield root
    for each in root.__subclasses__():
        yield from tree(each)


def test_every_error_has_a_problem_type() -> None:
    """Each error that a caller can cause is a type of its own; what no caller can cause is an internal error."""
    ours = {cls.code for cls in (KuajingError, InvalidSetting, InvalidContent, StillReferred)}
    assert {cls.code for cls in tree()} - set(STATUSES) == ours
    for name in ours:
        assert read(ERRORS[name], REQUEST).code == "internal-error"


def test_an_error_without_a_row_is_read_as_its_parent() -> None:
    """A class that the table does not know is told as the nearest of its ancestors that it knows."""

    class OddLocale(type(ERRORS["invalid-locale"])):  # type: ignore[misc]  # the class of an error that we have
        code = "odd-locale"

    assert read(OddLocale("x", ["en"]), REQUEST).code == "invalid-locale"


def test_every_rule_has_its_message() -> None:
    """Each rule that code names when a parameter breaks it is one that the catalogues can tell."""
    sources = (HOUSE / "app").rglob("*.py")
    rules = {rule for file in sources for rule in re.findall(r'\brule="([a-z-]+)"', file.read_text(encoding="utf-8"))}
    assert rules
    assert {f"field.{rule}" for rule in rules} <= set(ENGLISH)


@pytest.mark.parametrize("code", STATUSES)
def test_a_problem_type_is_written_about(code: str) -> None:
    """docs/problems.md has a heading for each code, with its status and the words of its page."""
    sections = dict(re.findall(r"^## (.+)\n\n((?:(?!^## ).*\n?)*)", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert list(sections) == list(STATUSES)
    section = " ".join(sections[code].split())
    for words in (f"Status {STATUSES[code]}", *(ENGLISH[f"{code}.{part}"] for part in ("title", "meaning", "remedy"))):
        assert words in section
