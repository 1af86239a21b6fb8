"""nginx and Varnish with the configurations that we give away, in front of a server of the shipped content."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from tests.serving import HOUSE

DEPLOY = HOUSE / "deploy"
PATIENCE_S = 30

Serving = Callable[[Path, str, int], list[str]]


def program(name: str, package: str) -> str:
    """The path of a program, installed from Debian's packages where that is allowed; skips where it cannot be had."""
    if shutil.which(name) is None and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "--yes", "--no-install-recommends", package]):
            subprocess.run(["apt-get", "--quiet=2", *command], env=quiet, stdout=subprocess.DEVNULL, check=False)
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"no {name}, and Debian's package {package} could not be installed")
    return found


def nginx(folder: Path, behind: str, port: int) -> list[str]:
    """The command that runs nginx with our configuration, all that it writes below a folder."""
    site = (DEPLOY / "nginx.conf").read_text("utf-8")
    for ours, here in (
        ("127.0.0.1:8000", behind),
        ("listen 8080", f"listen 127.0.0.1:{port}"),
        ("/var/cache/nginx/kuajing", str(folder / "cache")),
    ):
        assert ours in site
        site = site.replace(ours, here)
    (folder / "site.conf").write_text(site, "utf-8")
    temporary = "".join(
        f"{of}_temp_path {folder / of};\n" for of in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = f"daemon off;\npid {folder / 'pid'};\nerror_log {folder / 'error.log'};\nevents {{}}\n"
    user = "user root;\n" if os.geteuid() == 0 else ""
    http = f"http {{\naccess_log off;\n{temporary}include {folder / 'site.conf'};\n}}\n"
    (folder / "nginx.conf").write_text(user + main + http, "utf-8")
    return [program("nginx", "nginx-light"), "-p", str(folder), "-c", str(folder / "nginx.conf")]


def varnish(folder: Path, behind: str, port: int) -> list[str]:
    """The command that runs Varnish with our configuration, all that it writes below a folder."""
    vcl = (DEPLOY / "varnish.vcl").read_text("utf-8")
    address = f'.port = "{behind.rpartition(":")[2]}"'
    assert '.port = "8000"' in vcl
    (folder / "varnish.vcl").write_text(vcl.replace('.port = "8000"', address), "utf-8")
    place = ["-n", str(folder / "varnish"), "-j", "none", "-s", "malloc,32m"]
    found = program("varnishd", "varnish")
    return [found, "-F", "-a", f"127.0.0.1:{port}", "-f", str(folder / "varnish.vcl"), *place]


@contextmanager
def in_front(serving: Serving, folder: Path, server: str) -> Iterator[str]:
    """The address of a proxy that runs, in front of a server, for the length of the block."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
    command = serving(folder, server.removeprefix("http://"), port)
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
    try:
        _wait(f"http://127.0.0.1:{port}/healthz", process, folder / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def _wait(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(address).is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise RuntimeError(f"the proxy did not come up: {log.read_text('utf-8')}")
