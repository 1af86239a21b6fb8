"""What is installed and shipped: the locks, the package's data files, the image and the composition."""

import ast
import json
import re
import subprocess
import sys
import threading
import tomllib
from fnmatch import fnmatch
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.planting import HOUSE

PROJECT = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
DISTRIBUTIONS = packages_distributions()
LOCKS = {
    "requirements.txt": ["build"],
    "requirements-dev.txt": ["build", "dev"],
}

LOADED_BY_NAME = {"fastapi-swagger", "httptools", "psycopg", "uvloop"}
"""The assets of Swagger UI, the server's parser and loop, the driver of PostgreSQL: none is imported in `app`."""


def locked(lock: str) -> dict[str, tuple[str, str]]:
    """Each locked package's version and what follows it up to the next package."""
    text = (HOUSE / lock).read_text(encoding="utf-8")
    pins = re.findall(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==(\S+)(.*\n(?:[ ].*\n)*)", text, flags=re.MULTILINE)
    return {name: (version, rest) for name, version, rest in pins}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_requirement_is_locked(lock: str) -> None:
    """Each requirement of pyproject.toml is in the lock at a version that it allows: the lock is not behind."""
    project = PROJECT["project"]
    extras = [name for extra in LOCKS[lock] for name in project["optional-dependencies"][extra]]
    pins = locked(lock)
    for requirement in map(Requirement, project["dependencies"] + extras):
        version, _ = pins[requirement.name]
        assert requirement.specifier.contains(version), requirement


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes(lock: str) -> None:
    """A package that is installed is the one that was locked, from whichever mirror."""
    pins = locked(lock)
    assert pins
    assert [name for name, (_, rest) in pins.items() if "--hash=sha256:" not in rest] == []


def test_both_locks_agree() -> None:
    """What is tested is what serves: a package of both locks has one version."""
    serving, testing = (
        {name: version for name, (version, _) in locked(lock).items()}
        for lock in ("requirements.txt", "requirements-dev.txt")
    )
    assert serving.items() <= testing.items()


def test_every_file_of_the_rooms_is_shipped() -> None:
    """A file of `app` or `migrations` that is no Python matches the package data, or an installed copy lacks it."""
    patterns = PROJECT["tool"]["setuptools"]["package-data"]["*"]
    names = subprocess.run(["git", "ls-files", "app", "migrations"], cwd=HOUSE, capture_output=True, text=True).stdout
    lost = [
        name
        for name in names.splitlines()
        if not name.endswith(".py") and not any(fnmatch(name, f"*/{pattern}") for pattern in patterns)
    ]
    assert lost == []


@pytest.mark.parametrize(("status", "code"), [(HTTPStatus.OK, 0), (HTTPStatus.SERVICE_UNAVAILABLE, 1)])
def test_the_image_checks_its_health(status: HTTPStatus, code: int) -> None:
    """The image's health check asks /healthz at the configured port and fails on anything but 200."""
    dockerfile = (HOUSE / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", "")
    instruction = re.search(r"^HEALTHCHECK .*?CMD (\[.*\])$", dockerfile, flags=re.MULTILINE)
    assert instruction
    command = json.loads(instruction[1])
    asked: list[str] = []

    class Node(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(status)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Node) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        environment = {"KUAJING_PORT": str(server.server_port)}
        run = subprocess.run([sys.executable, *command[1:]], env=environment, capture_output=True)
        thread.join()
    assert (asked, run.returncode) == (["/healthz"], code)


def test_the_composition_waits_for_its_database() -> None:
    """The application starts when the database says that it is healthy, and no password is committed."""
    text = (HOUSE / "compose.yaml").read_text(encoding="utf-8")
    services = yaml.safe_load(text)["services"]
    assert services["app"]["depends_on"]["database"]["condition"] == "service_healthy"
    assert "test" in services["database"]["healthcheck"]
    assert services["database"]["environment"]["POSTGRES_PASSWORD"].startswith("${POSTGRES_PASSWORD:?")


def test_copies_wait_on_a_disk() -> None:
    """Where `/tmp` is memory, files that wait for slow clients go to the volume, which the image lets us write."""
    app = yaml.safe_load((HOUSE / "compose.yaml").read_text(encoding="utf-8"))["services"]["app"]
    folder = app["environment"]["TMPDIR"]
    assert folder not in app["tmpfs"]
    assert folder in [volume.partition(":")[2] for volume in app["volumes"]]
    assert f"VOLUME {folder}\n" in (HOUSE / "Dockerfile").read_text(encoding="utf-8")


def test_every_import_is_a_declared_requirement() -> None:
    """What `app` imports is asked for in pyproject.toml by name, not lent by another package's requirements."""
    declared = {canonicalize_name(Requirement(line).name) for line in PROJECT["project"]["dependencies"]}
    lent = {
        f"{file.relative_to(HOUSE)}: {package}"
        for file in (HOUSE / "app").rglob("*.py")
        for package in imported(file) - sys.stdlib_module_names - {"app"}
        if not declared & {canonicalize_name(name) for name in DISTRIBUTIONS.get(package, [package])}
    }
    assert sorted(lent) == []


def test_every_requirement_is_used() -> None:
    """What pyproject.toml asks for is imported by `app`, or is known to be what another requirement loads by name."""
    packages = {package for file in (HOUSE / "app").rglob("*.py") for package in imported(file)}
    used = {canonicalize_name(name) for package in packages for name in DISTRIBUTIONS.get(package, ())}
    declared = {canonicalize_name(Requirement(line).name) for line in PROJECT["project"]["dependencies"]}
    assert declared - used == LOADED_BY_NAME


def imported(file: Path) -> set[str]:
    """The top-level packages that a file imports."""
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    named = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}
    return {name.partition(".")[0] for name in plain | named}
