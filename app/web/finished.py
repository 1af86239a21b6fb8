"""Finished answers, and a store for them that is bounded in bytes."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from starlette.types import Message

LARGEST_SHARE = 8
"""What takes more than this part of a store is not kept."""
MEMBER_BYTES = 256
"""What a store needs for a member beside the member itself: its place in the order, and in the table."""

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished answer, whole and as 304.

    `size` is what it takes in memory, in bytes; `origin` what its absolute addresses begin with, where a request said
    it.
    """

    start: Message
    not_modified: Message
    body: Message
    etag: bytes
    size: int
    origin: str | None = None


class Bounded(Generic[Key, Value]):
    """Members by key, those used last, in at most `size` bytes."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.used = 0
        self._members: OrderedDict[Key, tuple[Value, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._members)

    def get(self, key: Key) -> Value | None:
        """The member of that key, None where it is not kept."""
        found = self._members.get(key)
        if found is None:
            return None
        self._members.move_to_end(key)
        return found[0]

    def put(self, key: Key, value: Value, size: int) -> None:
        """Keep a member of so many bytes, and drop those that nobody used for longest until it fits."""
        size += MEMBER_BYTES
        if size * LARGEST_SHARE > self.size:
            return
        self.drop(key)
        self.used += size
        self._members[key] = (value, size)
        while self.used > self.size:
            _, (_, dropped) = self._members.popitem(last=False)
            self.used -= dropped

    def drop(self, key: Key) -> None:
        """Drop a member, if it is kept."""
        known = self._members.pop(key, None)
        self.used -= known[1] if known else 0

    def clear(self) -> None:
        """Drop all members."""
        self._members.clear()
        self.used = 0


class Origins(Generic[Key]):
    """The origins that answers name, those used last, each with the keys of its answers; at most `most` of them.

    Anyone can make up a `Host`: a further one takes the place of that which nobody used for longest.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._keys: OrderedDict[str, set[Key]] = OrderedDict()

    def use(self, origin: str) -> None:
        """Remember that an answer of this origin was wanted."""
        if origin in self._keys:
            self._keys.move_to_end(origin)

    def add(self, origin: str, key: Key) -> set[Key]:
        """Remember an answer of this origin; gives the keys of those that are to be dropped for it."""
        self._keys.setdefault(origin, set()).add(key)
        self.use(origin)
        return self._keys.popitem(last=False)[1] if len(self._keys) > self._most else set()

    def clear(self) -> None:
        """Forget all."""
        self._keys.clear()
