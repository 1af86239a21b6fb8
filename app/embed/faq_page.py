"""`/embed/faq`: questions as a page for an iframe, or as plain HTML for another page; neither needs a script."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app.embed import questions
from app.embed.pages import framed, reader_of, render, respond, speaker
from app.embed.questions import Questions
from app.embed.selection import DECLARED, PATH, Selection, pruned, read
from app.errors import InvalidRequest, NotFound
from app.web.context import context, until_searchable
from app.web.forming import base_address
from app.web.forms.markdown import is_wide
from app.web.forms.media import MediaForm
from app.web.language import Language
from app.web.problem_types import read as finding_of
from app.web.problems import wants_page

PAGE = MediaForm("page", "text/html; charset=utf-8")
FRAGMENT = MediaForm("html", "text/html; charset=utf-8")
FORMS = (PAGE, FRAGMENT)


def router() -> APIRouter:
    """`GET /embed/faq`."""
    routes = APIRouter()
    routes.add_route(PATH, _read, include_in_schema=False)
    return routes


async def _read(asked: Request) -> Response:
    request = pruned(asked, DECLARED, "format")
    try:
        return await _shown(request)
    except (InvalidRequest, NotFound) as error:
        if not wants_page(request):
            raise
        return _nothing(request, error)


async def _shown(request: Request) -> Response:
    services, reader = context(request), reader_of(request)
    values, selection = read(request, FORMS)
    if selection.text:
        await until_searchable(services)
    found = questions.find(services, selection, reader.locale)
    if values.text("format") == FRAGMENT.name:
        content = render("fragment.html", request, reader, questions=found)
        return respond(request, reader, content.encode(), {"Cross-Origin-Resource-Policy": "cross-origin"})
    ancestors, policy = framed(request)
    content = render(
        "faq.html",
        request,
        reader,
        questions=found,
        selection=selection,
        explicit=reader.explicit,
        ancestors=ancestors,
        home=base_address(request),
        title=title(request, reader, selection, found),
    )
    return respond(request, reader, content.encode(), policy)


def _nothing(request: Request, error: Exception) -> Response:
    """The page for an address that selects nothing; it stands before readers who did not write that address."""
    reader, finding = reader_of(request), finding_of(error, request)
    ancestors, policy = framed(request)
    content = render("nothing.html", request, reader, ancestors=ancestors, home=base_address(request))
    headers = {
        **policy,
        "Content-Language": reader.locale,
        "Vary": "Accept, Accept-Language",
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, finding.status, headers, PAGE.media_type)


def title(request: Request, reader: Language, selection: Selection, found: Questions) -> str:
    """What a selection is called in the reader's locale."""
    say = speaker(request, reader)
    if selection.slug:
        return found.shown[0].asked.text
    heading = say(f"embed.heading.{selection.listed}")
    return f"{heading}{'：' if is_wide(reader.locale) else ': '}{found.about.text}" if found.about else heading
