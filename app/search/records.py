"""An append-only file of what ranking and highlights need of each entry.

Tantivy finds documents by their terms; what they say is read from here, by address. A record has a head, read for every
candidate, and a tail with the body texts, read for what is shown. An address never comes to mean another record, so
what was read once stays true.
"""

import os
import struct
import weakref
import zlib
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import orjson

from app.search.card import Card

HEADER = struct.Struct("<IIII")
"""Bytes of the head and of the tail, CRC-32 of the head and of the tail."""

_SIZE_BITS = 24
CACHED, CACHED_TAILS = 12_288, 1_024
"""Heads of records that are kept, and tails: those are large, and few of them are shown."""

_PENDING = 1000


class DamagedIndex(Exception):
    """The index does not hold what it should; it has to be built anew."""


class Records:
    """Records in a file, or in memory where there is no path; the file is let go with the last reference.

    `card` reads the head at an address, `tail` the body texts.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._memory = bytearray()
        self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644) if path else None
        if self._file is not None:
            # Searches of an older snapshot may still read when a newer one is in use, and nobody knows the last.
            weakref.finalize(self, os.close, self._file)
        this = weakref.proxy(self)  # what is kept must not keep its owner, and its file, until garbage is looked for
        self.card: Callable[[int], Card] = lru_cache(maxsize=CACHED)(partial(Records._read_card, this))
        self.tail: Callable[[int], list[str]] = lru_cache(maxsize=CACHED_TAILS)(partial(Records._read_tail, this))
        self._pending: list[bytes] = []
        self._end = self.size()

    def size(self) -> int:
        """Bytes that are safely in the file."""
        return os.fstat(self._file).st_size if self._file is not None else len(self._memory)

    def begin(self) -> None:
        """Go on at the end of the file, wherever another writer has left it."""
        self._pending.clear()
        self._end = self.size()

    def append(self, head: object, tail: object) -> int:
        """Add a record and give its address; it can be read after `flush`."""
        first, second = orjson.dumps(head), orjson.dumps(tail)
        header = HEADER.pack(len(first), len(second), zlib.crc32(first), zlib.crc32(second))
        self._pending += (header, first, second)
        address = self._end << _SIZE_BITS | len(first)
        self._end += HEADER.size + len(first) + len(second)
        return address

    def flush(self) -> None:
        """Write what was appended, before the index refers to it."""
        data = b"".join(self._pending)
        self._pending.clear()
        if self._file is None:
            self._memory += data
            return
        view = memoryview(data)
        while view:
            view = view[os.write(self._file, view) :]

    def flush_some(self) -> None:
        """Write what was appended once it is a few hundred records, so that it does not pile up."""
        if len(self._pending) >= _PENDING:
            self.flush()

    def _read_card(self, address: int) -> Card:
        offset, length = _split(address)
        data = self._bytes(offset, HEADER.size + length)
        return Card(address, _checked(data[HEADER.size :], HEADER.unpack_from(data)[2]))

    def _read_tail(self, address: int) -> list[str]:
        offset, length = _split(address)
        sizes = HEADER.unpack(self._bytes(offset, HEADER.size))
        texts: list[str] = _checked(self._bytes(offset + HEADER.size + length, sizes[1]), sizes[3])
        return texts

    def _bytes(self, offset: int, length: int) -> bytes:
        if self._file is None:
            data = bytes(self._memory[offset : offset + length])
        else:
            data = os.pread(self._file, length, offset)
        if len(data) != length:
            raise DamagedIndex(f"records end before {offset + length}")
        return data


def _split(address: int) -> tuple[int, int]:
    return address >> _SIZE_BITS, address & ((1 << _SIZE_BITS) - 1)


def _checked(data: bytes, checksum: int) -> Any:
    if zlib.crc32(data) != checksum:
        raise DamagedIndex("a record is not what was written")
    return orjson.loads(data)
