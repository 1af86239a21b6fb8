"""Everything that can go wrong, as one closed tree without HTTP.

KuajingError
+-- NotFound                 no such entry
+-- NotEmbeddable            an address that is none of ours, or none that can be shown in another page
+-- UnsupportedFormat        a form that a standard names and that we do not make
+-- InvalidRequest           what a caller asked cannot be answered
|   +-- InvalidLocale        a tag that is malformed or matches no locale
|   +-- InvalidCursor        a cursor that is not ours, or of another list
|   +-- InvalidParameter     a parameter that is unknown or has a wrong value
|   `-- NotAcceptable        no form that we have is wanted
+-- InvalidContent           a data folder or file with errors in it; holds all of them
+-- StillReferred            entries to be removed that others point to
+-- InvalidSetting           a setting with a wrong value
+-- StoreUnavailable         the database does not answer
+-- SearchUnavailable        the first search index is still being built
`-- TooBusy                  as many of these are under way as can be at a time
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class KuajingError(Exception):
    """The root of the tree: a stable `code` for machines and the `context` that a message is made of."""

    code = "error"

    def __init__(self, message: str = "", /, **context: object) -> None:
        super().__init__(message or self.code)
        self.context = context


class NotFound(KuajingError):
    """No entry of that kind has that slug."""

    code = "not-found"

    def __init__(self, kind: str, slug: str) -> None:
        super().__init__(f"no {kind} has the slug {slug!r}", kind=kind, slug=slug)


class NotEmbeddable(KuajingError):
    """The address is none of ours, or shows nothing that another page could hold."""

    code = "not-embeddable"

    def __init__(self, address: str) -> None:
        super().__init__(f"{address!r} cannot be embedded", address=address)


class UnsupportedFormat(KuajingError):
    """A standard names this form, and we do not make it."""

    code = "unsupported-format"

    def __init__(self, value: str, allowed: str) -> None:
        super().__init__(f"no {value!r}, only {allowed}", value=value, allowed=allowed)


class InvalidRequest(KuajingError):
    """What a caller asked cannot be answered; `parameter` names the part of the request that is wrong."""

    code = "invalid-request"

    def __init__(self, message: str, *, parameter: str, **context: object) -> None:
        super().__init__(message, parameter=parameter, **context)
        self.parameter = parameter


class InvalidLocale(InvalidRequest):
    """A locale that is malformed or that no locale of the knowledge base matches."""

    code = "invalid-locale"

    def __init__(self, tag: str, allowed: Sequence[str]) -> None:
        message = f"{tag!r} matches none of {', '.join(allowed)}"
        super().__init__(message, parameter="locale", value=tag, allowed=", ".join(allowed))


class InvalidCursor(InvalidRequest):
    """A cursor that this list did not give."""

    code = "invalid-cursor"

    def __init__(self) -> None:
        super().__init__("the cursor was not given by this list", parameter="cursor")


class InvalidParameter(InvalidRequest):
    """A parameter that is unknown or has a value outside `allowed`.

    `rule` lets a message in any language say what is allowed: `not-among`, `one-of`, `any-of` (of the names or words in
    `allowed`), `range`, `length` (with `minimum` and `maximum`), `slug-of` (with `kind`), `count`
    (with `minimum` and `maximum`), `doubled` (with the `value` that is), `missing`, `repeated`. Without one, `allowed`
    has to be free of any language.
    """

    code = "invalid-parameter"

    def __init__(self, parameter: str, value: str, allowed: str, *, rule: str = "", **limits: object) -> None:
        message = f"{parameter}={value!r}; allowed: {allowed}"
        super().__init__(message, parameter=parameter, value=value, allowed=allowed, rule=rule, **limits)


class NotAcceptable(InvalidRequest):
    """None of the forms that an address has is among those that the caller accepts."""

    code = "not-acceptable"

    def __init__(self, allowed: Sequence[str]) -> None:
        super().__init__(", ".join(allowed), parameter="Accept", allowed=", ".join(allowed))


@dataclass(frozen=True, slots=True, order=True)
class Flaw:
    """One thing wrong in a content file: where it is, to the line, and what would be right."""

    file: Path
    line: int
    rule: str
    message: str
    entry: str = ""
    locale: str = ""
    field: str = ""

    def __str__(self) -> str:
        where = " ".join(part for part in (self.entry, self.locale, self.field) if part)
        return f"{self.file}:{self.line}: {f'{where}: ' if where else ''}{self.message} [{self.rule}]"


class InvalidContent(KuajingError):
    """Content with errors in it, all of which are in `flaws`; nothing of it was loaded."""

    code = "invalid-content"

    def __init__(self, flaws: Sequence[Flaw]) -> None:
        super().__init__("\n".join(map(str, flaws)))
        self.flaws = tuple(flaws)


class StillReferred(KuajingError):
    """Entries cannot be removed, since others point to them: each (what points, its origin, what it points to)."""

    code = "still-referred"

    def __init__(self, pointers: Sequence[tuple[str, str, str]]) -> None:
        told = [f"{target}, to which {owner} of the source {origin!r} points" for owner, origin, target in pointers]
        super().__init__(f"not removed: {'; '.join(told)}", pointers=pointers)


class InvalidSetting(KuajingError):
    """A setting with a wrong value; the message is one line that says which and why."""

    code = "invalid-setting"


class StoreUnavailable(KuajingError):
    """The database does not answer."""

    code = "store-unavailable"


class SearchUnavailable(KuajingError):
    """The first search index is still being built, while everything else is answered."""

    code = "search-unavailable"


class TooBusy(KuajingError):
    """As many of what is asked for are under way as can be at a time."""

    code = "too-busy"
