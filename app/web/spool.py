"""Bytes that are made as fast as they can be and sent as fast as a client takes them, on disk in between."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Callable, Iterable

from starlette.concurrency import run_in_threadpool

CHUNK_BYTES = 65_536


class Spool:
    """Is filled from `parts` by a thread, and gives what there is to whoever iterates, once.

    `finish` is called, in a thread, when the last part was made, when making one failed, or when nobody wants them any
    more: so what the parts are made from is held no longer than that, however slow the client. Iterating raises what
    making a part raised. To be made where an event loop runs.
    """

    def __init__(self, parts: Iterable[bytes], finish: Callable[[], None]) -> None:
        self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  closed with the last who knows of it
        self._loop = asyncio.get_running_loop()
        self._has_grown = has_grown = asyncio.Event()
        self._is_wanted = True
        self._filling = asyncio.ensure_future(run_in_threadpool(self._fill, parts, finish))
        self._filling.add_done_callback(lambda _: has_grown.set())

    def __del__(self) -> None:
        self._file.close()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The bytes in chunks, as they come."""
        offset = 0
        try:
            while chunk := await self._next(offset):
                offset += len(chunk)
                yield chunk
            await asyncio.shield(self._filling)
        finally:
            self._is_wanted = False

    async def _next(self, offset: int) -> bytes:
        while True:
            self._has_grown.clear()
            is_whole = self._filling.done()
            chunk = os.pread(self._file.fileno(), CHUNK_BYTES, offset)
            if chunk or is_whole:
                return chunk
            await self._has_grown.wait()

    def _fill(self, parts: Iterable[bytes], finish: Callable[[], None]) -> None:
        try:
            for part in parts:
                if not self._is_wanted:
                    break
                self._file.write(part)
                self._loop.call_soon_threadsafe(self._has_grown.set)
        finally:
            finish()
