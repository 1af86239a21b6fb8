"""Files that pages load, under addresses that change with their bytes, so that they may be kept for ever."""

from collections.abc import Mapping
from hashlib import sha256
from typing import NamedTuple

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from app.web.answers import strong_etag

FOR_EVER = "public, max-age=31536000, immutable"
FOR_A_WHILE = "public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800"


class File(NamedTuple):
    """The bytes of a file, and what they are."""

    content: bytes
    media_type: str


class Release:
    """Files that change together: `paths` are their addresses below a prefix, by name."""

    def __init__(self, prefix: str, files: Mapping[str, File]) -> None:
        self._prefix, self._files = prefix, files
        release = version_of(*(file.content for file in files.values()))
        self.paths = {name: f"{prefix}/{release}/{name}" for name in files}

    def router(self) -> APIRouter:
        """`GET <prefix>/<release>/<name>`."""
        routes = APIRouter()
        routes.add_route(f"{self._prefix}/{{release}}/{{name}}", self._read, include_in_schema=False)
        return routes

    async def _read(self, request: Request) -> Response:
        name = request.path_params["name"]
        if request.url.path != self.paths.get(name):
            raise HTTPException(404)
        return file_response(self._files[name], request.url.path, FOR_EVER)


def version_of(*contents: bytes) -> str:
    """Twelve hexadecimal digits that change with the bytes."""
    return sha256(b"".join(contents)).hexdigest()[:12]


def file_response(file: File, path: str, cache_control: str) -> Response:
    """A file as the answer to a request for its address."""
    headers = {
        "Cache-Control": cache_control,
        "Content-Location": path,
        "ETag": strong_etag(file.content),
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(file.content, headers=headers, media_type=file.media_type)
