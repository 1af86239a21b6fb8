"""Putting entries into a store, so that reading them can be tested."""

from collections.abc import Sequence
from uuid import uuid4

from sqlalchemy import Engine

from app.authoring.publishing import Outcome, Submission, publish
from app.content.entry import Entry, Ref
from app.locales.fallback import Locale
from app.store.metadata import Metadata
from app.store.migrating import migrate
from app.store.session import open_engine

ENGLISH = Metadata(locales=(Locale("en"),))


def empty_store(url: str) -> Engine:
    """A store at the newest schema with nothing in it."""
    engine = open_engine(url)
    migrate(engine)
    return engine


def stock(
    engine: Engine,
    entries: Sequence[Entry],
    origin: str = "data",
    metadata: Metadata = ENGLISH,
    *,
    whole: bool | None = None,
    takes: bool = False,
) -> Outcome:
    """Make the store hold these entries, and no others, of an origin; as a folder does where metadata is given."""
    settles = metadata is not ENGLISH if whole is None else whole
    return publish(engine, Submission(origin, entries, metadata, uuid4().hex, settles, takes))


def term(slug: str, position: int = 0, name: str = "", category: str | None = None) -> Entry:
    """A term with a name in English."""
    attributes = {"category": category} if category else {}
    return Entry(Ref("term", slug), position, attributes=attributes, texts={"en": {"name": name or slug}})


def related(kind: str, slug: str, position: int = 0, **relations: str) -> Entry:
    """An entry that points to one entry by each of the relations named."""
    return Entry(Ref(kind, slug), position, relations={name: (target,) for name, target in relations.items()})
