"""Copies of the house in which a test may break a rule to see that it is held."""

import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]

ROOMS = [
    "api",
    "embed",
    "site",
    "web",
    "loader",
    "checks",
    "authoring",
    "search",
    "store",
    "content",
    "text",
    "locales",
    "cli",
]

# What the rooms that are single files, and the store, import where all is well, as far as a contract speaks of it.
SOUND = {
    "app/__init__.py": "",
    "app/main.py": "import fastapi\nimport starlette\nimport app.api\nimport app.bootstrap\nimport app.settings\n",
    "app/bootstrap.py": "import app.store\n",
    "app/settings.py": "import pydantic_settings\n",
    "app/store/tables.py": "import sqlalchemy\n",
    "app/errors.py": "",
}


def skeleton(folder: Path) -> Path:
    """The rooms of `app` as empty modules, with the project's own configuration, in `folder`."""
    for room in ROOMS:
        plant(folder, f"app/{room}/__init__.py", "")
    for path, source in SOUND.items():
        plant(folder, path, source)
    (folder / "pyproject.toml").write_bytes((HOUSE / "pyproject.toml").read_bytes())
    return folder


def plant(folder: Path, path: str, source: str) -> Path:
    """Write `source` to `path` below `folder`, with the folders that it needs."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(source, encoding="utf-8")
    return file


def run(program: str, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What a program of our environment says in `folder`."""
    command = [str(Path(sys.executable).parent / program), *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)
