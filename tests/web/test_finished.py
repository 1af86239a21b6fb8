"""A store that is bounded in bytes, whatever is put into it."""

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.web.finished import LARGEST_SHARE, MEMBER_BYTES, Bounded

SIZE = 8_192
KEYS = st.integers(0, 9)
SIZES = st.integers(0, SIZE // LARGEST_SHARE - MEMBER_BYTES)


class BoundedMachine(RuleBasedStateMachine):
    """A store beside the simplest model of one: a list in the order of use."""

    def __init__(self) -> None:
        super().__init__()
        self.store: Bounded[int, str] = Bounded(SIZE)
        self.model: list[tuple[int, str, int]] = []

    @rule(key=KEYS, value=st.text(max_size=3), size=SIZES)
    def put(self, key: int, value: str, size: int) -> None:
        """The newest replaces what had its key, and those unused for longest make room."""
        self.store.put(key, value, size)
        self.model = [*(member for member in self.model if member[0] != key), (key, value, size + MEMBER_BYTES)]
        while sum(member[2] for member in self.model) > SIZE:
            self.model.pop(0)

    @rule(key=KEYS)
    def get(self, key: int) -> None:
        """A member is found as long as it is kept, and is then the last to go."""
        known = next((member for member in self.model if member[0] == key), None)
        assert self.store.get(key) == (known[1] if known else None)
        if known:
            self.model = [*(member for member in self.model if member is not known), known]

    @rule()
    def clear(self) -> None:
        """Nothing is left."""
        self.store.clear()
        self.model = []

    @invariant()
    def is_within_its_size(self) -> None:
        """What it takes is what its members take, and never more than it may."""
        assert self.store.used == sum(member[2] for member in self.model) <= SIZE
        assert len(self.store) == len(self.model)


TestBounded = BoundedMachine.TestCase


@given(st.integers(SIZE // LARGEST_SHARE - MEMBER_BYTES + 1, 10 * SIZE))
def test_what_is_too_large_is_not_kept(size: int) -> None:
    """One member that would drive out most others is not kept, nor does it drive out any."""
    store: Bounded[str, int] = Bounded(SIZE)
    store.put("small", 1, 10)
    store.put("large", 2, size)
    assert (store.get("small"), store.get("large")) == (1, None)


@given(KEYS, SIZES)
def test_a_store_of_no_size_keeps_nothing(key: int, size: int) -> None:
    """With 0 bytes nothing is kept."""
    store: Bounded[int, int] = Bounded(0)
    store.put(key, 1, size)
    assert store.get(key) is None
