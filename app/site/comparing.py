"""Models side by side: rows are aspects, columns the chosen models."""

from collections.abc import Sequence

from starlette.responses import Response

from app.content.kinds import KINDS
from app.site.pages import Head, show
from app.site.visit import Visit
from app.web.forms.comparison import Common, Comparison, compare

MOST = 6
"""Models that fit side by side."""
OFFERED = 200

UNNAMED = ("aspects", "sources")
"""What the page shows by other means."""

Facet = tuple[str, Sequence[Common]]


def page(visit: Visit) -> Response:
    """A form to choose models, and those chosen side by side; what is not there or beyond the sixth is left out."""
    offered = visit.library.page(KINDS["model"], {}, limit=OFFERED).entries
    asked = (slug.strip() for value in visit.asked.get("models", ()) for slug in value.split(","))
    chosen = visit.reading.named("model", list(dict.fromkeys(filter(None, asked)))[:MOST])
    there = visit.at(models=",".join(model.slug for model in chosen))
    title = visit.say("compare")
    if len(chosen) > 1:
        title = f"{' · '.join(visit.reading.title(model).text for model in chosen)} · {title}"
    head = Head(title, visit.say("compare.about"))
    comparison = compare(visit.reading, chosen)
    return show(there, "compare.html", head, offered=offered, comparison=comparison, common=_common(visit, comparison))


def _common(visit: Visit, comparison: Comparison) -> list[Facet]:
    """What all the models have, head by head; of one model alone there is nothing to say."""
    if len(comparison.models) < 2:
        return []
    shared = comparison.shared()
    return [(visit.reading.word(f"facet.{name}"), shared[name]) for name in shared if name not in UNNAMED]
