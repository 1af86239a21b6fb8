"""Pages that list the entries of a kind, in groups."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from starlette.responses import Response

from app.content.entry import Entry, Ref
from app.content.kinds import KINDS
from app.site.pages import Head, show
from app.site.visit import Visit
from app.store.library import Page
from app.web.forms.json_ld import CONTEXT, Node
from app.web.forms.json_ld import page as linked_page
from app.web.forms.reading import Said
from app.web.paging import read_cursor, write_cursor

MOST = 200
"""Entries on a page; what is more is on the next."""


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading; `key` is the fragment that leads there, `name` None for those without a group."""

    key: str
    name: Said | None
    entries: Sequence[Entry]


def models(visit: Visit) -> Response:
    """Every model, by its kind."""
    found, visit, following = _listed(visit, "model")
    groups = grouped(visit, "model_kinds", "kind", found.entries)
    return _show(visit, "all_models.html", "model", found, groups=groups, following=following)


def processes(visit: Visit) -> Response:
    """Every process, by its kind."""
    found, visit, following = _listed(visit, "process")
    groups = grouped(visit, "process_kinds", "kind", found.entries)
    counts = {one.slug: len(visit.reading.belonging("step", "process", one)) for one in found.entries}
    return _show(visit, "processes.html", "process", found, groups=groups, steps=counts, following=following)


def topics(visit: Visit) -> Response:
    """Every topic, by its kind."""
    found, visit, following = _listed(visit, "topic")
    groups = grouped(visit, "topic_kinds", "kind", found.entries)
    return _show(visit, "topics.html", "topic", found, groups=groups, following=following)


def faqs(visit: Visit) -> Response:
    """Every question, by the model that it is first about, with the way to all about that model; or those about one."""
    about = visit.value("about")
    model = visit.library.entry(Ref("model", about)) if about else None
    found, visit, following = _listed(visit, "faq", **({"about": about} if model else {}))
    if model:
        head = _about(visit, model, found.entries)
        groups = [Group("", None, found.entries)]
        return _show(visit, "faqs.html", "faq", found, head, groups=groups, about=model, others=(), following=following)
    groups = _by_model(visit, found.entries)
    others = _others(visit, found.entries)
    return _show(visit, "faqs.html", "faq", found, groups=groups, about=None, others=others, following=following)


def grouped(visit: Visit, section: str, attribute: str, entries: Iterable[Entry]) -> list[Group]:
    """Entries by the word that an attribute holds, under its label."""
    of: dict[str, list[Entry]] = {}
    for entry in entries:
        of.setdefault(entry.attributes.get(attribute, ""), []).append(entry)
    words = visit.reading.vocabulary(section, of)
    return [Group(word, visit.reading.label(section, word) if word else None, of[word]) for word in words]


def _by_model(visit: Visit, entries: Iterable[Entry]) -> list[Group]:
    of: dict[str, list[Entry]] = {}
    for entry in entries:
        of.setdefault(next(iter(entry.relations.get("about", ())), ""), []).append(entry)
    named = {model.slug: model for model in visit.library.page(KINDS["model"], {}, limit=MOST).entries}
    order = [slug for slug in named if slug in of] + [slug for slug in of if slug not in named]
    return [Group(slug, visit.reading.title(named[slug]) if slug in named else None, of[slug]) for slug in order]


def _others(visit: Visit, entries: Iterable[Entry]) -> list[Entry]:
    """The models that questions are about too, but none is first about."""
    abouts = [entry.relations.get("about", ()) for entry in entries]
    first = {slugs[0] for slugs in abouts if slugs}
    return visit.reading.named("model", dict.fromkeys(slug for slugs in abouts for slug in slugs if slug not in first))


def _about(visit: Visit, model: Entry, entries: Sequence[Entry]) -> Head:
    """What the questions about one model say of themselves: its name, and the first of them."""
    title = visit.say("faqs.of.title", name=visit.reading.title(model).text)
    return Head(title, " ".join(visit.reading.title(faq).text for faq in entries[:3]))


def _listed(visit: Visit, kind: str, **filters: str) -> tuple[Page, Visit, str | None]:
    """A part of a list, the visit to it, and where the list goes on. Raises InvalidCursor, InvalidParameter."""
    of = f"{kind} {sorted(filters.items())}"
    cursor = visit.value("cursor")
    found = visit.library.page(KINDS[kind], filters, read_cursor(cursor, of) if cursor else None, MOST)
    there = visit.at(**filters, cursor=cursor)
    return found, there, there.here(cursor=write_cursor(found.last, of)) if found.last else None


def _show(visit: Visit, template: str, kind: str, found: Page, told: Head | None = None, **values: object) -> Response:
    plural = KINDS[kind].plural
    head = told or Head(visit.say(plural), visit.own(plural, f"{plural}.about").text)
    head = replace(head, document=_document(visit, head.title, found.entries), is_listed=bool(found.total))
    return show(visit, template, head, total=found.total, **values)


def _document(visit: Visit, name: str, entries: Sequence[Entry]) -> Node:
    node = linked_page(visit.reading, "CollectionPage", visit.base + visit.here(), entries)
    return {"@context": CONTEXT} | node | {"name": name}
