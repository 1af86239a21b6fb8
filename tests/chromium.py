"""The Chromium that browser tests drive: one of this machine, else one that is fetched for it.

As a program it fetches one where there is none. It fails only where `CI=true`; elsewhere the tests that need a browser
are skipped.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# As root, Chromium refuses its sandbox; a small /dev/shm, as containers have, makes it crash.
FLAGS = ("--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu")


def find() -> Path | None:
    """The program of a Chromium on the `PATH` or one that Playwright fetched earlier, None where there is neither."""
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    return next(iter(sorted(_playwright_folder().glob("chromium-*/chrome-linux*/chrome"), reverse=True)), None)


def fetch() -> Path | None:
    """Install a Chromium, from Debian's packages where that is allowed, else Playwright's; None where both fail."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        apt = ["apt-get", "--quiet=2", "--option=Dpkg::Use-Pty=0"]
        _run([*apt, "update"], quiet) and _run([*apt, "install", "--yes", "--no-install-recommends", "chromium"], quiet)
    if find() is None and importlib.util.find_spec("playwright"):
        _run([sys.executable, "-m", "playwright", "install", "chromium"], dict(os.environ))
    return find()


def main() -> int:
    """Exit code 0 where a Chromium is there at the end or none is demanded, else 1."""
    if find() or fetch():
        return 0
    print("No Chromium could be installed: tests that need a browser are skipped.", file=sys.stderr)  # noqa: T201
    return int(os.environ.get("CI") == "true")


def _run(command: list[str], environment: dict[str, str]) -> bool:
    return subprocess.run(command, env=environment, stdout=subprocess.DEVNULL).returncode == 0


def _playwright_folder() -> Path:
    return Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")


if __name__ == "__main__":
    sys.exit(main())
