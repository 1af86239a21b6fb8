"""`/docs`: the OpenAPI document in Swagger UI, every asset served from here, so that no other host is needed."""

from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter
from jinja2 import Environment, FileSystemLoader, select_autoescape
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

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
    bodies = {name: (folder / name).read_bytes() for name, (folder, _) in ASSETS.items()}
    release = sha256(b"".join(bodies.values())).hexdigest()[:12]
    templates = Environment(loader=FileSystemLoader(_HERE / "templates"), autoescape=select_autoescape())
    html = templates.get_template("docs.html").render(assets=f"/docs/assets/{release}", openapi=openapi_url)

    async def page(request: Request) -> Response:
        headers = {"Content-Language": "en", "Cache-Control": "no-cache", "Content-Security-Policy": POLICY}
        return HTMLResponse(html, headers=headers)

    async def asset(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in ASSETS or request.path_params["release"] != release:
            raise HTTPException(404)
        headers = {
            "Cache-Control": FOR_EVER,
            "Content-Location": f"/docs/assets/{release}/{name}",
            "ETag": f'"{release}"',
            "X-Content-Type-Options": "nosniff",
        }
        return Response(bodies[name], headers=headers, media_type=ASSETS[name][1])

    routes.add_route("/docs", page, include_in_schema=False)
    routes.add_route("/docs/assets/{release}/{name}", asset, include_in_schema=False)
    return routes
