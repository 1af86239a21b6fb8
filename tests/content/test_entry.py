"""Entries and the names by which they are known."""

from dataclasses import FrozenInstanceError

import pytest

from app.content.entry import Entry, Ref
from app.content.kinds import KINDS


def test_a_name_is_kind_and_slug() -> None:
    """It is written with a colon between, is equal to another of the same two, and sorts by kind, then slug."""
    assert str(Ref("model", "b2b")) == "model:b2b"
    assert Ref("faq", "z") < Ref("model", "a") < Ref("model", "b")
    assert len({Ref("faq", "a"), Ref("faq", "a"), Ref("term", "a")}) == 2


def test_an_entry_tells_what_it_is_and_what_it_points_to() -> None:
    """Its kind and slug come from its name; a relation to one gives that one, or None."""
    step = Entry(Ref("step", "pay"), relations={"process": ("trade",)})
    assert (step.kind, step.slug) == (KINDS["step"], "pay")
    assert step.relation("process") == "trade"
    assert step.relation("parent") is None


def test_an_entry_does_not_change() -> None:
    """Whoever keeps one keeps it as it was."""
    entry = Entry(Ref("faq", "a"))
    with pytest.raises(FrozenInstanceError):
        entry.position = 1  # type: ignore[misc]
