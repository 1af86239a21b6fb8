"""Pages that say what went wrong: below a locale in its language, elsewhere in the caller's own."""

import re

from starlette.requests import Request
from starlette.responses import Response

from app.site.addresses import LANGUAGE_TAG
from app.site.pages import show_error
from app.site.visit import Visit
from app.web.language import language_of_problem
from app.web.messages import shipped
from app.web.problem_types import Finding

MISSING = ("not-found", "unknown-path")


def page(request: Request, finding: Finding) -> Response:
    """The page for an address outside of the locales' pages; the language switch keeps what a page of ours may have."""
    segments = [part for part in request.scope["path"].split("/") if part]
    if segments and re.fullmatch(LANGUAGE_TAG, segments[0]):
        del segments[0]
    visit = Visit.open(request, language_of_problem(request)[0], tuple(segments))
    response = tell(visit, finding)
    response.headers["Vary"] = "Accept, Accept-Language, Accept-Encoding"
    return response


def tell(visit: Visit, finding: Finding) -> Response:
    """What went wrong, told in the page's own language."""
    title, text = _words(visit, finding)
    return show_error(visit, finding.status, title, text, finding.headers)


def _words(visit: Visit, finding: Finding) -> tuple[str, str]:
    if finding.code in MISSING:
        return visit.say("missing.title"), visit.say("missing.text")
    if finding.status >= 500:
        return visit.say("broken.title"), visit.say("broken.text")
    chain = visit.library.locales.chains[visit.locale]
    title, text = (shipped().text(visit.locale, f"{finding.code}.{part}", chain) for part in ("title", "meaning"))
    return title, text
