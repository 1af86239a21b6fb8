"""What pages load from here: each file under its plain name, and under one that changes with its bytes."""

import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha384

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from app.embed.widget import STATIC, module
from app.web.assets import FOR_A_WHILE, FOR_EVER, File, file_response, version_of
from app.web.messages import shipped

PREFIX = "/embed"
WIDGET = "faq.js"
PLAIN = {
    "frame.js": "text/javascript",
    "framed.js": "text/javascript",
    "show.js": "text/javascript",
    "pages.css": "text/css",
}
"""The files that are served as they are, with the media type of each."""

_VERSIONED = re.compile(r"([a-z]+)-([0-9a-f]{12})\.([a-z]+)")


@dataclass(frozen=True)
class Asset:
    """One file; the same bytes have the same version everywhere."""

    name: str
    file: File

    @property
    def content(self) -> bytes:
        """The bytes."""
        return self.file.content

    @cached_property
    def version(self) -> str:
        """Twelve hexadecimal digits that change with the bytes."""
        return version_of(self.content)

    @cached_property
    def path(self) -> str:
        """The address of these very bytes."""
        stem, suffix = self.name.split(".")
        return f"{PREFIX}/{stem}-{self.version}.{suffix}"

    @cached_property
    def integrity(self) -> str:
        """The hash by which a browser knows these bytes (W3C Subresource Integrity)."""
        return f"sha384-{b64encode(sha384(self.content).digest()).decode()}"


@cache
def assets() -> dict[str, Asset]:
    """Every file by its plain name. Raises OSError."""
    found = [Asset(WIDGET, File(module(shipped()), "text/javascript"))]
    found += [Asset(name, File((STATIC / name).read_bytes(), media_type)) for name, media_type in PLAIN.items()]
    return {asset.name: asset for asset in found}


def router() -> APIRouter:
    """`GET /embed/<name>` and `GET /embed/<stem>-<version>.<suffix>`, for pages of any origin."""
    routes = APIRouter()
    assets()  # a file that cannot be read stops the start, not the first request
    routes.add_route(f"{PREFIX}/{{name}}", _read, include_in_schema=False)
    return routes


async def _read(request: Request) -> Response:
    asset, is_versioned = _find(request.path_params["name"])
    response = file_response(asset.file, request.url.path, FOR_EVER if is_versioned else FOR_A_WHILE)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _find(name: str) -> tuple[Asset, bool]:
    """The file of a name, and whether the name is that of a version. Raises HTTPException 404."""
    versioned = _VERSIONED.fullmatch(name)
    stem, version, suffix = versioned.groups() if versioned else (name, None, None)
    asset = assets().get(f"{stem}.{suffix}" if versioned else name)
    if asset is None or (versioned and asset.version != version):
        raise HTTPException(404)
    return asset, versioned is not None
