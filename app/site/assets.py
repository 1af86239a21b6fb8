"""What pages load, and the card that links to them show, under an address that changes with their bytes."""

from pathlib import Path

from fastapi import APIRouter

from app.web.assets import File, Release

FILES = {"site.css": "text/css", "site.js": "text/javascript", "icon.svg": "image/svg+xml", "card.png": "image/png"}
"""The files with their media types."""

_FOLDER = Path(__file__).parent / "static"
_RELEASE = Release("/site", {name: File((_FOLDER / name).read_bytes(), FILES[name]) for name in FILES})

PATHS = _RELEASE.paths
"""The address of each file."""


def router() -> APIRouter:
    """`GET /site/<release>/<name>`."""
    return _RELEASE.router()
