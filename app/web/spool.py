"""Bytes that are made as fast as they can be and sent as fast as a client takes them, on disk in between."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Callable, Iterable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from app.errors import TooBusy

CHUNK_BYTES = 65_536


class Places:
    """Room for so many spools at a time, each of which takes a file and as much of the disk as its bytes."""

    def __init__(self, most: int) -> None:
        self._free = most

    def take(self) -> None:
        """Have a place. Raises TooBusy."""
        if not self._free:
            raise TooBusy
        self._free -= 1

    def leave(self) -> None:
        """Give a place back."""
        self._free += 1


class Spool:
    """Is filled from `parts` by a thread, and gives what there is to whoever iterates, once.

    `finish` is called, in a thread, when the last part was made, when making one failed, or when nobody wants them any
    more: so what the parts are made from is held no longer than that, however slow the client. Iterating raises what
    making a part raised. To be made where an event loop runs, and to be closed.
    """

    def __init__(self, parts: Iterable[bytes], finish: Callable[[], None]) -> None:
        try:
            self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115  see `close`
        except OSError:
            finish()
            raise
        self._loop = asyncio.get_running_loop()
        self._has_grown = has_grown = asyncio.Event()
        self._is_wanted = True
        self._filling = asyncio.ensure_future(run_in_threadpool(self._fill, parts, finish))
        self._filling.add_done_callback(lambda _: has_grown.set())

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The bytes in chunks, as they come."""
        offset = 0
        while chunk := await self._next(offset):
            offset += len(chunk)
            yield chunk
        await asyncio.shield(self._filling)

    def close(self) -> None:
        """Let it go: nobody wants what is still to be made, nor what was."""
        self._is_wanted = False
        self._filling.add_done_callback(lambda _: self._file.close())

    async def size(self) -> int:
        """How many bytes there are in all, known when the last part was made. Raises what making a part raised."""
        await asyncio.shield(self._filling)
        return os.fstat(self._file.fileno()).st_size

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


class SpooledResponse(StreamingResponse):
    """A spool on its way to a client; `leave` is called when it has arrived, or when nobody waits for it any more."""

    def __init__(self, spool: Spool, leave: Callable[[], None], media_type: str, headers: Mapping[str, str]) -> None:
        super().__init__(spool, media_type=media_type, headers=headers)
        self._leave = leave

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI entry point."""
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._leave()
