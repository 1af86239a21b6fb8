"""In which locale a request is answered: `?locale=`, else `Accept-Language`, else the default."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request

from app.errors import InvalidLocale, StoreUnavailable
from app.store.library import Library
from app.web.context import context

PARAMETER = "locale"
HEADER = "accept-language"


@dataclass(frozen=True, slots=True)
class Language:
    """The locale of an answer; `explicit` where the address itself names it, so that no header has a say."""

    locale: str
    explicit: bool


def language(request: Request, library: Library) -> Language:
    """The locale that a request is to be answered in. Raises InvalidLocale for a `?locale=` that is no tag of ours."""
    asked = request.query_params.getlist(PARAMETER)
    if not asked:
        return Language(library.matcher.negotiate(accept_language(request)).locale, explicit=False)
    found = library.matcher.match(asked[0]) if len(asked) == 1 else None
    if found is None:
        raise InvalidLocale(", ".join(asked), library.locales.tags)
    return Language(found, explicit=True)


def accept_language(request: Request) -> str | None:
    """The header as one list, however many lines it came in (RFC 9110, 5.2); None without one."""
    lines = request.headers.getlist(HEADER)
    return ", ".join(lines) if lines else None


def language_of_problem(request: Request) -> tuple[str, Sequence[str]]:
    """The locale to tell a problem in, and those to try after it; whatever the request holds, never raises."""
    try:
        library = context(request).library
    except (StoreUnavailable, AttributeError):
        return "en", ()
    tags = request.query_params.getlist(PARAMETER)
    explicit = library.matcher.match(tags[0]) if tags else None
    locale = explicit or library.matcher.negotiate(accept_language(request)).locale
    return locale, library.locales.chains.get(locale, (locale,))
