"""A spool: filled as fast as its parts are made, read as fast as somebody wants them."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from app.errors import TooBusy
from app.web.spool import CHUNK_BYTES, Places, Spool

PART = b"x" * CHUNK_BYTES


def failing() -> Iterator[bytes]:
    """Parts of which the second cannot be made."""
    yield PART
    raise OSError("no more")


def test_what_parts_are_made_from_is_let_go_before_they_are_read() -> None:
    """Making is over while the reader has one chunk; it gets the others later, in order."""

    async def scenario() -> bytes:
        finished = threading.Event()
        parts = (bytes([number]) * CHUNK_BYTES for number in range(20))
        with closing(Spool(parts, finished.set)) as spool:
            reading = aiter(spool)
            first = await anext(reading)
            assert await asyncio.to_thread(finished.wait, 10)
            return first + b"".join([chunk async for chunk in reading])

    assert asyncio.run(scenario()) == b"".join(bytes([number]) * CHUNK_BYTES for number in range(20))


def test_the_size_is_known_when_all_is_made() -> None:
    """The size is that of all parts, and what making one raised is raised."""

    async def scenario() -> int:
        with closing(Spool(failing(), lambda: None)) as broken, pytest.raises(OSError, match="no more"):
            await broken.size()
        with closing(Spool([PART, b"y"], lambda: None)) as spool:
            return await spool.size()

    assert asyncio.run(scenario()) == CHUNK_BYTES + 1


def test_a_failure_reaches_the_reader() -> None:
    """What could be made is read, then the failure is raised, so that nobody takes a part for the whole."""

    async def scenario() -> bytes:
        with closing(Spool(failing(), lambda: None)) as spool:
            reading = aiter(spool)
            first = await anext(reading)
            with pytest.raises(OSError, match="no more"):
                await anext(reading)
            return first

    assert asyncio.run(scenario()) == PART


def test_nobody_makes_what_nobody_wants() -> None:
    """A spool that is closed early makes no further part, lets go what the parts are made from, and closes its file."""

    async def scenario() -> int:
        made, finished, closed = [], threading.Event(), threading.Event()

        def parts() -> Iterator[bytes]:
            for number in range(1_000):
                made.append(number)
                yield PART
                closed.wait(10)

        spool = Spool(parts(), finished.set)
        await anext(aiter(spool))
        spool.close()
        closed.set()
        assert await asyncio.to_thread(finished.wait, 10)
        await asyncio.sleep(0.05)
        with pytest.raises(ValueError, match="closed"):
            spool._file.fileno()
        return len(made)

    assert asyncio.run(scenario()) <= 2


def test_places_are_as_many_as_there_are() -> None:
    """Beyond the last place there is none, until one is given back."""
    places = Places(2)
    places.take()
    places.take()
    with pytest.raises(TooBusy):
        places.take()
    places.leave()
    places.take()
