"""Errors of every sort, asked of a real application in four locales."""

import json
import logging
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from app.errors import NotFound
from app.web.messages import shipped
from app.web.problem_types import STATUSES, Finding
from app.web.problems import MEDIA_TYPE, Problem, install, problem_response
from tests.web.asking import ERRORS, SECRET, ask, faulty, speak

CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases" / "problems.tsv").read_text(encoding="utf-8").splitlines()[1:]
]
SENT = {
    "bad-json": b'{"texts": ',
    "bad-utf-8": b'{"texts": "\xff"}',
    "surrogate": rb'{"\ud800": 1, "texts": {"a/b~": "x"}}',
}
ODD = st.text() | st.text(st.characters(categories=["Cs"]), min_size=1)  # lone surrogates too
APP = faulty()


def problem_of(answer: httpx.Response) -> Problem:
    """The problem document of an answer, its form checked as every problem's has to be."""
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert "Accept-Language" in answer.headers["vary"]
    assert answer.headers["content-language"] in shipped().messages
    problem = Problem.model_validate_json(answer.content)
    assert problem.status == answer.status_code
    assert problem.type.removeprefix("/problems/") in STATUSES
    assert "{" not in problem.title + problem.detail
    assert not [word for word in ("…", "None", "Traceback", SECRET, "/var/secret") if word in answer.text]
    return problem


@pytest.mark.parametrize(("locale", "method", "path", "status", "code", "detail"), CASES)
def test_a_problem_is_told(locale: str, method: str, path: str, status: str, code: str, detail: str) -> None:
    """A request that goes wrong is told its problem type, with its status, in the caller's locale."""
    answer = ask(APP, method, path, headers={"Accept-Language": locale})
    problem = problem_of(answer)
    assert (problem.status, problem.type, problem.detail) == (int(status), f"/problems/{code}", detail)
    assert answer.headers["content-language"] == locale
    assert problem.title == shipped().text(locale, f"{code}.title")


@pytest.mark.parametrize("locale", shipped().messages)
@pytest.mark.parametrize("name", sorted(set(ERRORS) - {"redirect"}))
def test_no_error_gives_itself_away(name: str, locale: str) -> None:
    """In no locale does an answer hold an error's own words, a path or SQL, or lack a value that its message wants."""
    problem = problem_of(ask(APP, "GET", f"/wrong/{name}", headers={"Accept-Language": locale}))
    assert problem.instance == f"/wrong/{name}"


def test_parameters_are_named() -> None:
    """Each parameter that is wrong stands in `errors`, those of the path too, and `detail` counts them."""
    problem = problem_of(ask(APP, "GET", "/numbers/x?limit=900"))
    assert [(each.parameter, each.detail) for each in problem.errors] == [
        ("number", "“number” must be a whole number."),
        ("limit", "“limit” must be at most 200."),
    ]
    assert problem.detail == "2 parameters are not valid; “errors” names each."
    assert [each.parameter for each in problem_of(ask(APP, "GET", "/wrong/range")).errors] == ["limit"]


def test_headers_are_named() -> None:
    """Where a header is what is wrong, `errors` names it as one."""
    assert [each.header for each in problem_of(ask(APP, "GET", "/wrong/not-acceptable")).errors] == ["Accept"]


def test_places_in_a_body_are_json_pointers() -> None:
    """What is wrong in a body is pointed to as RFC 6901 has it, whatever characters the keys hold."""
    problem = problem_of(ask(APP, "PUT", "/body", json={"texts": {"a/b~": "x"}, "more": 1}))
    assert problem.type == "/problems/invalid-body"
    assert [each.pointer for each in problem.errors] == ["/texts/a~1b~0", "/more"]


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [("bad-json", 400, "invalid-json"), ("bad-utf-8", 400, "invalid-request"), ("surrogate", 422, "invalid-body")],
)
def test_a_body_that_cannot_be_read_is_a_problem(sent: str, status: int, code: str) -> None:
    """Neither half a document, nor bytes that are no UTF-8, nor a lone surrogate is more than the caller's error."""
    answer = ask(APP, "PUT", "/body", content=SENT[sent], headers={"Content-Type": "application/json"})
    assert (answer.status_code, problem_of(answer).type) == (status, f"/problems/{code}")


def test_a_missing_body_is_named_as_a_whole() -> None:
    """A body that is missing altogether is the place of the empty JSON Pointer."""
    problem = problem_of(ask(APP, "PUT", "/body", headers={"Accept-Language": "es"}))
    assert [(each.pointer, each.detail) for each in problem.errors] == [("", "Falta «el cuerpo».")]


def test_headers_of_an_error_are_kept() -> None:
    """405 says what is allowed, 503 when to come again, and other headers of an error pass."""
    assert ask(APP, "POST", "/words").headers["allow"] == "GET, HEAD, OPTIONS"
    assert int(ask(APP, "GET", "/wrong/store-unavailable").headers["retry-after"]) > 0
    assert ask(APP, "GET", "/wrong/teapot").headers["kettle"] == "on"


def test_statuses_of_the_framework_are_kept() -> None:
    """An HTTP error of any status keeps it, and one that is no error stays what it is."""
    assert ask(APP, "GET", "/wrong/teapot").status_code == 418
    assert ask(APP, "GET", "/wrong/bad-gateway").status_code == 502
    redirect = ask(APP, "GET", "/wrong/redirect")
    assert (redirect.status_code, redirect.headers["location"], redirect.content) == (307, "/v1", b"")


def test_an_unexpected_error_still_reaches_the_server() -> None:
    """After the answer, an error that nobody expected is raised, so that the server logs it with its traceback."""
    with pytest.raises(RuntimeError, match="SELECT"):
        ask(APP, "GET", "/wrong/internal-error", raising=True)


@pytest.mark.parametrize(
    ("name", "traced"), [("store-unavailable", False), ("invalid-setting", True), ("bad-gateway", True)]
)
def test_our_own_faults_are_logged(name: str, traced: bool, caplog: pytest.LogCaptureFixture) -> None:
    """What is the server's fault is logged with the request and its own words, with a traceback where it is a bug."""
    with caplog.at_level(logging.ERROR):
        ask(APP, "GET", f"/wrong/{name}")
    assert f"'GET /wrong/{name}': " in caplog.text
    assert SECRET in caplog.text
    assert ("Traceback" in caplog.text) == traced


def test_errors_of_callers_are_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    """What a caller does wrong leaves no trace in the log."""
    ask(APP, "GET", "/wrong/not-found")
    assert caplog.text == ""


def test_a_problem_can_be_told_in_front_of_routing() -> None:
    """Whoever catches an error outside of the application's routes gives the same answer."""
    scope = {"type": "http", "method": "GET", "path": "/v1/models/b3b", "headers": [(b"accept-language", b"zh-Hant")]}
    answer = problem_response(NotFound("model", "b3b"), Request(scope), speak)
    assert answer.headers["content-language"] == "zh-Hant"
    assert json.loads(bytes(answer.body))["instance"] == "/v1/models/b3b"


def test_a_problem_is_told_when_no_language_can_be_found() -> None:
    """An error in finding the caller's language does not hide the problem: it is told in English."""

    def broken(request: Request) -> tuple[str, list[str]]:
        raise KeyError("app")

    app = FastAPI()
    install(app, broken)
    assert problem_of(ask(app, "GET", "/nowhere")).type == "/problems/unknown-path"


def test_a_problem_is_told_when_its_page_cannot_be_made(caplog: pytest.LogCaptureFixture) -> None:
    """Where the page for people fails, they get the document, and the log says why."""

    def broken(request: Request, finding: Finding) -> Response:
        raise KeyError("template")

    app = FastAPI()
    install(app, speak, broken)
    assert problem_of(ask(app, "GET", "/nowhere", headers={"Accept": "text/html"})).type == "/problems/unknown-path"
    assert "No page could be made" in caplog.text


@given(ODD, ODD)
def test_no_request_is_too_odd_to_be_told_of(path: str, method: str) -> None:
    """Whatever a path and a method hold, lone surrogates among it: a problem document, its instance within ASCII."""
    request = Request({"type": "http", "method": method, "path": f"/{path}", "headers": []})
    for status in (404, 405, 500):
        answer = problem_response(HTTPException(status), request, speak)
        assert Problem.model_validate_json(bytes(answer.body)).instance.isascii()
