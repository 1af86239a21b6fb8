"""`/docs`: the OpenAPI document in Swagger UI, every asset served from here, so that no other host is needed."""

from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from app.web.assets import File, Release
from app.web.openapi import PATH
from app.web.rendering import templates_in

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

_RELEASE = Release(
    "/docs/assets", {name: File((folder / name).read_bytes(), kind) for name, (folder, kind) in ASSETS.items()}
)


def router(openapi_url: str = PATH) -> APIRouter:
    """`GET /docs` for the document at `openapi_url`, and its assets under an address that changes with their bytes."""
    routes = APIRouter()
    template = templates_in(_HERE / "templates").get_template("docs.html")
    html = template.render(paths=_RELEASE.paths, openapi=openapi_url)

    async def page(request: Request) -> Response:
        headers = {"Content-Language": "en", "Cache-Control": "no-cache", "Content-Security-Policy": POLICY}
        return HTMLResponse(html, headers=headers)

    routes.add_route("/docs", page, include_in_schema=False)
    routes.include_router(_RELEASE.router())
    return routes
