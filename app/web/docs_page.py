"""`/docs`: the OpenAPI document in Swagger UI, every asset served from here, so that no other host is needed."""

from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter
from jinja2 import Environment, FileSystemLoader, select_autoescape
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

_HERE = Path(__file__).parent
_SWAGGER_UI = Path(str(files("fastapi_swagger"))) / "resources"

ASSETS = {
    "swagger-ui-bundle.js": (_SWAGGER_UI, "text/javascript"),
    "swagger-ui.css": (_SWAGGER_UI, "text/css"),
    "favicon-32x32.png": (_SWAGGER_UI, "image/png"),
    "docs.js": (_HERE / "static", "text/javascript"),
}
"""What the page loads: the folder and the media type of each file."""

# Swagger UI sets style attributes and draws its icons from data: addresses.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'"
)
FOR_EVER = "public, max-age=31536000, immutable"


def router(openapi_url: str = "/openapi.json") -> APIRouter:
    """`GET /docs` for the document at `openapi_url`, and its assets under an address that changes with their bytes."""
    routes = APIRouter()
    release = _fingerprint()
    templates = Environment(loader=FileSystemLoader(_HERE / "templates"), autoescape=select_autoescape())
    html = templates.get_template("docs.html").render(assets=f"/docs/assets/{release}", openapi=openapi_url)

    async def page(request: Request) -> Response:
        headers = {"Content-Language": "en", "Cache-Control": "no-cache", "Content-Security-Policy": POLICY}
        return HTMLResponse(html, headers=headers)

    async def asset(request: Request) -> Response:
        folder, media_type = ASSETS.get(request.path_params["name"], (None, None))
        if folder is None or request.path_params["release"] != release:
            raise HTTPException(404)
        headers = {"Cache-Control": FOR_EVER, "X-Content-Type-Options": "nosniff"}
        return FileResponse(folder / request.path_params["name"], headers=headers, media_type=media_type)

    routes.add_route("/docs", page, include_in_schema=False)
    routes.add_route("/docs/assets/{release}/{name}", asset, include_in_schema=False)
    return routes


def _fingerprint() -> str:
    return sha256(b"".join((folder / name).read_bytes() for name, (folder, _) in ASSETS.items())).hexdigest()[:12]
