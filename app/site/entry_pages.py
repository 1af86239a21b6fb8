"""The page of one entry."""

from collections.abc import Iterable, Sequence

from starlette.responses import RedirectResponse, Response

from app.content.entry import Entry
from app.site.addresses import HELD
from app.site.marking import brief
from app.site.pages import Head, show
from app.site.visit import Visit
from app.store.metadata import Source
from app.web.forms.flow import read_flow
from app.web.forms.flow_layout import WIDTH, lay_out
from app.web.forms.json_ld import entry_document
from app.web.shapes import url
from app.web.step_trees import StepTree

MOVED_S = 300


def page(visit: Visit, entry: Entry) -> Response:
    """The page of an entry; what has none of its own is found on the page of what holds it."""
    if entry.ref.kind in HELD:
        headers = {"Cache-Control": f"public, max-age={MOVED_S}"}
        return RedirectResponse(visit.href(entry), 302, headers)
    summary = brief(visit.reading, entry)
    title = visit.reading.title(entry).text
    head = Head(title, summary.text if summary else "", entry, entry_document(visit.reading, entry))
    values = {"entry": entry, "sources": sources(visit, entry), "related": visit.library.entries(entry.related)}
    match entry.ref.kind:
        case "model":
            return show(visit, "model.html", head, **values, **_model(visit, entry))
        case "process":
            return show(visit, "process.html", head, **values, **_process(visit, entry))
        case "faq":
            return show(visit, "faq.html", head, **values, **_faq(visit, entry))
        case "term":
            return show(visit, "term.html", head, **values)
    return show(visit, "topic.html", head, **values, terms=visit.reading.named("term", entry.terms))


def sources(visit: Visit, entry: Entry) -> list[Source]:
    """The documents that an entry's facts come from."""
    return [source for source in visit.library.sources if source.slug in entry.sources]


def _model(visit: Visit, model: Entry) -> dict[str, object]:
    reading = visit.reading
    aspects = [(reading.label("aspects", aspect), features) for aspect, features in reading.by_aspect(model)]
    processes = [(process, reading.steps(process)) for process in reading.belonging("process", "model", model)]
    chain = [(reading.named("term", one.actors), reading.named("term", one.examples)) for one in model.value_chain]
    held = [feature for _, features in aspects for feature in features]
    held += [tree.step for _, trees in processes for tree in _all(trees)]
    flow = read_flow(reading, model)
    return {
        "flow": flow,
        "picture": {"width": WIDTH, "height": round(lay_out(flow).height)},
        "flow_path": f"{url(model.ref)}/flow",
        "aspects": aspects,
        "chain": chain,
        "processes": processes,
        "faqs": reading.belonging("faq", "about", model),
        "terms": _terms(visit, (model, *held)),
        "examples": reading.named("term", model.relations.get("examples", ())),
        "parents": reading.named("model", model.relations.get("parent", ())),
        "variants": reading.belonging("model", "parent", model),
    }


def _process(visit: Visit, process: Entry) -> dict[str, object]:
    trees = visit.reading.steps(process)
    return {
        "trees": trees,
        "models": visit.reading.named("model", process.relations.get("model", ())),
        "terms": _terms(visit, (process, *(tree.step for tree in _all(trees)))),
    }


def _faq(visit: Visit, faq: Entry) -> dict[str, object]:
    models = visit.reading.named("model", faq.relations.get("about", ()))
    return {"models": models, "terms": visit.reading.named("term", faq.terms), "others": _others(visit, models, faq)}


def _others(visit: Visit, models: Sequence[Entry], faq: Entry) -> list[Entry]:
    """Other questions about the first of the models."""
    found = visit.reading.belonging("faq", "about", models[0]) if models else ()
    return [other for other in found if other.slug != faq.slug][:5]


def _terms(visit: Visit, entries: Iterable[Entry]) -> list[Entry]:
    slugs = dict.fromkeys(slug for entry in entries for slug in entry.terms)
    return visit.reading.named("term", slugs)


def _all(trees: Iterable[StepTree]) -> list[StepTree]:
    return [one for tree in trees for one in (tree, *_all(tree.substeps))]
