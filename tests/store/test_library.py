"""The knowledge base as one process reads it: kept in memory, and new as soon as it looks."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine, event

from app.content.entry import Ref
from app.content.kinds import KINDS
from app.errors import InvalidCursor, NotFound, StoreUnavailable
from app.locales.fallback import Locale, UnknownLocale
from app.store.changes import LoggedChange, Moment
from app.store.library import POSTGRESQL_INTERVAL, SQLITE_INTERVAL, Library
from app.store.metadata import Metadata
from app.store.session import open_engine
from tests.store.stocking import ENGLISH, empty_store, stock, term

A, B, C = term("a", 0), term("b", 1), term("c", 2)
TERMS = KINDS["term"]
LABELLED = Metadata("en", (Locale("en"),), frozenset(["en"]), {"en": {"kinds": {"term": "Term"}}})


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A store with three terms."""
    made = empty_store(database_url)
    stock(made, [A, B, C])
    yield made
    made.dispose()


def slugs(library: Library) -> list[str]:
    """The slugs of all terms, in order."""
    return [entry.slug for entry in library.every(TERMS, {})]


def test_the_polls_keep_the_promised_freshness() -> None:
    """Two looks at the store fit into the time that the contract gives other processes."""
    assert SQLITE_INTERVAL * 2 <= 0.1
    assert POSTGRESQL_INTERVAL * 2 <= 1


def test_an_entry_is_read_as_it_was_stored(engine: Engine) -> None:
    """An entry comes back with the revision of its last change; the second read is the same object."""
    library = Library(engine)
    found = library.entry(A.ref)
    assert found == replace(A, revision=1)
    assert library.entry(A.ref) is found


def test_a_name_that_is_not_there(engine: Engine) -> None:
    """One entry that is not there is an error; among many it is left out, and the order asked for stays."""
    library = Library(engine)
    with pytest.raises(NotFound):
        library.entry(Ref("term", "nobody"))
    with pytest.raises(NotFound):
        library.entry(Ref("faq", "a"))
    asked = [C.ref, Ref("term", "nobody"), A.ref, C.ref]
    assert [entry.slug for entry in library.entries(asked)] == ["c", "a", "c"]


def test_a_name_that_nothing_can_have_is_not_there(engine: Engine) -> None:
    """Whatever a caller takes for a slug is simply not found, on either database."""
    library = Library(engine)
    for slug in ("\0", "a\0", "\ud800", "", "A", "a" * 100_000, "'; DROP TABLE entry; --", "%", "😀"):
        with pytest.raises(NotFound):
            library.entry(Ref("term", slug))


def test_a_change_is_seen_after_a_look(engine: Engine) -> None:
    """What another process changed, added, moved and removed is seen by the next look, and all of it at once."""
    library = Library(engine)
    assert slugs(library) == ["a", "b", "c"]
    unchanged = library.entry(C.ref)
    stock(engine, [replace(C, position=0), term("a", 1, "new name"), term("d", 2)])
    assert library.revision == 1
    assert slugs(library) == ["a", "b", "c"]
    assert library.refresh()
    assert not library.refresh()
    assert library.revision == 2
    assert slugs(library) == ["c", "a", "d"]
    assert library.entry(A.ref).texts["en"]["name"] == "new name"
    assert library.entry(A.ref).revision == 2
    assert library.entry(C.ref).revision == unchanged.revision == 1
    with pytest.raises(NotFound):
        library.entry(B.ref)


def test_what_did_not_change_stays_in_memory(engine: Engine) -> None:
    """A new revision drops the entries that it changed and no others."""
    library = Library(engine)
    kept, dropped = library.entry(A.ref), library.entry(B.ref)
    stock(engine, [A, term("b", 1, "new name"), C])
    library.refresh()
    assert library.entry(A.ref) is kept
    assert library.entry(B.ref) is not dropped


def test_a_start_reads_nothing_of_the_change_log(engine: Engine) -> None:
    """What changed is asked for only where something is kept that may have."""
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    library = Library(engine)
    stock(engine, [A, B])
    asked.clear()
    library.refresh()
    assert asked
    assert not any("FROM change" in statement for statement in asked)
    library.entry(A.ref)
    stock(engine, [A])
    asked.clear()
    library.refresh()
    assert any("FROM change" in statement for statement in asked)


def test_what_is_in_memory_needs_no_store(engine: Engine) -> None:
    """An entry that was read once is served on when the store has gone away; one that was not is unavailable."""
    library = Library(engine)
    known = library.entry(A.ref)
    gone = open_engine("postgresql://nobody@127.0.0.1:1/nothing")
    library._engine = gone
    with pytest.raises(StoreUnavailable):
        library.refresh()
    assert library.entry(A.ref) is known
    with pytest.raises(StoreUnavailable):
        library.entry(B.ref)
    gone.dispose()


def test_a_page_says_where_it_ends(engine: Engine) -> None:
    """A part of a list has the length of the whole, and a place to go on from only where something follows."""
    library = Library(engine)
    first = library.page(TERMS, {}, None, 2)
    assert [entry.slug for entry in first.entries] == ["a", "b"]
    assert first.total == 3
    rest = library.page(TERMS, {}, first.last, 2)
    assert [entry.slug for entry in rest.entries] == ["c"]
    assert (rest.last, rest.total) == (None, 3)


def test_counts(engine: Engine) -> None:
    """Entries are counted for every kind, texts for each field and locale; both anew with each revision."""
    library = Library(engine)
    assert dict(library.counts()) == dict.fromkeys(KINDS, 0) | {"term": 3}
    assert dict(library.text_counts()) == {("term", "name", "en"): 3}
    stock(engine, [A])
    library.refresh()
    assert library.counts()["term"] == 1
    assert library.text_counts()["term", "name", "en"] == 1


def test_changes_since_a_revision(engine: Engine) -> None:
    """Each entry's last change is told once, a move as a put, a deletion without an entry; nothing after the last."""
    library = Library(engine)
    stock(engine, [replace(C, position=0), term("a", 1, "new"), term("d", 2)])
    told = {(change.ref.slug, change.op, change.entry is None) for change in library.changes(1)}
    assert told == {("a", "put", False), ("d", "put", False), ("c", "move", False), ("b", "delete", True)}
    assert list(library.changes(2)) == []
    assert [change.ref.slug for change in library.changes(0)] == ["a", "b", "c", "d"]


PARTS = [
    ([A, B, C], ENGLISH, ["put a", "put b", "put c"]),
    ([A, term("c", 1)], ENGLISH, ["put a", "put c", "delete b"]),
    ([A, term("c", 1)], LABELLED, ["delete b", "put a", "put c"]),
    ([A, term("c", 1, "new"), term("d", 2)], LABELLED, ["delete b", "put a", "put c", "put d"]),
    ([A, term("c", 1, "newer"), term("d", 2), term("b", 3)], LABELLED, ["put a", "put d", "put b", "put c"]),
]


@pytest.mark.parametrize("limit", [1, 2, 50])
def test_readings_joined_are_all_that_became(database_url: str, limit: int) -> None:
    """Every entry is told once, in the order of revisions, in parts that lose and repeat nothing."""
    engine = empty_store(database_url)
    library = Library(engine)
    for revision, (entries, metadata, expected) in enumerate(PARTS, 1):
        stock(engine, entries, metadata=metadata)
        found: list[LoggedChange] = []
        while part := library.readings(0, revision, _place(found[-1]) if found else None, limit):
            found += part
        assert [f"{change.op} {change.ref.slug}" for change in found] == expected
        assert list(library.readings(revision, revision, None, limit)) == []
    assert library.readings(4, 4, None, 50) == []
    assert [change.ref.slug for change in library.readings(4, 5, None, 50)] == ["b", "c"]
    engine.dispose()


def test_readings_behind_what_nothing_can_be(engine: Engine) -> None:
    """A place that no database takes for one is refused, and one that is not there is as good as any."""
    library = Library(engine)
    assert [change.ref.slug for change in library.readings(0, 1, (1, "term", "aa"), 9)] == ["b", "c"]
    for kind, slug in (("term", "\0"), ("\0", "a"), ("term", "\ud800")):
        with pytest.raises(InvalidCursor):
            library.readings(0, 1, (1, kind, slug), 9)


def _place(change: LoggedChange) -> Moment:
    return (change.revision, change.ref.kind, change.ref.slug)


def test_a_stream_has_everything_in_order(engine: Engine) -> None:
    """All entries come by kind, then position."""
    assert [str(entry.ref) for entry in Library(engine).stream()] == ["term:a", "term:b", "term:c"]


def test_the_default_locale(engine: Engine) -> None:
    """The default given wins; one that is no locale of the store is refused at the start."""
    stock(engine, [A], metadata=Metadata("en", (Locale("en"), Locale("es")), frozenset(["en", "es"])))
    assert Library(engine).locales.default == "en"
    assert Library(engine, "es").locales.default == "es"
    with pytest.raises(UnknownLocale):
        Library(engine, "pt")


def test_a_default_locale_that_goes_away(engine: Engine) -> None:
    """Where a later load takes the default locale away, the store's own takes its place; nobody stops reading."""
    both = Metadata("en", (Locale("en"), Locale("es")), frozenset(["en", "es"]))
    stock(engine, [A], metadata=both)
    library = Library(engine, "es")
    stock(engine, [A], metadata=Metadata("en", (Locale("en"),), frozenset(["en"])))
    assert library.refresh()
    assert library.locales.default == "en"
    stock(engine, [A], metadata=both)
    library.refresh()
    assert library.locales.default == "es"


def test_an_empty_store(database_url: str) -> None:
    """An empty store has revision 0, no locale and no entry; what is loaded later is seen, its locales too."""
    engine = empty_store(database_url)
    library = Library(engine)
    assert (library.revision, library.locales.tags, slugs(library)) == (0, (), [])
    stock(engine, [A])
    library.refresh()
    assert (library.revision, library.locales.tags, slugs(library)) == (1, ("en",), ["a"])
    engine.dispose()
