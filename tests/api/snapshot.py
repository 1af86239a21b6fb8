"""The OpenAPI document as it is committed, so that a change of the contract is seen in the diff.

Renew it with `.venv/bin/python -m tests.api.snapshot`.
"""

import json
from pathlib import Path
from typing import Any

from app.main import create_app
from app.settings import Settings

FILE = Path(__file__).parent / "openapi.json"


def document() -> dict[str, Any]:
    """The document that the application publishes, without the version of the program."""
    found: dict[str, Any] = json.loads(json.dumps(create_app(Settings()).app.openapi()))
    found["info"].pop("version")
    return found


def spelt(found: dict[str, Any]) -> str:
    """The document as its file has it."""
    return json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    FILE.write_text(spelt(document()), encoding="utf-8")
