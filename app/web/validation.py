"""What FastAPI finds wrong in a request, as places and message keys of ours instead of pydantic's English.

No address takes a body yet, and the others read their parameters themselves; but the framework answers for any route
that it validates, and no answer may be in its words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from fastapi.exceptions import RequestValidationError

INVALID_JSON = "json_invalid"

# pydantic's error type -> our message, and the member of pydantic's context that is the limit in it
_RULES: Mapping[str, tuple[str, str]] = {
    "missing": ("missing", ""),
    "extra_forbidden": ("unknown", ""),
    "int_parsing": ("integer", ""),
    "int_type": ("integer", ""),
    "int_from_float": ("integer", ""),
    "float_parsing": ("number", ""),
    "float_type": ("number", ""),
    "bool_parsing": ("boolean", ""),
    "bool_type": ("boolean", ""),
    "string_type": ("string", ""),
    "list_type": ("list", ""),
    "tuple_type": ("list", ""),
    "dict_type": ("object", ""),
    "model_type": ("object", ""),
    "model_attributes_type": ("object", ""),
    "greater_than_equal": ("at-least", "ge"),
    "less_than_equal": ("at-most", "le"),
    "greater_than": ("more-than", "gt"),
    "less_than": ("less-than", "lt"),
    "string_too_short": ("too-short", "min_length"),
    "string_too_long": ("too-long", "max_length"),
    "too_short": ("too-few", "min_length"),
    "too_long": ("too-many", "max_length"),
    "enum": ("one-of", "expected"),
    "literal_error": ("one-of", "expected"),
    "string_pattern_mismatch": ("pattern", "pattern"),
}
_QUOTED = re.compile(r"'([^']*)'")


class Fault(NamedTuple):
    """One thing wrong in a request.

    `place` names it for a program: by `pointer` in a body (a JSON Pointer, RFC 6901), else by `parameter` or `header`.
    `key` is the message that tells it and `context` what that is filled with.
    """

    place: Mapping[str, str]
    key: str
    context: Mapping[str, object]


def faults(error: RequestValidationError) -> Iterator[Fault]:
    """Everything that FastAPI found wrong in a request, in its order."""
    for each in error.errors():
        where, *path = each["loc"]
        rule, limit = _RULES.get(each["type"], ("invalid", ""))
        name = str(path[-1]) if path else ""
        yield Fault(_place(str(where), path), f"field.{rule}", {"name": name, **_limit(each.get("ctx", {}), limit)})


def in_body(error: RequestValidationError) -> bool:
    """Whether any fault lies in the body of the request."""
    return any(each["loc"][:1] == ("body",) for each in error.errors())


def json_position(error: RequestValidationError) -> int | None:
    """The character, from 1, at which the body stops being JSON; None where it is JSON."""
    broken = (each for each in error.errors() if each["type"] == INVALID_JSON)
    return next((int(each["loc"][1]) + 1 for each in broken), None)


def _place(where: str, path: Sequence[str | int]) -> dict[str, str]:
    if where == "body":
        return {"pointer": "".join(f"/{_escaped(str(part))}" for part in path)}
    return {"header" if where == "header" else "parameter": ".".join(map(str, path))}


def _escaped(part: str) -> str:
    return part.replace("~", "~0").replace("/", "~1")


def _limit(context: Mapping[str, Any], name: str) -> dict[str, object]:
    if name == "expected":
        return {"allowed": ", ".join(_QUOTED.findall(str(context.get(name))))}
    return {"limit": context.get(name)} if name else {}
