"""What a submission changes, and what it leaves alone."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from app.authoring.publishing import Outcome, Submission, digest, loaded_digest, publish
from app.content.entry import Entry, Ref, ValueChainNode
from app.errors import StillReferred
from app.store.ownership import Held
from tests.store.looking import changes_since, contents, look, slugs
from tests.store.stocking import ENGLISH, empty_store, related, stock, term

A, B, C = term("a", 0), term("b", 1), term("c", 2)
CHANGED = [
    replace(B, texts={"en": {"name": "Else"}}),
    replace(B, texts={}),
    replace(B, attributes={"category": "kpi"}),
    replace(B, terms=("c", "a")),
    replace(B, terms=("a", "c")),
    replace(B, related=(Ref("term", "c"),)),
    replace(B, beyond_source=True),
]
POINTING = [
    related("model", "m", parent="base"),
    related("feature", "m", model="base"),
    related("process", "m", model="base"),
    related("faq", "m", about="base"),
    Entry(Ref("topic", "m"), related=(Ref("model", "base"),)),
    Entry(Ref("topic", "m"), terms=("base",)),
    Entry(Ref("model", "m"), value_chain=(ValueChainNode(("base",)),)),
    Entry(Ref("model", "m"), value_chain=(ValueChainNode(("other",), ("base",)),)),
]


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An empty store."""
    made = empty_store(database_url)
    yield made
    made.dispose()


def test_an_equal_submission_changes_nothing(engine: Engine) -> None:
    """The second time there is no new revision, nothing is logged, and the outcome says that all is kept."""
    assert stock(engine, [A, B, C]) == Outcome(revision=1, added=3, metadata_changed=True)
    before = look(engine)
    again = stock(engine, [A, B, C])
    assert again == Outcome(revision=1, kept=3)
    assert not again.is_new
    assert look(engine) == before


def test_the_digest_of_the_last_submission_is_kept(engine: Engine) -> None:
    """It is that of the last submission of this origin, also where that changed nothing; None before the first."""
    assert loaded_digest(engine, "data") is None
    for named in ("first", "second"):
        publish(engine, Submission("data", [A], ENGLISH, named, whole=False))
        assert loaded_digest(engine, "data") == named
    assert loaded_digest(engine, "other") is None


def test_a_changed_entry_alone_is_changed(engine: Engine) -> None:
    """Whatever changes in an entry, the others keep the revision of their last change, and it alone is logged."""
    stock(engine, [A, B, C])
    for revision, changed in enumerate(CHANGED, 2):
        assert stock(engine, [A, changed, C]) == Outcome(revision=revision, changed=1, kept=2)
        assert contents(engine) == [A, changed, C]
        assert [entry.revision for entry in look(engine).entries] == [1, revision, 1]
        assert changes_since(engine, revision - 1) == [("put", "term:b")]


def test_what_vanished_is_removed(engine: Engine) -> None:
    """It is gone from the store, and its removal is logged."""
    stock(engine, [A, B, C])
    assert stock(engine, [A, replace(C, position=1)]) == Outcome(revision=2, moved=1, removed=1, kept=1)
    assert slugs(engine) == ["term:a", "term:c"]
    assert changes_since(engine, 1) == [("delete", "term:b"), ("move", "term:c")]


def test_another_order_only_moves(engine: Engine) -> None:
    """Entries that only changed places are logged as moves and keep their revision."""
    stock(engine, [A, B, C])
    outcome = stock(engine, [replace(B, position=0), replace(A, position=1), C])
    assert outcome == Outcome(revision=2, moved=2, kept=1)
    assert slugs(engine) == ["term:b", "term:a", "term:c"]
    assert [entry.revision for entry in look(engine).entries] == [1, 1, 1]
    assert changes_since(engine, 1) == [("move", "term:a"), ("move", "term:b")]


def test_an_entry_that_came_back_is_put(engine: Engine) -> None:
    """The log tells the last thing that happened to each entry."""
    for entries in ([A, B], [A], [A, B]):
        stock(engine, entries)
    assert changes_since(engine, 0) == [("put", "term:a"), ("put", "term:b")]
    assert changes_since(engine, 2) == [("put", "term:b")]
    assert changes_since(engine, 3) == []


def test_entries_in_rings_come_and_go_together(engine: Engine) -> None:
    """Entries that point to each other are added and removed in one submission, whatever their order."""
    ring = [replace(A, related=(B.ref,)), replace(B, related=(A.ref,), terms=("a",))]
    stock(engine, [*ring, C])
    assert contents(engine) == [*ring, C]
    stock(engine, [C])
    assert contents(engine) == [C]


def test_origins_are_kept_apart(engine: Engine) -> None:
    """A submission removes only what came from its own origin."""
    stock(engine, [A], "data")
    stock(engine, [B, C], "more")
    assert stock(engine, [B], "more") == Outcome(revision=3, removed=1, kept=1)
    assert stock(engine, [A], "data") == Outcome(revision=3, kept=1)
    assert slugs(engine) == ["term:a", "term:b"]


def test_what_was_taken_over_belongs_to_the_new_origin(engine: Engine) -> None:
    """An entry that another origin brought anew goes with that one, and stays when the first lets go of it."""
    stock(engine, [A, B], "data")
    assert stock(engine, [B], "more", takes=True) == Outcome(revision=2, changed=1)
    assert stock(engine, [A], "data") == Outcome(revision=2, kept=1)
    assert slugs(engine) == ["term:a", "term:b"]
    stock(engine, [], "more")
    assert slugs(engine) == ["term:a"]


def test_what_is_the_same_stays_with_its_origin(engine: Engine) -> None:
    """An entry that another origin brings just as it is belongs to the one that it was with, and nothing changes."""
    stock(engine, [A, B], "data")
    assert stock(engine, [B], "more") == Outcome(revision=1, kept=1)
    assert stock(engine, [], "more") == Outcome(revision=1)
    assert slugs(engine) == ["term:a", "term:b"]
    assert stock(engine, [A], "data") == Outcome(revision=2, removed=1, kept=1)


def test_what_another_origin_points_to_is_not_removed(engine: Engine) -> None:
    """Removal is refused with the entry that is pointed to, by whatever relation, and nothing of it happened."""
    stock(engine, [Entry(Ref("model", "base")), term("base"), term("other")], "data")
    for pointing in POINTING:
        stock(engine, [pointing], "more")
        before = look(engine)
        with pytest.raises(
            StillReferred, match=rf"(model|term):base, to which {pointing.ref} of the source 'more' points"
        ):
            stock(engine, [term("other", name="Changed")], "data")
        assert look(engine) == before


def test_an_objection_stops_it_all(engine: Engine) -> None:
    """`verify` is told who holds the entries of other origins; what it raises leaves the store as it was."""
    stock(engine, [A], "data")
    stock(engine, [B], "more")
    before = look(engine)
    told = {}

    def objecting(others: object) -> None:
        told["others"] = others
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        publish(engine, Submission("more", [C], ENGLISH, "", whole=False), objecting)
    assert told == {"others": {A.ref: Held("data", digest(A))}}
    assert look(engine) == before


@pytest.mark.parametrize("moment", [0, -1], ids=["first", "last"])
def test_a_submission_that_breaks_off_leaves_no_trace(engine: Engine, moment: int) -> None:
    """Whatever raises while entries are written, the store is as it was, its revision and its log too."""
    stock(engine, [A])
    before = look(engine)

    def breaking(done: int, total: int) -> None:
        if done == (total if moment else 0):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        publish(engine, Submission("more", [B, C], ENGLISH, "", whole=False), progress=breaking)
    assert look(engine) == before
    assert stock(engine, [B, C], "more").added == 2


def test_progress_grows_to_the_whole(engine: Engine) -> None:
    """It begins at nothing, never falls, and ends with all that there is to write."""
    steps: list[tuple[int, int]] = []
    many = [term(f"t-{number}", number) for number in range(2_500)]
    publish(engine, Submission("data", many, ENGLISH, "", whole=False), progress=lambda *step: steps.append(step))
    done = [step for step, _ in steps]
    assert done == sorted(done)
    assert (done[0], done[-1]) == (0, 2_500)
    assert {total for _, total in steps} == {2_500}
