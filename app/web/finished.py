"""Finished answers, and a store of them that is bounded in bytes."""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TypeAlias

from starlette.types import Message

ANSWER_OVERHEAD = 1_024
LARGEST_SHARE = 8
"""An answer that takes more than this part of the store is not kept."""

Key: TypeAlias = Hashable


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished answer, whole and as 304."""

    start: Message
    not_modified: Message
    body: Message
    etag: bytes
    size: int


class Answers:
    """Answers by key, those used last, in at most `size` bytes."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.used = 0
        self._members: OrderedDict[Key, Answer] = OrderedDict()

    def get(self, key: Key) -> Answer | None:
        """The answer of that key, None where it is not kept."""
        found = self._members.get(key)
        if found is not None:
            self._members.move_to_end(key)
        return found

    def put(self, key: Key, answer: Answer) -> None:
        """Keep an answer, and drop those that nobody used for longest until it fits."""
        if answer.size * LARGEST_SHARE > self.size:
            return
        known = self._members.pop(key, None)
        self.used += answer.size - (known.size if known else 0)
        self._members[key] = answer
        while self.used > self.size:
            _, dropped = self._members.popitem(last=False)
            self.used -= dropped.size

    def clear(self) -> None:
        """Drop all answers."""
        self._members.clear()
        self.used = 0
