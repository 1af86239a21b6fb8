"""What problem an error is: the one place where errors, our own and the framework's, meet HTTP statuses.

The code of an error is the name of its problem type, `/problems/<code>` (RFC 9457). What is to be said about it stands
in the catalogues under `<code>.title`, `<code>.detail`, `<code>.meaning` and `<code>.remedy`.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request

from app.errors import InvalidRequest, KuajingError, NotAcceptable
from app.web.validation import Fault, faults, in_body, json_position

RETRY_AFTER_S = 5

STATUSES: Mapping[str, int] = {
    "not-found": 404,
    "unknown-path": 404,
    "method-not-allowed": 405,
    "not-acceptable": 406,
    "not-embeddable": 404,
    "unsupported-format": 501,
    "invalid-locale": 400,
    "invalid-parameter": 422,
    "invalid-cursor": 422,
    "invalid-request": 400,
    "invalid-json": 400,
    "invalid-body": 422,
    "store-unavailable": 503,
    "search-unavailable": 503,
    "too-busy": 503,
    "internal-error": 500,
}
"""The problem types and the status of each. What is not here is nothing that a caller can cause: an internal error."""


class Finding(NamedTuple):
    """An error as this table reads it; all that is left is to find the words for it."""

    code: str
    status: int
    context: Mapping[str, object]
    headers: Mapping[str, str] = {}
    faults: Sequence[Fault] = ()


def read(error: Exception, request: Request) -> Finding:
    """What kind of problem an error is, with which status, and what is to be told about it."""
    asked = {"path": request.scope["path"], "method": request.method}
    match error:
        case RequestValidationError():
            return _unprocessable(error)
        case HTTPException():
            return _http(error, asked)
        case KuajingError():
            return _own(error)
    return Finding("internal-error", STATUSES["internal-error"], asked)


def _own(error: KuajingError) -> Finding:
    codes = (getattr(cls, "code", "") for cls in type(error).__mro__)
    code = next((code for code in codes if code in STATUSES), "internal-error")
    finding = Finding(code, STATUSES[code], error.context)
    if isinstance(error, InvalidRequest):
        rule = error.context.get("rule")
        place = {"header" if isinstance(error, NotAcceptable) else "parameter": error.parameter}
        key = f"field.{rule}" if rule else f"{code}.detail"
        return finding._replace(faults=[Fault(place, key, {"name": error.parameter, **error.context})])
    if finding.status == 503:
        return finding._replace(headers={"Retry-After": str(RETRY_AFTER_S)}, context={"seconds": RETRY_AFTER_S})
    return finding


def _unprocessable(error: RequestValidationError) -> Finding:
    if position := json_position(error):
        return Finding("invalid-json", STATUSES["invalid-json"], {"position": position})
    code = "invalid-body" if in_body(error) else "invalid-parameter"
    return Finding(code, STATUSES[code], {}, faults=tuple(faults(error)))


def _http(error: HTTPException, asked: Mapping[str, object]) -> Finding:
    headers = {name.lower(): value for name, value in (error.headers or {}).items()}
    match error.status_code:
        case 404:
            return Finding("unknown-path", 404, asked, headers)
        case 405:
            # Starlette's static files name no methods, though RFC 9110 (15.5.6) demands it. What answers GET answers
            # HEAD, and all answers OPTIONS: the cache in front of the routes sees to both.
            named = set(headers.get("allow", "GET").split(", ")) | {"OPTIONS"}
            allowed = ", ".join(sorted(named | {"HEAD"} if "GET" in named else named))
            return Finding("method-not-allowed", 405, {**asked, "allowed": allowed}, {**headers, "allow": allowed})
    code = "internal-error" if error.status_code >= 500 else "invalid-request"
    return Finding(code, error.status_code, asked, headers)
