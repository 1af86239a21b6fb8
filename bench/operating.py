"""What an operator waits for: `kuajing serve` with the shipped content until it is ready, and a big `kuajing load`."""

import http.client
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.measurement import HOUSE, KUAJING, Measurement, environment, run
from bench.synthetic import write_corpus

PATIENCE = 60
ENTRIES = 10_000


def measure() -> Iterator[Measurement]:
    """Seconds until the first 200 of `/readyz`; seconds and peak memory of loads from JSON Lines."""
    with tempfile.TemporaryDirectory() as name:
        env = environment(Path(name), HOUSE / "data")
        yield Measurement("start cold: empty store, shipped content", until_ready(env), "s", 4)
        yield Measurement("start warm: nothing changed", until_ready(env), "s", 2)
    with tempfile.TemporaryDirectory() as name:
        env = environment(Path(name))
        corpus = Path(name) / "corpus.jsonl"
        units = write_corpus(corpus, ENTRIES)
        seconds, megabytes = run("load", str(corpus), env=env)
        yield Measurement(f"load {ENTRIES:,} entries, {units:,} units", seconds, "s", 20)
        yield Measurement("its peak memory", megabytes, "MB")
        seconds, _ = run("load", str(corpus), env=env)
        yield Measurement("load the same again", seconds, "s")


def until_ready(env: Mapping[str, str]) -> float:
    """Start a node, wait until it is ready, stop it; gives the seconds of the wait.

    Raises `TimeoutError` when it is not ready in a minute or stops before.
    """
    port = free_port()
    start = time.perf_counter()
    node = subprocess.Popen([str(KUAJING), "serve", "--port", str(port)], env=env, stderr=subprocess.DEVNULL)
    try:
        until_answering(node, port, "/readyz")
        return time.perf_counter() - start
    finally:
        node.terminate()
        node.wait()


def until_answering(server: "subprocess.Popen[bytes]", port: int, path: str) -> None:
    """Wait for a server's first answer that is no error.

    Raises `TimeoutError` when there is none in a minute, or the server stops before.
    """
    start = time.perf_counter()
    while not answers(port, path):
        if server.poll() is not None or time.perf_counter() - start > PATIENCE:
            raise TimeoutError(f"the server did not become ready (exit code {server.poll()})")
        time.sleep(0.01)


def answers(port: int, path: str) -> bool:
    """Whether a server of this machine answers, and with no error."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status < http.client.BAD_REQUEST
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
