"""Query parameters, declared once for reading them strictly and for describing them in OpenAPI."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from app.errors import InvalidParameter
from app.web.forms.media import JSON_ALONE, MediaForm

NUMBER = re.compile(r"0|[1-9][0-9]{0,8}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One query parameter: a text of bounded length, a number between bounds, or one or more of given words."""

    name: str
    description: str
    example: str | int | None = None
    default: str | int | None = None
    minimum: int | None = None
    maximum: int = 200
    words: tuple[str, ...] = ()
    many: bool = False
    required: bool = False

    @property
    def is_number(self) -> bool:
        """Whether the value is a number."""
        return self.minimum is not None

    @property
    def rule(self) -> str:
        """Which rule a wrong value breaks, as InvalidParameter names it."""
        if self.words:
            return "any-of" if self.many else "one-of"
        return "range" if self.is_number else "length"

    def allowed(self) -> str:
        """What a value may be, for a message."""
        if self.words:
            return ", ".join(self.words)
        if self.is_number:
            return f"a whole number from {self.minimum} to {self.maximum}"
        return f"1 to {self.maximum} characters"

    def openapi(self) -> dict[str, Any]:
        """The parameter as OpenAPI 3.1 has it."""
        schema: dict[str, Any]
        if self.is_number:
            schema = {"type": "integer", "minimum": self.minimum, "maximum": self.maximum}
        elif self.words and not self.many:
            schema = {"type": "string", "enum": list(self.words)}
        else:
            schema = {"type": "string", "minLength": 1, "maxLength": self.maximum}
        if self.default is not None:
            schema["default"] = self.default
        described: dict[str, Any] = {
            "name": self.name,
            "in": "query",
            "required": self.required,
            "description": self.description,
            "schema": schema,
        }
        return described | ({"example": self.example} if self.example is not None else {})


LOCALE = Parameter("locale", "The locale to answer in, a BCP 47 tag; wins over `Accept-Language`", example="zh-Hant")
FALLBACK = Parameter(
    "fallback",
    "`none`: null for a text that is missing in the locale, in place of another locale's",
    example="none",
    default="chain",
    words=("chain", "none"),
)
FORMAT = "format"


def everywhere(forms: Sequence[MediaForm] = JSON_ALONE) -> tuple[Parameter, ...]:
    """What every address under `/v1` takes; `forms` are those that it can answer in, the default first."""
    names = tuple(form.name for form in forms)
    about = "The form of the answer, in place of `Accept`"
    return LOCALE, FALLBACK, Parameter(FORMAT, about, example=names[-1], default=names[0], words=names)


@dataclass(frozen=True, slots=True)
class Values:
    """The parameters of one request, checked; a missing one has its default."""

    given: Mapping[str, str]
    declared: Mapping[str, Parameter]

    def canonical(self) -> dict[str, str]:
        """What was given and is not the default anyway; of several words each once, in the order of the declaration."""
        default = {name: parameter.default for name, parameter in self.declared.items()}
        given = self.given.items()
        found = {name: value for name, value in given if default[name] is None or value != str(default[name])}
        many = [name for name in found if self.declared[name].many and self.declared[name].words]
        return found | {name: ",".join(self.words(name)) for name in many}

    def text(self, name: str) -> str | None:
        """A parameter's value, None where it has neither value nor default."""
        default = self.declared[name].default
        return self.given.get(name, None if default is None else str(default))

    def number(self, name: str) -> int:
        """A number's value."""
        return int(self.given.get(name, self.declared[name].default or 0))

    def words(self, name: str) -> tuple[str, ...]:
        """The members of a comma-separated value; of declared words each once, in the order of their declaration."""
        members = tuple(self.given[name].split(",")) if name in self.given else ()
        declared = self.declared[name].words
        return tuple(word for word in declared if word in members) if declared else members


def read_parameters(request: Request, declared: Sequence[Parameter], forms: Sequence[MediaForm] = JSON_ALONE) -> Values:
    """The parameters of a request. Raises InvalidParameter for one that is unknown, repeated or has a wrong value."""
    known = {parameter.name: parameter for parameter in (*declared, *everywhere(forms))}
    given: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name not in known:
            raise InvalidParameter(name, value, ", ".join(known), rule="not-among")
        if name in given:
            raise InvalidParameter(name, value, "one value", rule="repeated")
        if name != LOCALE.name:
            _check(known[name], value.strip())
        given[name] = value.strip()
    for parameter in declared:
        if parameter.required and parameter.name not in given:
            raise InvalidParameter(parameter.name, "", parameter.allowed(), rule="missing")
    values = Values(given, known)
    request.state.query = values.canonical()
    request.state.is_form_negotiated = len(forms) > 1 and FORMAT not in given
    return values


def canonical_query(request: Request) -> dict[str, str]:
    """The query of a request without the parameters that say the default; as it came where none were declared."""
    return dict(getattr(request.state, "query", request.query_params))


def is_form_negotiated(request: Request) -> bool:
    """Whether `Accept` had a say in the form of the answer."""
    return getattr(request.state, "is_form_negotiated", False)


def _check(parameter: Parameter, value: str) -> None:
    if parameter.is_number:
        right = NUMBER.fullmatch(value) is not None and (parameter.minimum or 0) <= int(value) <= parameter.maximum
    elif parameter.words:
        right = all(word in parameter.words for word in (value.split(",") if parameter.many else [value]))
    else:
        right = 1 <= len(value) <= parameter.maximum
    if not right:
        limits = {"minimum": 1 if parameter.minimum is None else parameter.minimum, "maximum": parameter.maximum}
        raise InvalidParameter(parameter.name, value, parameter.allowed(), rule=parameter.rule, **limits)
