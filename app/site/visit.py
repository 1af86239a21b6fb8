"""One visit to a page: which page, in which locale, and what there is to show."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Self

from starlette.requests import Request

from app.content.entry import Entry
from app.content.kinds import KINDS
from app.site.addresses import PageReading, holder_of, path, place, sections
from app.store.library import Library
from app.web.context import Context, context
from app.web.forming import base_address
from app.web.forms.reading import Said
from app.web.messages import shipped
from app.web.paging import address
from app.web.shapes import Shaper


@dataclass(frozen=True, slots=True)
class Visit:
    """A request for a page. `parts` is its path below the locale, `query` what of the query the page depends on."""

    services: Context
    reading: PageReading
    parts: tuple[str, ...]
    asked: Mapping[str, tuple[str, ...]]
    query: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def open(cls, request: Request, locale: str, parts: tuple[str, ...]) -> Self:
        """The visit that a request is."""
        services = context(request)
        reading = PageReading(Shaper(services.library, locale), partial(base_address, request))
        names = request.query_params.keys()
        asked = {name: tuple(request.query_params.getlist(name)) for name in names}
        return cls(services, reading, parts, asked)

    @property
    def locale(self) -> str:
        """The locale of the page."""
        return self.reading.locale

    @property
    def library(self) -> Library:
        """The knowledge base."""
        return self.reading.library

    @property
    def base(self) -> str:
        """What makes a path absolute."""
        return self.reading.base

    def value(self, name: str) -> str:
        """A parameter without blanks around it, empty where it is not given."""
        return next((value.strip() for value in self.asked.get(name, ())), "")

    def at(self, **query: str) -> Self:
        """The same visit, told which parameters the page depends on; empty ones are left out."""
        return replace(self, query={name: value for name, value in query.items() if value})

    def say(self, key: str, **values: object) -> str:
        """Words of the program itself, from the message catalogues."""
        return shipped().text(self.locale, f"site.{key}", self.library.locales.chains[self.locale], **values)

    @property
    def speaking(self) -> str:
        """The locale of the program's own words on this page: that of the page, or where it has none another."""
        found = shipped().speaking(self.locale, self.library.locales.chains[self.locale])
        return self.locale if f"{self.locale}-".startswith(f"{found}-") else found

    @property
    def sections(self) -> list[str]:
        """The pages that every page leads to."""
        return sections(self.library.counts())

    def own(self, name: str, otherwise: str) -> Said:
        """What the knowledge base says of itself, else the program's words."""
        label = self.reading.label("site", name)
        return Said(self.say(otherwise), self.speaking) if label.text == name else label

    def kind(self, name: str) -> Said:
        """What an entry of a kind is called, by the program where the knowledge base does not say."""
        label = self.reading.label("kinds", name)
        if label.text != name:
            return label
        word = shipped().text(self.locale, f"kind.{name}", self.library.locales.chains[self.locale])
        return Said(word[:1].upper() + word[1:], self.speaking)

    def holder(self, entry: Entry) -> Entry | None:
        """The entry on whose page another one stands."""
        ref = holder_of(entry)
        return next(iter(self.library.entries([ref])), None) if ref else None

    def path(self, *parts: str, **query: str) -> str:
        """The path of another page in this locale."""
        return address(path(self.locale, *parts), query)

    def here(self, tag: str | None = None, **query: str) -> str:
        """The path of this very page in a locale, with parameters changed."""
        changed = {name: value for name, value in {**self.query, **query}.items() if value}
        return address(path(tag or self.locale, *self.parts), changed)

    def href(self, entry: Entry) -> str:
        """Where an entry is shown in this locale."""
        return place(self.locale, entry)

    def api(self, entry: Entry, **query: str) -> str:
        """The address of an entry in the API, in this locale."""
        return self.base + address(f"/v1/{KINDS[entry.ref.kind].plural}/{entry.slug}", {"locale": self.locale, **query})
