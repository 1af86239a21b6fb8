"""A mapping of bounded size for several threads."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """Keeps the members used last, and no more than `size`."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._members: OrderedDict[Key, Value] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._members)

    def get(self, key: Key) -> Value | None:
        """The member of that key, None where it is not kept."""
        # Each step is whole by itself, so that the many who read need no lock.
        try:
            found = self._members[key]
            self._members.move_to_end(key)
        except KeyError:
            return None
        return found

    def put(self, key: Key, value: Value) -> None:
        """Keep a member, and drop the one that nobody used for longest where there are too many."""
        with self._lock:
            self._members[key] = value
            if len(self._members) > self._size:
                self._members.popitem(last=False)

    def without(self, unwanted: Callable[[Key], bool]) -> "Recent[Key, Value]":
        """A copy that lacks the members whose key is unwanted."""
        copy: Recent[Key, Value] = Recent(self._size)
        # A list first: who reads meanwhile changes the order.
        copy._members = OrderedDict((key, value) for key, value in list(self._members.items()) if not unwanted(key))
        return copy
