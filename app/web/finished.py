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
    """A finished answer, whole and as 304; `size` is what it takes in memory, in bytes."""

    start: Message
    not_modified: Message
    body: Message
    etag: bytes
    size: int


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
        known = self._members.pop(key, None)
        self.used += size - (known[1] if known else 0)
        self._members[key] = (value, size)
        while self.used > self.size:
            _, (_, dropped) = self._members.popitem(last=False)
            self.used -= dropped

    def clear(self) -> None:
        """Drop all members."""
        self._members.clear()
        self.used = 0
