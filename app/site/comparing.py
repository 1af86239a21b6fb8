"""Models side by side: rows are aspects, columns the chosen models."""

from collections.abc import Sequence

from starlette.responses import Response

from app.content.entry import Entry
from app.content.kinds import KINDS
from app.site.pages import Head, show
from app.site.visit import Visit
from app.web.forms.reading import Said

MOST = 6
"""Models that fit side by side."""
OFFERED = 200

Row = tuple[Said, Sequence[Sequence[Entry]]]


def page(visit: Visit) -> Response:
    """A form to choose models, and those chosen side by side; what is not there or beyond the sixth is left out."""
    offered = visit.library.page(KINDS["model"], {}, limit=OFFERED).entries
    asked = [slug for value in visit.asked.get("models", ()) for slug in value.split(",")]
    chosen = visit.reading.named("model", list(dict.fromkeys(filter(None, map(str.strip, asked))))[:MOST])
    there = visit.at(models=",".join(model.slug for model in chosen))
    title = visit.say("compare")
    if len(chosen) > 1:
        title = f"{' · '.join(visit.reading.title(model).text for model in chosen)} · {title}"
    head = Head(title, visit.say("compare.about"))
    return show(there, "compare.html", head, offered=offered, chosen=chosen, rows=_rows(visit, chosen), most=MOST)


def _rows(visit: Visit, models: Sequence[Entry]) -> list[Row]:
    reading = visit.reading
    columns = [dict(reading.by_aspect(model)) for model in models]
    aspects = reading.vocabulary("aspects", (aspect for column in columns for aspect in column))
    return [(reading.label("aspects", aspect), [column.get(aspect, []) for column in columns]) for aspect in aspects]
