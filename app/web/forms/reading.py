"""What every form is made from: entries as one reader sees them, each text with the language that it is in."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.content.entry import Entry, Ref
from app.content.kind import Kind
from app.content.kinds import KINDS
from app.content.localized import Fallback
from app.store.library import Library
from app.web.forms.media import MediaForm
from app.web.messages import shipped
from app.web.paging import address
from app.web.shapes import Shaper, url
from app.web.step_trees import StepTree, steps_of


@dataclass(frozen=True, slots=True)
class Said:
    """A text and the locale that it is in; `fallback` tells where it came from if it is not the reader's own."""

    text: str
    locale: str
    fallback: Fallback | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The knowledge base for one reader: `shaper` has locale and fallback, `find_base` gives `base`.

    It is asked for when an absolute address is made, since an answer without one is the same for every host.
    """

    shaper: Shaper
    find_base: Callable[[], str] = str

    @property
    def base(self) -> str:
        """What a path is put behind to make it absolute."""
        return self.find_base()

    @property
    def locale(self) -> str:
        """The reader's locale."""
        return self.shaper.locale

    @property
    def library(self) -> Library:
        """Where entries come from."""
        return self.shaper.library

    def texts(self, entry: Entry, field: str) -> tuple[Said, ...]:
        """The texts of a field: none where it is missing, one where it holds no list."""
        seen = self.shaper.localized(entry)
        found = seen.texts[field]
        if found is None:
            return ()
        fallback = seen.fallbacks.get(field)
        return tuple(self._said(text, fallback) for text in ((found,) if isinstance(found, str) else found))

    def _said(self, text: str, fallback: Fallback | None) -> Said:
        # A text of which only the script was converted is in the reader's locale.
        locale = fallback.locale if fallback and fallback.reason == "missing" else self.locale
        return Said(text, locale, fallback)

    def text(self, entry: Entry, field: str) -> Said | None:
        """The text of a field, None where it is missing."""
        return next(iter(self.texts(entry, field)), None)

    def title(self, entry: Entry) -> Said:
        """What names an entry, its slug where no text does."""
        return self.text(entry, entry.kind.title.name) or Said(entry.slug, self.locale)

    def label(self, section: str, slug: str) -> Said:
        """The name of an aspect, a category and the like; its slug where it has none."""
        return self._said(*self.shaper.label(section, slug))

    def word(self, key: str, **context: object) -> str:
        """A word of the program itself, from the message catalogues."""
        return shipped().text(self.locale, f"form.{key}", self.library.locales.chains[self.locale], **context)

    def vocabulary(self, section: str, used: Iterable[str]) -> list[str]:
        """The words in use, in the order of the default locale's labels; those without a label come last."""
        known = self.library.labels.get(self.library.locales.default, {}).get(section, {})
        met = list(dict.fromkeys(used))
        return [slug for slug in known if slug in met] + [slug for slug in met if slug not in known]

    def by_aspect(self, model: Entry) -> Iterator[tuple[str, list[Entry]]]:
        """The features of a model, aspect by aspect."""
        features = self.belonging("feature", "model", model)
        aspects = [feature.attributes.get("aspect", "") for feature in features]
        for aspect in self.vocabulary("aspects", aspects):
            yield aspect, [one for one, its in zip(features, aspects, strict=True) if its == aspect]

    def belonging(self, kind: str, relation: str, owner: Entry) -> Sequence[Entry]:
        """The entries of a kind that point to an entry by this relation."""
        return self.library.every(KINDS[kind], {relation: owner.slug})

    def steps(self, entry: Entry) -> tuple[StepTree, ...]:
        """The steps of a process, or the substeps of a step, with all that is below them."""
        return steps_of(self.library, entry)

    def named(self, kind: str, slugs: Iterable[str]) -> list[Entry]:
        """Entries of a kind by their slugs."""
        return self.library.entries(Ref(kind, slug) for slug in slugs)

    def translations(self, entry: Entry) -> list[str]:
        """The other locales in which an entry has a title of its own."""
        title = entry.kind.title.name
        tags = self.library.locales.tags
        return [tag for tag in tags if tag != self.locale and title in entry.texts.get(tag, {})]

    def modified(self, entries: Iterable[Entry]) -> datetime | None:
        """When the newest of these was last changed, in UTC."""
        newest = max((entry.revision for entry in entries), default=0)
        return self.library.moments([newest]).get(newest)

    def url(self, ref: Ref, *, locale: str | None = None, form: MediaForm | None = None) -> str:
        """The address of an entry in a locale, by default the reader's, and in a form."""
        return self.absolute(url(ref), {"locale": locale or self.locale} | ({"format": form.name} if form else {}))

    def list_url(self, kind: Kind, form: MediaForm | None = None, **filters: str) -> str:
        """The address of a list in the reader's locale."""
        return self.absolute(
            f"/v1/{kind.plural}", filters | {"locale": self.locale} | ({"format": form.name} if form else {})
        )

    def absolute(self, path: str, query: dict[str, str]) -> str:
        """A path with a query, absolute where the base is known."""
        return self.base + address(path, query)
