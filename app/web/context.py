"""What a face can reach from a request: the services that the application was made with."""

import asyncio
from dataclasses import dataclass
from typing import cast

from starlette.requests import Request

from app.errors import SearchUnavailable
from app.search.engine import SearchEngine
from app.store.library import Library

PATIENCE_S = 30.0
"""How long a search waits for the first index; a large knowledge base takes longer, and its callers are told so."""
_LOOK_S = 0.02


@dataclass(frozen=True, slots=True)
class Context:
    """The services behind every face.

    `public_url` is the address that readers know us by, without a last slash; `frame_ancestors` are the sources (CSP 3)
    of pages that may hold ours in a frame.
    """

    library: Library
    search: SearchEngine
    public_url: str | None = None
    frame_ancestors: tuple[str, ...] = ("*",)


def context(request: Request) -> Context:
    """The services of the application that a request came to."""
    return cast(Context, request.app.state.context)


async def until_searchable(services: Context, patience_s: float = PATIENCE_S) -> None:
    """Wait for the first index, which is built while everything else is answered already. Raises SearchUnavailable."""
    waited = 0.0
    while not services.search.is_open:
        if waited >= patience_s:
            raise SearchUnavailable
        await asyncio.sleep(_LOOK_S)
        waited += _LOOK_S
