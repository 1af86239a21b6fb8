"""How a model runs, as a picture."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.api.v1.examples import entry_example
from app.api.v1.operations import describe, new_router
from app.api.v1.schemas import entry_schema
from app.content.entry import Ref
from app.content.kinds import KINDS
from app.web.answers import answer
from app.web.context import context
from app.web.forming import asked_form, harmless, open_reading
from app.web.forms.flow import read_flow
from app.web.forms.media import FLOW_FORMS, MERMAID, SVG
from app.web.forms.mermaid import write_mermaid
from app.web.forms.svg import write_svg
from app.web.language import language
from app.web.parameters import read_parameters

MERMAID_EXAMPLE = (
    'flowchart TB\n  subgraph lane1["Value chain"]\n    lane1n1["Manufacturer"] --> lane1n2["Consumer"]\n  end'
)


def router() -> APIRouter:
    """The address of the picture."""
    made = new_router()
    model = KINDS["model"]
    described = describe(
        "Draw a model", "draw_model", (), entry_schema(model), entry_example(model), path=["slug"], forms=FLOW_FORMS
    )
    described["responses"][200] = {
        "description": "The value chain, the customer journey and the processes, each a row of stations in order",
        "content": {
            SVG.essence: {"schema": {"type": "string"}},
            MERMAID.essence: {"schema": {"type": "string"}, "example": MERMAID_EXAMPLE},
        },
    }
    made.add_api_route(f"/{model.plural}/{{slug}}/flow", draw, response_class=Response, **described)
    return made


async def draw(request: Request) -> Response:
    """The value chain, customer journey and processes of a model as SVG or Mermaid."""
    library = context(request).library
    reader = language(request, library)
    values = read_parameters(request, (), FLOW_FORMS)
    form = asked_form(request, values, FLOW_FORMS)
    model = library.entry(Ref("model", request.path_params["slug"]))
    flow = read_flow(open_reading(request, reader, values), model)
    content = write_mermaid(flow) if form is MERMAID else write_svg(flow)
    return harmless(answer(request, content, reader, library.locales.tags, form.media_type))
