"""What a face can reach from a request: the services that the application was made with."""

from dataclasses import dataclass
from typing import cast

from starlette.requests import Request

from app.search.engine import SearchEngine
from app.store.library import Library


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
