"""Every error as a problem document (RFC 9457), and a page for each type of problem, in the caller's locale."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import quote

from fastapi import APIRouter, FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from app.errors import KuajingError, NotAcceptable
from app.web.forms.choice import choose
from app.web.forms.media import HTML, JSON
from app.web.messages import LAST_RESORT, shipped
from app.web.problem_types import STATUSES, Finding, read
from app.web.rendering import templates_in

MEDIA_TYPE = "application/problem+json"

Language = Callable[[Request], tuple[str, Sequence[str]]]
"""Gives the locale of a caller and those to try after it."""
ErrorPage = Callable[[Request, Finding], Response]
"""Gives a page that tells a problem to people."""

FOR_PROGRAMS = "/v1/"
"""The path below which every problem is a document, whatever a caller would rather have."""

_PATH_CHARACTERS = "/:@!$&'()*+,;=~"
"""What may stand in a path unescaped (RFC 3986, 3.3), besides letters, digits and `-._`."""

_TEMPLATES = templates_in(Path(__file__).parent / "templates")
_log = logging.getLogger(__name__)


class ProblemError(BaseModel):
    """One thing wrong in a request, and where: `pointer` (RFC 6901) in the body, else `parameter` or `header`."""

    detail: str
    pointer: str | None = None
    parameter: str | None = None
    header: str | None = None


class Problem(BaseModel):
    """A problem document (RFC 9457); `type` is the address of a page that says what to do."""

    type: str = Field(examples=["/problems/not-found"])
    title: str
    status: int
    detail: str
    instance: str = Field(description="The path of the request")
    errors: list[ProblemError] = Field(description="Each thing wrong; empty where there is no one place")


def install(app: FastAPI, language: Language, page: ErrorPage | None = None) -> None:
    """Answer every error of the application, the framework's among them, with a problem document.

    Who would rather have HTML gets the `page` instead, where there is one and the path is none of the API's.
    """
    shipped()  # a catalogue that cannot be read stops the start, not the first error

    async def expected(request: Request, error: Exception) -> Response:
        return problem_response(error, request, language, page)

    async def unexpected(request: Request, error: Exception) -> Response:
        # Starlette raises the error anew when this is sent, and the server logs it with its traceback.
        return _told(read(error, request), request, language, page)

    for kind in (KuajingError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, expected)
    app.add_exception_handler(Exception, unexpected)


def problem_response(error: Exception, request: Request, language: Language, page: ErrorPage | None = None) -> Response:
    """The answer to an error, for whoever catches one in front of routing; what is our own fault is logged."""
    if isinstance(error, HTTPException) and error.status_code < 400:
        return Response(status_code=error.status_code, headers=error.headers)
    finding = read(error, request)
    if finding.status >= 500:
        traceback = error if finding.code == "internal-error" else None
        _log.error("%r: %s", f"{request.method} {request.scope['path']}", error, exc_info=traceback)
    return _told(finding, request, language, page)


def router(language: Language) -> APIRouter:
    """`GET /problems`, the list of problem types, and `GET /problems/{code}`, a page for each."""
    routes = APIRouter()

    async def listed(request: Request) -> Response:
        return _page("problems.html", request, language)

    async def explained(request: Request) -> Response:
        code = request.path_params["code"]
        if code not in STATUSES:
            raise HTTPException(404)
        return _page("problem.html", request, language, code=code)

    routes.add_route("/problems", listed, include_in_schema=False)
    routes.add_route("/problems/{code}", explained, include_in_schema=False)
    return routes


def _told(finding: Finding, request: Request, language: Language, page: ErrorPage | None) -> Response:
    """A problem as the caller would rather have it; without a page that can be shown, as a document."""
    if page is None or f"{request.scope['path']}/".startswith(FOR_PROGRAMS):
        return _document(finding, request, language)
    if wants_page(request):
        try:
            return page(request, finding)
        except Exception:  # whatever is wrong with the page, the problem itself has to be told
            _log.exception("No page could be made of the problem at %r", request.scope["path"])
    response = _document(finding, request, language)
    response.headers["Vary"] = "Accept, Accept-Language"
    return response


def wants_page(request: Request) -> bool:
    """Whether a caller would rather have HTML than JSON, as browsers that open an address do."""
    try:
        return choose(", ".join(request.headers.getlist("accept")) or None, None, (JSON, HTML)) is HTML
    except NotAcceptable:
        return False


def _document(finding: Finding, request: Request, language: Language) -> Response:
    locale = _speaking(request, language)
    say = partial(shipped().text, locale)
    errors = [{**fault.place, "detail": say(fault.key, **_worded(fault.context, locale))} for fault in finding.faults]
    body = {
        "type": f"/problems/{finding.code}",
        "title": say(f"{finding.code}.title"),
        "status": finding.status,
        "detail": _detail(finding, locale, errors),
        "instance": quote(request.scope["path"], safe=_PATH_CHARACTERS, errors="replace"),
        "errors": errors,
    }
    headers = {"Content-Language": locale, "Vary": "Accept-Language", "Cache-Control": "no-store", **finding.headers}
    # A lone surrogate, which JSON can smuggle in as an escape, has no form in UTF-8.
    content = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    return Response(content, finding.status, headers, MEDIA_TYPE)


def _detail(finding: Finding, locale: str, errors: Sequence[Mapping[str, str]]) -> str:
    if len(errors) == 1:
        return errors[0]["detail"]
    if errors:
        return shipped().text(locale, f"{finding.code}.many", count=len(errors))
    return shipped().text(locale, f"{finding.code}.detail", **_worded(finding.context, locale))


def _worded(context: Mapping[str, object], locale: str) -> dict[str, object]:
    """The context with the locale's words for a kind, and for a body that is wrong as a whole."""
    words = {"kind": f"kind.{context.get('kind')}", "name": "" if context.get("name") else "body.name"}
    found = {name: shipped().find(locale, key) for name, key in words.items() if name in context}
    return {**context, **{name: word for name, word in found.items() if word}}


def _speaking(request: Request, language: Language) -> str:
    try:
        return shipped().speaking(*language(request))
    except Exception:  # whatever is wrong with the language, the problem itself has to be told
        _log.exception("No language could be found for %r", request.scope["path"])
        return LAST_RESORT


def _page(template: str, request: Request, language: Language, **context: str) -> Response:
    locale = _speaking(request, language)
    say = partial(shipped().text, locale)
    html = _TEMPLATES.get_template(template).render(locale=locale, say=say, statuses=STATUSES, **context)
    headers = {"Content-Language": locale, "Vary": "Accept-Language", "Cache-Control": "public, max-age=3600"}
    return HTMLResponse(html, headers=headers)
