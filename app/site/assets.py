"""What pages load: the stylesheet, the script and the icon, under an address that changes with their bytes."""

from hashlib import sha256
from pathlib import Path

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

FILES = {"site.css": "text/css", "site.js": "text/javascript", "icon.svg": "image/svg+xml"}
"""The files with their media types."""
FOR_EVER = "public, max-age=31536000, immutable"

_FOLDER = Path(__file__).parent / "static"
_CONTENTS = {name: (_FOLDER / name).read_bytes() for name in FILES}
_RELEASE = sha256(b"".join(_CONTENTS.values())).hexdigest()[:12]

PATHS = {name: f"/site/{_RELEASE}/{name}" for name in FILES}
"""The address of each file."""


def router() -> APIRouter:
    """`GET /site/<release>/<name>`."""
    routes = APIRouter()
    routes.add_route("/site/{release}/{name}", _read, include_in_schema=False)
    return routes


async def _read(request: Request) -> Response:
    name = request.path_params["name"]
    if request.url.path != PATHS.get(name):
        raise HTTPException(404)
    headers = {
        "Cache-Control": FOR_EVER,
        "Content-Location": PATHS[name],
        "ETag": f'"{_RELEASE}"',
        "Vary": "Accept-Encoding",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(_CONTENTS[name], headers=headers, media_type=FILES[name])
