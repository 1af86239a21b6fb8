"""Which entries an embedding shows: read from an address, and written into one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import quote, urlencode

from starlette.requests import Request

from app.content.kinds import KINDS
from app.web.forms.media import MediaForm
from app.web.language import PARAMETER
from app.web.parameters import Parameter, Values, read_parameters

THEMES = ("light", "dark", "auto")
PATH = "/embed/faq"

KIND = Parameter("kind", "The kind of entries; by default faq", words=tuple(KINDS))
ABOUT = Parameter("about", "Only what is about this model or belongs to it, by slug")
SLUG = Parameter("slug", "This one entry alone")
TEXT = Parameter("q", "What to look for in place of a list")
LIMIT = Parameter("limit", "How many entries at most", default=20, minimum=1, maximum=100)
SEARCH = Parameter("search", "Whether to offer a search field", default="false", words=("true", "false"))
THEME = Parameter("theme", "The colours; by default those of the page around", words=THEMES)
DECLARED = (KIND, ABOUT, SLUG, TEXT, LIMIT, SEARCH, THEME)


@dataclass(frozen=True, slots=True)
class Selection:
    """What to show and how; None is what an address leaves open."""

    kind: str | None = None
    about: str | None = None
    slug: str | None = None
    text: str | None = None
    limit: int = 20
    has_search: bool = False
    theme: str | None = None

    @classmethod
    def read(cls, values: Values) -> Self:
        """The selection of a request."""
        text = values.text
        return cls(
            text(KIND.name),
            text(ABOUT.name),
            text(SLUG.name),
            text(TEXT.name),
            values.number(LIMIT.name),
            text(SEARCH.name) == "true",
            text(THEME.name),
        )

    @property
    def listed(self) -> str:
        """The kind of what is shown without a search."""
        return self.kind or "faq"

    def attributes(self) -> dict[str, str | bool]:
        """The attributes of `<kuajing-faq>` that say the same, but for the one entry, which it knows by a deep link."""
        given: dict[str, str | bool | None] = {
            "about": self.about,
            "kind": self.kind,
            "q": self.text,
            "limit": None if self.limit == LIMIT.default else str(self.limit),
            "search": self.has_search or None,
            "theme": self.theme,
        }
        return {name: value for name, value in given.items() if value is not None}

    @property
    def whole(self) -> Self:
        """The same without a search."""
        return replace(self, text=None)

    def site_path(self, locale: str) -> str:
        """The path of the site's page that shows this or, where there is none, what it belongs to."""
        kind = KINDS[self.listed]
        if self.slug:
            parts = f"{kind.plural}/{self.slug}"
        elif self.text:
            parts = f"search?{urlencode({'q': self.text}, quote_via=quote)}"
        elif self.about and kind.name not in ("term", "topic", "model"):
            parts = f"models/{self.about}"
        else:
            parts = "" if kind.name in ("feature", "step") else kind.plural
        return f"/{locale.lower()}/{parts}"

    def address(self, locale: str | None = None, **more: str) -> str:
        """The path and query of the page that shows this."""
        query = {name: "true" if value is True else str(value) for name, value in self.attributes().items()}
        query |= {SLUG.name: self.slug} if self.slug else {}
        query |= {PARAMETER: locale} if locale else {}
        return f"{PATH}?{urlencode(sorted((query | more).items()), quote_via=quote)}".rstrip("?")


def pruned(request: Request, declared: Sequence[Parameter], *others: str) -> Request:
    """The request without what its form left empty and without parameters that are none of ours.

    Forms send each of their fields, and addresses in other people's pages gather parameters of others. Values are
    read as `<kuajing-faq>` reads its attributes.
    """
    names = {parameter.name for parameter in declared} | {PARAMETER, *others}
    given = [(name, _meant(name, value)) for name, value in request.query_params.multi_items() if name in names]
    kept = [(name, value) for name, value in given if value]
    return Request({**request.scope, "query_string": urlencode(kept).encode()})


def _meant(name: str, value: str) -> str:
    """What a value that is not quite right stands for; empty where that is nothing."""
    value = value.strip()
    if name == KIND.name:
        return value.lower()
    if name == TEXT.name:
        return value[: TEXT.maximum].strip()
    if name == LIMIT.name:
        number = re.match(r"-?[0-9]{1,9}", value)
        return str(min(max(int(number[0]), 1), LIMIT.maximum)) if number and int(number[0]) else ""
    words = {SEARCH.name: SEARCH.words, THEME.name: THEME.words}.get(name)
    return value if words is None or value in words else ""


def read(request: Request, forms: Sequence[MediaForm]) -> tuple[Values, Selection]:
    """The parameters of a pruned request and what they select. Raises InvalidParameter."""
    values = read_parameters(request, DECLARED, forms)
    return values, Selection.read(values)
