"""What a query finds, as a page that needs no script."""

from dataclasses import dataclass

from starlette.responses import Response

from app.content.entry import Entry
from app.content.kinds import KINDS
from app.search.query import Hit, SearchQuery, SearchResult
from app.site.marking import Piece, brief, cite, marked
from app.site.pages import Head, show
from app.site.visit import Visit
from app.web.forms.reading import Said
from app.web.paging import address

LIMIT = 20
LONGEST = 200
LAST_PAGE = 500


@dataclass(frozen=True, slots=True)
class Found:
    """One entry as the page shows it: its title, what it says, and the text that matched where that is another."""

    entry: Entry
    title: list[Piece]
    title_locale: str
    text: list[Piece]
    text_locale: str
    elsewhere: list[Piece]
    elsewhere_locale: str
    field: str


def page(visit: Visit) -> Response:
    """The results for `?q=` (at most 200 characters count) of one or of every `?kind=`; without a query, the form."""
    text = visit.value("q")[:LONGEST]
    kind = visit.value("kind") if visit.value("kind") in KINDS else ""
    number = _number(visit.value("page"))
    result = _search(visit, text, kind, number)
    if result.total and not result.hits:
        number = min(-(-result.total // LIMIT), LAST_PAGE)
        result = _search(visit, text, kind, number)
    offset = (number - 1) * LIMIT
    hits, total = result.hits, result.total
    entries = {entry.ref: entry for entry in visit.library.entries(hit.ref for hit in hits)}
    title = f"{text} · {visit.say('search')}" if text else visit.say("search")
    return show(
        visit.at(q=text, kind=kind, page=str(number) if number > 1 else ""),
        "search.html",
        Head(title, is_listed=False),
        text=text,
        kind=kind,
        kinds=[name for name, count in visit.library.counts().items() if count or name == kind],
        api=_api(visit, text, kind, offset),
        total=total,
        found=[_found(visit, entries[hit.ref], hit) for hit in hits if hit.ref in entries],
        number=number,
        offset=offset,
        has_more=offset + LIMIT < total,
    )


def _search(visit: Visit, text: str, kind: str, number: int) -> SearchResult:
    if not text:
        return SearchResult(0, ())
    query = SearchQuery(text, visit.locale, kind or None, limit=LIMIT, offset=(number - 1) * LIMIT)
    return visit.services.search.search(query)


def _api(visit: Visit, text: str, kind: str, offset: int) -> str:
    """The call to the API that finds what the page shows."""
    asked = {"locale": visit.locale, "q": text, "kind": kind, "limit": str(LIMIT), "offset": str(offset or "")}
    return visit.base + address("/v1/search", {name: value for name, value in asked.items() if value})


def _number(value: str) -> int:
    is_number = value.isascii() and value.isdigit() and len(value) <= len(str(LAST_PAGE))
    return min(max(int(value), 1), LAST_PAGE) if is_number else 1


def _found(visit: Visit, entry: Entry, hit: Hit) -> Found:
    title, match = visit.reading.title(entry), hit.match
    said = brief(visit.reading, entry) or Said("", visit.locale)
    in_title = match.field == entry.kind.title.name and (match.text, match.locale) == (title.text, title.locale)
    field = entry.kind.text(match.field)
    in_body = field is not None and field.markdown and match.locale == visit.locale
    return Found(
        entry,
        list(marked(title.text, match.ranges if in_title else ())),
        title.locale,
        cite(match) if in_body else [(said.text, False)],
        match.locale if in_body else said.locale,
        [] if in_title or in_body else cite(match),
        match.locale,
        match.field,
    )
