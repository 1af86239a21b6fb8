"""Terms from A to Z, in the order of the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.responses import Response

from app.content.entry import Entry
from app.content.kinds import KINDS
from app.errors import NotFound
from app.locales.collation import OTHER, heading, sort_key
from app.site.pages import Head, show
from app.site.visit import Visit
from app.web.forms.json_ld import CONTEXT, Node, said
from app.web.forms.reading import Said

MOST = 600
"""Terms on one page; where there are more, each letter is a page."""


@dataclass(frozen=True, slots=True)
class Letter:
    """The terms under one heading; `key` names it in addresses."""

    heading: str
    entries: Sequence[Entry]

    @property
    def key(self) -> str:
        """The heading as it stands in an address."""
        return "0-9" if self.heading == OTHER else self.heading


def page(visit: Visit) -> Response:
    """The terms, all of them, of one category or of one letter. Raises NotFound, InvalidParameter."""
    category, asked = visit.value("category"), visit.value("letter")
    letters = alphabet(visit, category)
    shown = [letter for letter in letters if letter.key == asked] if asked else letters
    if asked and not shown:
        raise NotFound("letter", asked)
    total = sum(len(letter.entries) for letter in letters)
    if not asked and total > MOST:
        shown = letters[:1]
    named = visit.reading.label("categories", category) if category else None
    return show(
        visit.at(category=category, letter=asked),
        "terms.html",
        _head(visit, category, named, total),
        letters=letters,
        shown=shown,
        is_split=total > MOST,
        categories=categories(visit),
        category=category,
        named=named,
        total=total,
    )


def _head(visit: Visit, category: str, named: Said | None, total: int) -> Head:
    """What the page says of itself: as linked data, the set of terms that each term's page names."""
    words, about = visit.say("terms"), visit.own("terms", "terms.about").text
    whole: Node = {"@type": "DefinedTermSet", "@id": visit.reading.list_url(KINDS["term"]), "name": words}
    if not named:
        document = {"@context": CONTEXT} | whole | {"description": about, "inLanguage": visit.locale}
        return Head(words, about, document=document, is_listed=bool(total))
    address = visit.reading.list_url(KINDS["term"], category=category)
    name = said(visit.reading, named)
    part: Node = {"@type": "DefinedTermSet", "@id": address, "name": name, "isPartOf": whole}
    document = {"@context": CONTEXT} | part | {"inLanguage": visit.locale}
    return Head(f"{named.text} · {words}", about, document=document, is_listed=bool(total))


def alphabet(visit: Visit, category: str = "") -> Sequence[Letter]:
    """The terms of a category, by default all, sorted and under their headings."""
    key = ("site.alphabet", visit.locale, category)
    return visit.library.derive(key, lambda: _sorted(visit, category))


def categories(visit: Visit) -> Sequence[str]:
    """The categories in use, in the order of their labels."""
    return visit.library.derive(("site.categories",), lambda: _used(visit))


def _used(visit: Visit) -> tuple[str, ...]:
    used = (term.attributes.get("category", "") for term in visit.library.every(KINDS["term"], {}))
    return tuple(visit.reading.vocabulary("categories", filter(None, used)))


def _sorted(visit: Visit, category: str) -> tuple[Letter, ...]:
    terms = visit.library.every(KINDS["term"], {"category": category} if category else {})
    named = [(visit.reading.title(term).text, term) for term in terms]
    named.sort(key=lambda item: sort_key(item[0], visit.locale))
    of: dict[str, list[Entry]] = {}
    for name, term in named:
        of.setdefault(heading(name, visit.locale), []).append(term)
    return tuple(Letter(first, tuple(entries)) for first, entries in of.items())
