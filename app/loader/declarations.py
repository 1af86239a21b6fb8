"""The files of a data folder that hold no entries: locales, sources, order, vocabulary and labels."""

from collections.abc import Sequence

from app.content.entry import Ref
from app.content.kinds import BY_PLURAL, KINDS
from app.errors import Flaw
from app.loader.fields import Fields, is_slug, not_a_slug
from app.loader.located import Located
from app.loader.structure import Reference
from app.locales.fallback import Locale
from app.store.metadata import Source

LOCALE_FIELDS = ("fallback", "source", "convert")
SOURCE_FIELDS = ("title", "language", "date")
SAID = ("name", "lead", *BY_PLURAL)
"""What `labels.yaml` may say of the whole, and of each kind, where pages show it: its section `site`."""
SECTIONS = (
    "site",
    "kinds",
    *sorted({attr.labels for kind in KINDS.values() for attr in kind.attributes if attr.labels}),
)
"""The sections of `labels.yaml`."""

Vocabulary = dict[str, tuple[str, tuple[str, ...]]]


def read_locales(root: Located, flaws: list[Flaw]) -> tuple[str | None, tuple[Locale, ...]]:
    """The default and the locales of `locales.yaml`, in order."""
    top = Fields("locales", "", root, flaws)
    top.known(("default", "locales"))
    lines = _section(top, "locales")
    tags = [tag for tag, at in lines.items() if top.is_locale(tag, "locales", at)]
    locales = tuple(_locale(tag, lines[tag], tags, flaws) for tag in tags)
    default = top.word("default")
    if default is not None and default not in tags:
        message = f"{default!r} is not a locale; allowed: {', '.join(tags)}"
        top.flaw("unknown-locale", message, "default", top.mapping()["default"])
        default = None
    return default, locales


def read_sources(root: Located, flaws: list[Flaw]) -> tuple[Source, ...]:
    """The documents of `sources.yaml`, in order."""
    top = Fields("sources", "", root, flaws)
    top.known(("sources",))
    lines = Fields("sources", "", Located(root.place, _section(top, "sources")), flaws)
    return tuple(_source(slug, lines, at) for slug, at in lines.mapping().items())


def read_order(root: Located, flaws: list[Flaw], references: list[Reference]) -> dict[str, tuple[str, ...]]:
    """By kind, the slugs that come first, of `order.yaml`; adds all of them to `references`."""
    top = Fields("order", "", root, flaws)
    top.known(("order",))
    kinds = Fields("order", "", Located(root.place, _section(top, "order")), flaws)
    kinds.known(tuple(BY_PLURAL))
    order = {kind.name: kinds.slugs(plural) for plural, kind in BY_PLURAL.items()}
    for kind, slugs in order.items():
        plural = KINDS[kind].plural
        refs = (Ref(kind, slug) for slug in slugs)
        references.extend(Reference(Ref("order", plural), plural, ref, kinds.mapping()[plural]) for ref in refs)
    return order


def read_vocabulary(root: Located, flaws: list[Flaw]) -> dict[str, Vocabulary]:
    """By locale, or a language as the beginning of several, each unwanted word with the word to use and its exceptions.

    An exception is a longer word in which the unwanted one is right.
    """
    top = Fields("vocabulary", "", root, flaws)
    top.known(("vocabulary",))
    lists = {tag: at for tag, at in _section(top, "vocabulary").items() if top.is_locale(tag, "vocabulary", at)}
    return {tag: _words(tag, at, flaws) for tag, at in lists.items()}


def read_labels(root: Located, locale: str, flaws: list[Flaw]) -> dict[str, dict[str, str]]:
    """By section, the labels of one locale's `labels.yaml`."""
    top = Fields("labels", locale, root, flaws)
    top.known(SECTIONS)
    found: dict[str, dict[str, str]] = {}
    for section in SECTIONS:
        names = Fields("labels", locale, Located(root.place, _section(top, section)), flaws)
        if section in ("site", "kinds"):
            names.known(SAID if section == "site" else tuple(KINDS))
        labels = {slug: names.word(slug) for slug in names.mapping() if _is_slug(slug, names, section)}
        found[section] = {slug: label for slug, label in labels.items() if label is not None}
    return found


def _is_slug(slug: str, among: Fields, field: str) -> bool:
    if is_slug(slug):
        return True
    among.flaw("invalid-slug", not_a_slug(slug), field, among.mapping()[slug])
    return False


def _section(top: Fields, name: str) -> dict[str, Located]:
    at = top.mapping().get(name)
    return dict(Fields(top.entry, top.locale, at, top.flaws).mapping()) if at else {}


def _locale(tag: str, at: Located, tags: Sequence[str], flaws: list[Flaw]) -> Locale:
    line = Fields("locales", tag, at, flaws)
    line.known(LOCALE_FIELDS)
    fallback, source, convert = line.words("fallback"), line.word("source"), line.word("convert")
    allowed = [other for other in tags if other != tag]
    for name, values in (("fallback", fallback), ("source", (source,)), ("convert", (convert,))):
        for value in values:
            if value is not None and value not in allowed:
                message = f"{value!r} is not another locale; allowed: {', '.join(allowed)}"
                line.flaw("unknown-locale", message, name, line.mapping()[name])
    return Locale(
        tag,
        tuple(value for value in fallback if value in allowed),
        source if source in allowed else None,
        convert if convert in allowed else None,
    )


def _source(slug: str, top: Fields, at: Located) -> Source:
    line = Fields(f"source:{slug}", "", at, top.flaws)
    line.known(SOURCE_FIELDS)
    _is_slug(slug, top, "sources")
    title = line.word("title")
    if title is None and "title" not in line.mapping():
        line.flaw("missing-field", "the field 'title' is required", "title")
    return Source(slug, title or slug, line.word("language"), line.word("date"))


def _words(locale: str, at: Located, flaws: list[Flaw]) -> Vocabulary:
    words = Fields("vocabulary", locale, at, flaws)
    found: Vocabulary = {}
    for word, entry in words.mapping().items():
        if not word.strip():
            words.flaw("empty-text", "an empty word would be found everywhere", word, entry)
        if isinstance(entry.value, dict):
            line = Fields("vocabulary", locale, entry, flaws)
            line.known(("use", "except"))
            if "use" not in entry.value:
                line.flaw("missing-field", f"the field 'use' is required for {word!r}", "use")
            found[word] = (line.word("use") or "", line.words("except"))
        else:
            found[word] = (words.word(word) or "", ())
    return found
