"""Lists: what a filter keeps, in which order, and that pages joined are the whole."""

from collections.abc import Iterator, Mapping

import pytest
from sqlalchemy import Engine

from app.content.kinds import KINDS
from app.errors import InvalidParameter
from app.store.library import Library
from app.store.listing import filters_of
from tests.store.stocking import empty_store, related, stock, term

ENTRIES = [
    related("model", "b2b"),
    related("model", "b2c", 1),
    related("model", "sub", 2, parent="b2b"),
    related("feature", "f1", model="b2b"),
    related("feature", "f2", 1, model="b2c"),
    related("process", "p1", model="b2b"),
    related("process", "p2", 1),
    related("step", "s1", process="p1"),
    related("step", "s2", 1, process="p1", parent="s1"),
    related("step", "s3", 2, process="p2"),
    related("faq", "q1", about="b2b"),
    related("faq", "q2", 1, about="b2c"),
    term("kpi", 0, category="kpi"),
    term("cost", 1, category="cost"),
]

CASES = [
    ("model", {}, ["b2b", "b2c", "sub"]),
    ("model", {"parent": "b2b"}, ["sub"]),
    ("model", {"parent": "b2c"}, []),
    ("feature", {"model": "b2b"}, ["f1"]),
    ("process", {"model": "b2b"}, ["p1"]),
    ("step", {"process": "p1"}, ["s1", "s2"]),
    ("step", {"model": "b2b"}, ["s1", "s2"]),
    ("step", {"model": "b2c"}, []),
    ("step", {"parent": "s1"}, ["s2"]),
    ("step", {"parent": "s1", "process": "p2"}, []),
    ("faq", {"about": "b2b"}, ["q1"]),
    ("faq", {"model": "b2c"}, ["q2"]),
    ("faq", {"model": "b2c", "about": "b2b"}, []),
    ("term", {"category": "cost"}, ["cost"]),
    ("topic", {}, []),
]
REFUSED = [
    ("feature", {"model": "nobody"}),
    ("feature", {"model": "f1"}),
    ("feature", {"model": "\0"}),
    ("faq", {"about": "B2B"}),
    ("term", {"category": "nothing"}),
    ("term", {"category": "\0"}),
    ("term", {"category": "\ud800"}),
    ("topic", {"topic_kind": "trend"}),
]


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """A store with a few entries of most kinds."""
    made = empty_store(database_url)
    stock(made, ENTRIES)
    yield made
    made.dispose()


def slugs(library: Library, kind: str, filters: Mapping[str, str]) -> list[str]:
    """The slugs of a whole list."""
    return [entry.slug for entry in library.every(KINDS[kind], filters)]


def test_what_each_filter_keeps(engine: Engine) -> None:
    """A filter keeps what has the relation or the word, and several keep what has all of them."""
    library = Library(engine)
    for kind, filters, wanted in CASES:
        assert slugs(library, kind, filters) == wanted, (kind, filters)
        assert library.page(KINDS[kind], filters, None, 1).total == len(wanted), (kind, filters)


def test_a_filter_that_names_nothing(engine: Engine) -> None:
    """A slug or word that nothing has is refused, however strange it is, and the filter is named."""
    library = Library(engine)
    for kind, filters in REFUSED:
        with pytest.raises(InvalidParameter) as caught:
            library.page(KINDS[kind], filters)
        assert caught.value.parameter == next(iter(filters)), (kind, filters)


def test_a_word_that_nothing_has_is_told_the_words_there_are(engine: Engine) -> None:
    """A wrong category is answered with the categories that are in use."""
    with pytest.raises(InvalidParameter) as caught:
        Library(engine).page(KINDS["term"], {"category": "nothing"})
    assert caught.value.context["allowed"] == "cost, kpi"


def test_each_kind_is_filtered_by_what_it_declares() -> None:
    """Every relation and attribute of a kind is a filter, and steps and questions are found by model too."""
    assert filters_of(KINDS["faq"]) == {"model": "model", "about": "model"}
    assert filters_of(KINDS["step"]) == {"model": "model", "process": "process", "parent": "step"}
    assert filters_of(KINDS["term"]) == {"category": "", "group": "", "abbreviation": ""}
    assert filters_of(KINDS["feature"]) == {"model": "model", "aspect": ""}


@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_pages_joined_are_the_whole_list(database_url: str, limit: int) -> None:
    """Two origins that both begin at position 0 make one list, of which pages lose and repeat nothing."""
    engine = empty_store(database_url)
    stock(engine, [term(f"a{number}", number) for number in range(4)], "one")
    stock(engine, [term(f"b{number}", number) for number in range(3)], "other")
    library = Library(engine)
    found: list[str] = []
    page = library.page(KINDS["term"], {}, None, limit)
    found += [entry.slug for entry in page.entries]
    while page.last:
        page = library.page(KINDS["term"], {}, page.last, limit)
        found += [entry.slug for entry in page.entries]
    assert found == ["a0", "b0", "a1", "b1", "a2", "b2", "a3"]
    engine.dispose()


def test_a_page_goes_on_where_it_stood_when_others_come_and_go(engine: Engine) -> None:
    """What is added or removed before the place of a page moves nothing behind it."""
    terms = [term(f"t{number}", number) for number in range(5)]
    stock(engine, [*ENTRIES[:12], *terms])
    library = Library(engine)
    first = library.page(KINDS["term"], {}, None, 2)
    stock(engine, [*ENTRIES[:12], term("new", 0), *terms[1:]])
    library.refresh()
    rest = library.page(KINDS["term"], {}, first.last, 5)
    assert [entry.slug for entry in rest.entries] == ["t2", "t3", "t4"]
