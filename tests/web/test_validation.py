"""What pydantic finds wrong, told without pydantic's words."""

import json
from pathlib import Path

import pytest
from fastapi.exceptions import RequestValidationError
from starlette.requests import Request

from app.web.problems import problem_response
from app.web.validation import json_position
from tests.web.asking import speak

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases" / "validation.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
REQUEST = Request({"type": "http", "method": "PUT", "path": "/", "headers": []})


@pytest.mark.parametrize(("kind", "loc", "ctx", "place", "message"), CASES)
def test_a_finding_is_placed_and_told(kind: str, loc: str, ctx: str, place: str, message: str) -> None:
    """Each sort of finding says where it is, for a program, and what is allowed there, for people."""
    finding = {"type": kind, "loc": tuple(json.loads(loc)), "msg": "pydantic's own words", "ctx": json.loads(ctx)}
    answer = problem_response(RequestValidationError([finding]), REQUEST, speak)
    problem = json.loads(bytes(answer.body))
    assert problem["errors"] == [{**json.loads(place), "detail": message}]
    assert problem["detail"] == message
    assert problem["type"] == ("/problems/invalid-body" if "pointer" in place else "/problems/invalid-parameter")


def test_the_place_where_json_ends_is_counted_from_one() -> None:
    """A mistake in the first character is at character 1, and a body that is JSON has no such place."""
    assert json_position(RequestValidationError([{"type": "json_invalid", "loc": ("body", 0)}])) == 1
    assert json_position(RequestValidationError([{"type": "missing", "loc": ("body",)}])) is None
