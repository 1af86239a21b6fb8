"""`/llms.txt` and `/llms-full.txt`: the knowledge base for language models, in the reader's locale."""

from collections.abc import Callable

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from app.web.answers import answer
from app.web.context import context
from app.web.forming import asked_form, open_reading
from app.web.forms.llms import everything, index
from app.web.forms.media import TEXT_FORMS
from app.web.forms.reading import Reading
from app.web.language import language
from app.web.parameters import read_parameters


def router() -> APIRouter:
    """The two addresses."""
    routes = APIRouter()

    async def listed(request: Request) -> Response:
        return await _written(request, index)

    async def whole(request: Request) -> Response:
        return await _written(request, everything)

    routes.add_route("/llms.txt", listed, include_in_schema=False)
    routes.add_route("/llms-full.txt", whole, include_in_schema=False)
    return routes


async def _written(request: Request, write: Callable[[Reading], bytes]) -> Response:
    library = context(request).library
    reader = language(request, library)
    values = read_parameters(request, (), TEXT_FORMS)
    form = asked_form(request, values, TEXT_FORMS)
    content = await run_in_threadpool(write, open_reading(request, reader, values))
    return answer(request, content, reader, library.locales.tags, form.media_type)
