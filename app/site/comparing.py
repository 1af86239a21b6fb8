"""Models side by side: rows are aspects, columns the chosen models."""

from collections.abc import Iterator, Mapping, Sequence

from starlette.responses import Response

from app.content.entry import Entry
from app.content.kinds import KINDS
from app.site.pages import Head, show
from app.site.visit import Visit
from app.web.forms.comparison import Common, Comparison, compare
from app.web.forms.json_ld import CONTEXT, Node
from app.web.forms.markdown import is_wide
from app.web.forms.reading import Said

MOST = 6
"""Models that fit side by side."""
OFFERED = 200

UNNAMED = ("aspects", "sources")
"""What the page shows by other means."""

Facet = tuple[Said, Sequence[Common]]
Note = tuple[str, Mapping[str, object]]
"""The key of a message, and its values."""


def page(visit: Visit) -> Response:
    """A form to choose models, and those chosen side by side; what is left out, and why, is said."""
    offered = visit.library.page(KINDS["model"], {}, limit=OFFERED).entries
    given = (slug.strip() for value in visit.asked.get("models", ()) for slug in value.split(","))
    asked = list(dict.fromkeys(filter(None, given)))[:OFFERED]
    known = visit.reading.named("model", asked)
    chosen = known[:MOST]
    notes = list(_notes(visit, asked, known))
    there = visit.at(models=",".join(asked))
    title = visit.say("compare")
    if len(chosen) > 1:
        title = f"{' · '.join(visit.reading.title(model).text for model in chosen)} · {title}"
    document = _document(there, title, chosen) if len(chosen) > 1 else None
    head = Head(
        title, visit.say("compare.about"), document=document, is_listed=not notes and "compare" in visit.sections
    )
    comparison = compare(visit.reading, chosen)
    common = _common(visit, comparison)
    values = {"offered": offered, "most": MOST, "comparison": comparison, "common": common, "notes": notes}
    return show(there, "compare.html", head, **values)


def _document(visit: Visit, name: str, models: Sequence[Entry]) -> Node:
    """The models as linked data: a list whose items are their pages."""
    items = [
        {"@type": "ListItem", "position": position, "url": visit.reading.url(model.ref)}
        for position, model in enumerate(models, 1)
    ]
    node: Node = {"@type": "ItemList", "@id": visit.base + visit.here(), "name": name, "itemListElement": items}
    return {"@context": CONTEXT} | node


def _notes(visit: Visit, asked: Sequence[str], known: Sequence[Entry]) -> Iterator[Note]:
    """Why not all that was chosen is compared."""
    between = "、" if is_wide(visit.locale) else ", "
    if missing := [slug for slug in asked if slug not in {model.slug for model in known}]:
        yield "compare.unknown", {"names": between.join(missing)}
    if left := [visit.reading.title(model).text for model in known[MOST:]]:
        yield "compare.left", {"count": MOST, "names": between.join(left)}
    if asked and len(known) < 2:
        yield "compare.few", {}


def _common(visit: Visit, comparison: Comparison) -> list[Facet]:
    """What all the models have, head by head; of one model alone there is nothing to say."""
    if len(comparison.models) < 2:
        return []
    shared = comparison.shared()
    named = [name for name in shared if name not in UNNAMED]
    return [(Said(visit.reading.word(f"facet.{name}"), visit.speaking), shared[name]) for name in named]
