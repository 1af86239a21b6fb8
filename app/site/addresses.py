"""Where pages are: `/<locale in lower case>/<plural>/<slug>`, the same place in every locale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.content.entry import Entry, Ref
from app.content.kind import Kind
from app.content.kinds import KINDS
from app.web.forms.media import MediaForm
from app.web.forms.reading import Reading
from app.web.paging import address
from app.web.shapes import WHOLE

HELD = WHOLE
"""Kinds without pages of their own: each stands on the page of the entry that this relation names."""

SECTIONS = {
    "models": ("model", 1),
    "compare": ("model", 2),
    "processes": ("process", 1),
    "faqs": ("faq", 1),
    "terms": ("term", 1),
    "topics": ("topic", 1),
}
"""The pages that every page leads to, and of which kind how many entries each wants to be worth a visit."""
LANGUAGE_TAG = "[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8})*"
"""How a first segment of a path looks that may be a language tag: two or three letters, and subtags behind them."""


def sections(counts: Mapping[str, int]) -> list[str]:
    """The pages that there is something on, by how many entries there are of each kind."""
    return [name for name, (kind, least) in SECTIONS.items() if counts.get(kind, 0) >= least]


def path(tag: str, *parts: str) -> str:
    """The path of a page in a locale; without parts that of its home page.

    >>> path("zh-Hant", "terms", "kpi"), path("en")
    ('/zh-hant/terms/kpi', '/en/')
    """
    return "/".join(["", tag.lower(), *(parts or [""])])


def entry_path(tag: str, ref: Ref) -> str:
    """The path of an entry's page; for what stands on another's page, the path that leads there."""
    return path(tag, KINDS[ref.kind].plural, ref.slug)


def place(tag: str, entry: Entry) -> str:
    """Where an entry is shown: its page, or its part of the page of what holds it."""
    holder = holder_of(entry)
    return entry_path(tag, entry.ref) if holder is None else f"{entry_path(tag, holder)}#{anchor(entry)}"


def holder_of(entry: Entry) -> Ref | None:
    """The entry on whose page another one stands, None for one with a page of its own."""
    holder = HELD.get(entry.ref.kind)
    return None if holder is None else Ref(holder, entry.relation(holder) or "")


def anchor(entry: Entry) -> str:
    """The fragment that leads to an entry on a page that shows several."""
    return f"{entry.ref.kind}-{entry.slug}"


def locale_of(segment: str, tags: Sequence[str]) -> str | None:
    """The locale whose pages are below a first segment of paths, None where it is none as we write it.

    >>> locale_of("zh-hant", ["en", "zh-Hant"]), locale_of("zh-Hant", ["en", "zh-Hant"])
    ('zh-Hant', None)
    """
    return next((tag for tag in tags if tag.lower() == segment), None)


@dataclass(frozen=True, slots=True)
class PageReading(Reading):
    """What linked data is made from where it speaks of pages: addresses are those of pages."""

    def url(self, ref: Ref, *, locale: str | None = None, form: MediaForm | None = None) -> str:
        """The address of an entry's page."""
        return self.base + entry_path(locale or self.locale, ref)

    def list_url(self, kind: Kind, form: MediaForm | None = None, **filters: str) -> str:
        """The address of the page that lists a kind; what has none is listed on the page of its holder."""
        holder = HELD.get(kind.name)
        if holder is None:
            return self.base + address(path(self.locale, kind.plural), filters)
        whole = Ref(holder, filters[holder]) if holder in filters else None
        at = entry_path(self.locale, whole) if whole else path(self.locale, KINDS[holder].plural)
        return f"{self.base}{at}#{kind.plural}"
