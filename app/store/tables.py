"""The tables: entries, one table per kind for what only it has, links, units, revisions and changes.

A typed table has a column for each attribute of its kind and one named `<relation>_id` for each relation to one
entry, so that reading and writing follow the declaration in `app/content/`. Relations to many are rows of `link`.
"""

from datetime import datetime
from typing import Literal

from sqlalchemy import CheckConstraint, Column, DateTime, ForeignKey, Index, Integer, String, Table, UniqueConstraint
from sqlmodel import Field, SQLModel

CASCADE: Literal["CASCADE"] = "CASCADE"


def owner() -> "Column[int]":
    """The entry that a row belongs to and goes with; the first part of its key."""
    return Column(Integer, ForeignKey("entry.id", ondelete=CASCADE), primary_key=True, autoincrement=False)


def target(*, required: bool = True) -> "Column[int]":
    """An entry that a row points to, which cannot go before the row."""
    return Column(Integer, ForeignKey("entry.id"), nullable=not required, autoincrement=False)


class KnowledgeBaseRow(SQLModel, table=True):
    """The one row that says which revision the whole is at and which locale is its default."""

    __tablename__ = "knowledge_base"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: int = Field(default=1, primary_key=True)
    revision: int = 0
    default_locale: str | None = None


class OriginRow(SQLModel, table=True):
    """Where entries came from: a data folder or a file, with the digest of what was last loaded from it."""

    __tablename__ = "origin"

    name: str = Field(primary_key=True)
    digest: str = ""


class LocaleRow(SQLModel, table=True):
    """A locale, in order, with what it falls back to; `fallback` is a comma-separated list of tags.

    `declared_by`: the origin in whose `locales.yaml` it has a line, None where it is only a folder's or a text's.
    """

    __tablename__ = "locale"

    tag: str = Field(primary_key=True)
    position: int
    fallback: str = ""
    source: str | None = None
    convert: str | None = None
    declared_by: str | None = Field(default=None, foreign_key="origin.name")


class LabelRow(SQLModel, table=True):
    """The name of a kind, aspect, category or group in one locale, and where it came from.

    `position` is its place among those of its locale, section and origin.
    """

    __tablename__ = "label"

    locale: str = Field(primary_key=True, foreign_key="locale.tag", ondelete=CASCADE)
    section: str = Field(primary_key=True)
    slug: str = Field(primary_key=True)
    position: int
    text: str
    origin: str = Field(foreign_key="origin.name")


class SourceRow(SQLModel, table=True):
    """A document that facts come from.

    `declared_by`: the origin in whose `sources.yaml` it has a line, None where it is only cited.
    """

    __tablename__ = "source"

    slug: str = Field(primary_key=True)
    position: int
    title: str
    language: str | None = None
    date: str | None = None
    declared_by: str | None = None


class EntryRow(SQLModel, table=True):
    """One entry; `digest` is that of its content as it was loaded, so that an equal load changes nothing."""

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("kind", "slug"),
        Index("entry_by_position", "kind", "position", "id"),
        Index("entry_by_origin", "origin"),
    )

    id: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    kind: str
    slug: str
    position: int
    revision: int
    origin: str = Field(foreign_key="origin.name")
    digest: str
    beyond_source: bool = False


class ModelRow(SQLModel, table=True):
    """What only a model has."""

    __tablename__ = "model"

    entry_id: int = Field(sa_column=owner())
    kind: str | None = None
    abbreviation: str | None = None
    parent_id: int | None = Field(default=None, sa_column=target(required=False))


class FeatureRow(SQLModel, table=True):
    """What only a feature has."""

    __tablename__ = "feature"
    __table_args__ = (Index("feature_by_model", "model_id"),)

    entry_id: int = Field(sa_column=owner())
    aspect: str | None = None
    model_id: int = Field(sa_column=target())


class ProcessRow(SQLModel, table=True):
    """What only a process has."""

    __tablename__ = "process"
    __table_args__ = (Index("process_by_model", "model_id"),)

    entry_id: int = Field(sa_column=owner())
    kind: str | None = None
    model_id: int | None = Field(default=None, sa_column=target(required=False))


class StepRow(SQLModel, table=True):
    """What only a step has."""

    __tablename__ = "step"
    __table_args__ = (Index("step_by_process", "process_id"),)

    entry_id: int = Field(sa_column=owner())
    process_id: int = Field(sa_column=target())
    parent_id: int | None = Field(default=None, sa_column=target(required=False))


class FaqRow(SQLModel, table=True):
    """A question; what it is about are links."""

    __tablename__ = "faq"

    entry_id: int = Field(sa_column=owner())


class TermRow(SQLModel, table=True):
    """What only a term has."""

    __tablename__ = "term"

    entry_id: int = Field(sa_column=owner())
    category: str | None = None
    group: str | None = None
    abbreviation: str | None = None


class TopicRow(SQLModel, table=True):
    """What only a topic has."""

    __tablename__ = "topic"

    entry_id: int = Field(sa_column=owner())
    kind: str | None = None


class LinkRow(SQLModel, table=True):
    """One member of a relation to many: what a question is about, an entry's terms, its related entries."""

    __tablename__ = "link"
    __table_args__ = (Index("link_by_target", "target_id", "relation"),)

    entry_id: int = Field(sa_column=owner())
    relation: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    target_id: int = Field(sa_column=target())


class ValueChainRow(SQLModel, table=True):
    """One term at one node of a model's value chain, as an actor or as an example."""

    __tablename__ = "value_chain"
    __table_args__ = (CheckConstraint("role IN ('actors', 'examples')", name="role"),)

    entry_id: int = Field(sa_column=owner())
    node: int = Field(primary_key=True)
    role: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    target_id: int = Field(sa_column=target())


class EntrySourceRow(SQLModel, table=True):
    """A document that an entry's facts come from."""

    __tablename__ = "entry_source"

    entry_id: int = Field(sa_column=owner())
    position: int = Field(primary_key=True)
    source: str = Field(foreign_key="source.slug")


class UnitRow(SQLModel, table=True):
    """One text of one entry in one locale; a field that holds many has a row for each, in order.

    `status` is `reviewed` or `machine`; `source_hash` is that of the source text it was translated from.
    """

    __tablename__ = "unit"
    __table_args__ = (Index("unit_by_locale", "locale", "status"),)

    entry_id: int = Field(sa_column=owner())
    field: str = Field(primary_key=True)
    locale: str = Field(sa_column=Column(String, ForeignKey("locale.tag"), primary_key=True))
    position: int = Field(primary_key=True)
    text: str
    status: str = "reviewed"
    source_hash: str | None = None
    revision: int


class RevisionRow(SQLModel, table=True):
    """One committed change to the knowledge base; `of_all` where locales or labels changed, and with them how every
    entry reads."""

    __tablename__ = "revision"

    number: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    at: datetime = Field(sa_column=Column(DateTime(timezone=True), nullable=False))
    origin: str
    of_all: bool = False


class ChangeRow(SQLModel, table=True):
    """What one revision did to one entry: `put`, `move` (its place in the order alone) or `delete`."""

    __tablename__ = "change"
    __table_args__ = (
        CheckConstraint("op IN ('put', 'move', 'delete')", name="op"),
        Index("change_by_entry", "kind", "slug", "revision"),
    )

    revision: int = Field(primary_key=True, foreign_key="revision.number")
    kind: str = Field(primary_key=True)
    slug: str = Field(primary_key=True)
    op: str


def table(row: type[SQLModel]) -> Table:
    """The Core table of a row class, for statements over many rows."""
    found = SQLModel.metadata.tables[str(row.__tablename__)]
    return found


TYPED: dict[str, Table] = {
    "model": table(ModelRow),
    "feature": table(FeatureRow),
    "process": table(ProcessRow),
    "step": table(StepRow),
    "faq": table(FaqRow),
    "term": table(TermRow),
    "topic": table(TopicRow),
}
"""The typed table of each kind."""
