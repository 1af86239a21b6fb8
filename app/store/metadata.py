"""What the store knows beside entries: locales, labels, sources, origins, the revision."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, exists, func, insert, select, update

from app.locales.fallback import Locale
from app.store.tables import (
    EntrySourceRow,
    KnowledgeBaseRow,
    LabelRow,
    LocaleRow,
    OriginRow,
    SourceRow,
    UnitRow,
    table,
)

BASE, LOCALE, LABEL = table(KnowledgeBaseRow), table(LocaleRow), table(LabelRow)
SOURCE, ORIGIN, UNIT = table(SourceRow), table(OriginRow), table(UnitRow)

Labels = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Locale, then section of `labels.yaml`, then slug, to the label; the slugs of a section are in order."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document that facts come from."""

    slug: str
    title: str
    language: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Metadata:
    """All of it. `declared` holds the tags that have a line in `locales.yaml`; the others fall back by rule."""

    default_locale: str | None = None
    locales: tuple[Locale, ...] = ()
    declared: frozenset[str] = frozenset()
    labels: Labels = field(default_factory=dict)
    sources: tuple[Source, ...] = ()

    def __eq__(self, other: object) -> bool:
        """Whether the other says the same in the same order: of labels too, whose order mappings do not compare."""
        return isinstance(other, Metadata) and self._parts() == other._parts()

    def _parts(self) -> tuple[object, ...]:
        ordered = {
            tag: {name: list(of.items()) for name, of in sections.items()} for tag, sections in self.labels.items()
        }
        return self.default_locale, self.locales, self.declared, ordered, self.sources


def read_revision(connection: Connection) -> int:
    """The knowledge base's revision, 0 for one that is empty."""
    return connection.execute(select(BASE.c.revision)).scalar() or 0


def read_metadata(connection: Connection) -> Metadata:
    """The locales, labels and sources as they stand."""
    labels: dict[str, dict[str, dict[str, str]]] = {}
    for row in connection.execute(select(LABEL).order_by(LABEL.c.position, LABEL.c.origin)):
        labels.setdefault(row.locale, {}).setdefault(row.section, {})[row.slug] = row.text
    locales = connection.execute(select(LOCALE).order_by(LOCALE.c.position, LOCALE.c.tag)).all()
    return Metadata(
        default_locale=connection.execute(select(BASE.c.default_locale)).scalar(),
        locales=tuple(
            Locale(row.tag, tuple(filter(None, row.fallback.split(","))), row.source, row.convert) for row in locales
        ),
        declared=frozenset(row.tag for row in locales if row.declared_by),
        labels=labels,
        sources=tuple(
            Source(row.slug, row.title, row.language, row.date)
            for row in connection.execute(select(SOURCE).order_by(SOURCE.c.position, SOURCE.c.slug))
        ),
    )


def read_digest(connection: Connection, origin: str) -> str | None:
    """The digest of what was last loaded from an origin, None where nothing was."""
    return connection.execute(select(ORIGIN.c.digest).where(ORIGIN.c.name == origin)).scalar()


def write_revision(connection: Connection, revision: int) -> None:
    """Move the knowledge base to a revision."""
    if connection.execute(update(BASE).values(revision=revision)).rowcount == 0:
        connection.execute(insert(BASE).values(id=1, revision=revision))


def write_default(connection: Connection, default: str | None) -> None:
    """Set which locale is the default."""
    connection.execute(update(BASE).values(default_locale=default))


def write_origin(connection: Connection, name: str, digest: str) -> None:
    """Remember what was last loaded from an origin."""
    if connection.execute(update(ORIGIN).where(ORIGIN.c.name == name).values(digest=digest)).rowcount == 0:
        connection.execute(insert(ORIGIN).values(name=name, digest=digest))


def write_locales(
    connection: Connection, locales: Sequence[Locale], declared: frozenset[str], owner: str | None
) -> None:
    """Add the locales that are new, and renew, in this order, the lines that no other origin than `owner` declares."""
    known = {row.tag: row.declared_by for row in connection.execute(select(LOCALE.c.tag, LOCALE.c.declared_by))}
    last = connection.execute(select(func.max(LOCALE.c.position))).scalar()
    following = 0 if last is None else last + 1
    for number, locale in enumerate(locales):
        row: dict[str, object] = {
            "fallback": ",".join(locale.fallback),
            "source": locale.source,
            "convert": locale.convert,
            "declared_by": owner if locale.tag in declared else None,
        }
        if locale.tag in declared:
            row["position"] = number
        if locale.tag not in known:
            connection.execute(insert(LOCALE).values({"tag": locale.tag, "position": following + number} | row))
        elif owner and (known[locale.tag] == owner or (known[locale.tag] is None and locale.tag in declared)):
            connection.execute(update(LOCALE).where(LOCALE.c.tag == locale.tag).values(row))


def drop_locales(connection: Connection, tags: Sequence[str], owner: str | None) -> None:
    """Remove those of the locales in which there is no text any more and that no other origin than `owner` declares."""
    used = exists().where(UNIT.c.locale == LOCALE.c.tag)
    free = LOCALE.c.declared_by.is_(None) | (LOCALE.c.declared_by == owner)
    connection.execute(delete(LOCALE).where(LOCALE.c.tag.in_(tags), free, ~used))


def write_labels(connection: Connection, labels: Labels, origin: str) -> None:
    """Replace the labels that came from an origin, in this order; what another origin named keeps its name."""
    connection.execute(delete(LABEL).where(LABEL.c.origin == origin))
    known = {tuple(row) for row in connection.execute(select(LABEL.c.locale, LABEL.c.section, LABEL.c.slug))}
    rows = [
        {
            "locale": locale,
            "section": section,
            "slug": slug,
            "position": position,
            "text": names[slug],
            "origin": origin,
        }
        for locale, sections in labels.items()
        for section, names in sections.items()
        for position, slug in enumerate(slug for slug in names if (locale, section, slug) not in known)
    ]
    if rows:
        connection.execute(insert(LABEL), rows)


def write_sources(connection: Connection, sources: Sequence[Source], owner: str | None) -> None:
    """Add the sources that are new, and renew, in this order, the lines that no other origin than `owner` declares.

    One that has no title but its slug is only cited, and renews nothing.
    """
    known = {row.slug: row.declared_by for row in connection.execute(select(SOURCE.c.slug, SOURCE.c.declared_by))}
    for position, source in enumerate(sources):
        declared_by = owner if source.title != source.slug else None
        row = {
            "position": position,
            "title": source.title,
            "language": source.language,
            "date": source.date,
            "declared_by": declared_by,
        }
        if source.slug not in known:
            connection.execute(insert(SOURCE).values(slug=source.slug, **row))
        elif declared_by and known[source.slug] in (None, owner):
            connection.execute(update(SOURCE).where(SOURCE.c.slug == source.slug).values(**row))


def drop_sources(connection: Connection, slugs: Sequence[str], owner: str) -> None:
    """Remove those of the sources that no entry names any more and that no other origin than `owner` declares."""
    cited = table(EntrySourceRow)
    used = exists().where(cited.c.source == SOURCE.c.slug)
    free = SOURCE.c.declared_by.is_(None) | (SOURCE.c.declared_by == owner)
    connection.execute(delete(SOURCE).where(SOURCE.c.slug.in_(slugs), free, ~used))
