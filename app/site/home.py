"""The first page of a locale."""

from collections.abc import Sequence

from starlette.responses import Response

from app.content.entry import Entry
from app.content.kinds import KINDS
from app.site.lists import grouped
from app.site.pages import Head, show
from app.site.visit import Visit
from app.web.forms.json_ld import CONTEXT, Node

QUESTIONS = 6
TERMS = 24


def page(visit: Visit) -> Response:
    """What is here, and the ways in."""
    library = visit.library
    models = library.page(KINDS["model"], {}, limit=60).entries
    topics = library.page(KINDS["topic"], {}, limit=60).entries
    terms = _spread(library.page(KINDS["term"], {}, limit=400).entries, TERMS)
    name, about = visit.own("name", "name"), visit.own("lead", "tagline")
    return show(
        visit,
        "home.html",
        Head(name.text, about.text, document=_document(visit, name.text, about.text)),
        name=name,
        about=about,
        counts=library.counts(),
        model_groups=grouped(visit, "model_kinds", "kind", models),
        processes=library.page(KINDS["process"], {}, limit=12).entries,
        faqs=library.page(KINDS["faq"], {}, limit=QUESTIONS).entries,
        terms=terms,
        tries=_tries(visit, terms),
        topic_groups=grouped(visit, "topic_kinds", "kind", topics),
    )


def _spread(entries: Sequence[Entry], most: int) -> Sequence[Entry]:
    """Some of many, from all over the list."""
    return entries[:: max(1, len(entries) // most)][:most]


def _tries(visit: Visit, terms: Sequence[Entry]) -> list[tuple[str, str]]:
    """Words to look for, one of each locale and each of another term, for any language does."""
    found: list[tuple[str, str]] = []
    for tag, term in zip(visit.library.locales.tags, terms, strict=False):
        name = term.texts.get(tag, {}).get(term.kind.title.name)
        if isinstance(name, str):
            found.append((tag, name))
    return found


def _document(visit: Visit, name: str, about: str) -> Node:
    """The site as linked data, with the address that searches it."""
    search = f"{visit.base}{visit.path('search')}?q={{query}}"
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "@id": visit.base + visit.path(),
        "url": visit.base + visit.path(),
        "name": name,
        "description": about,
        "inLanguage": visit.locale,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
            "query-input": "required name=query",
        },
    }
