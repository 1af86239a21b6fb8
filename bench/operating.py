"""How long `kuajing serve` takes until it is ready, with the shipped content: into an empty store, and again."""

import http.client
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.measurement import HOUSE, KUAJING, Measurement, environment

PATIENCE = 60


def measure() -> Iterator[Measurement]:
    """Seconds until the first 200 of `/readyz`."""
    with tempfile.TemporaryDirectory() as name:
        env = environment(Path(name), HOUSE / "data")
        yield Measurement("start cold: empty store, shipped content", until_ready(env), "s", 4)
        yield Measurement("start warm: nothing changed", until_ready(env), "s", 2)


def until_ready(env: Mapping[str, str]) -> float:
    """Start a node, wait until it is ready, stop it; gives the seconds of the wait.

    Raises `TimeoutError` when it is not ready in a minute or stops before.
    """
    port = free_port()
    start = time.perf_counter()
    node = subprocess.Popen([str(KUAJING), "serve", "--port", str(port)], env=env, stderr=subprocess.DEVNULL)
    try:
        while not ready(port):
            if node.poll() is not None or time.perf_counter() - start > PATIENCE:
                raise TimeoutError(f"kuajing serve did not become ready (exit code {node.poll()})")
            time.sleep(0.01)
        return time.perf_counter() - start
    finally:
        node.terminate()
        node.wait()


def ready(port: int) -> bool:
    """Whether the node at a port answers `/readyz` with 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status == http.client.OK
    except OSError:
        return False
    finally:
        connection.close()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port
