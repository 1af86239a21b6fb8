"""What a reader's client waits for: answers over HTTP, each as a ratio to a bare server that sends the same bytes.

Asks with `wrk`. The node and the bare server take turns, and the median of the turns counts, so that whatever else the
machine does falls on both alike.
"""

import http.client
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from bench.measurement import HOUSE, KUAJING, Measurement, environment, run
from bench.operating import free_port, until_answering
from bench.search_sets import shipped, titles
from bench.synthetic import write_corpus

CONNECTIONS = 16
SECONDS = 3
TURNS = 5
HEADERS = {"Accept-Language": "zh-TW,zh;q=0.9,en;q=0.5", "Accept-Encoding": "gzip, br"}
ENTRY = "/v1/models/b2b"
PAGE = "/en/models/b2b"
LIST = "/v1/terms?limit=200"
ADDRESSES = 1_000_000
PARTS = 10
"""Parts of each title that are searched for: more than are asked in all turns."""
CACHE_MB = 64
RATE = re.compile(r"Requests/sec:\s+([0-9.]+)")
TAIL = re.compile(r"99%\s+([0-9.]+)(us|ms|s)")
MILLISECONDS = {"us": 0.001, "ms": 1.0, "s": 1000.0}
UVICORN = ("--http", "httptools", "--loop", "uvloop", "--no-access-log", "--no-server-header", "--log-level", "error")


@dataclass(frozen=True)
class Load:
    """What wrk saw: requests a second, and the 99th percentile of latency in milliseconds."""

    rate: float
    tail: float


def measure() -> Iterator[Measurement]:
    """Ratios to a bare server, distinct searches, lists, a second worker, and the memory of the cache."""
    require_wrk()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = environment(folder, HOUSE / "data")
        with node(env) as port:
            yield from against_bare("entry by Accept-Language", port, folder, HEADERS, goal=0.85)
            yield from against_bare("page of the site", port, folder, HEADERS, path=PAGE, goal=0.8)
            etag = fetch(port, ENTRY, HEADERS).headers["ETag"]
            yield from against_bare("304", port, folder, {**HEADERS, "If-None-Match": etag}, goal=0.85)
            yield from searches(port, folder)
        yield from without_cache(env | {"KUAJING_CACHE_MB": "0"}, folder)
    yield from large()
    yield from distinct()


def without_cache(env: Mapping[str, str], folder: Path) -> Iterator[Measurement]:
    """What every first request costs, and what a second worker is good for."""
    plain = {"Accept-Language": HEADERS["Accept-Language"]}
    with node(env) as one:
        yield from against_bare("entry, not cached", one, folder, plain, goal=0.12)
        alone = [1000 / load(one, LIST, plain, connections=1).rate for _ in range(TURNS)]
        yield Measurement("list of 200, not cached", statistics.median(alone), "ms", 5)
        with node({**env, "KUAJING_WORKERS": "2"}) as two:
            turns = [(load(two, ENTRY, plain).rate, load(one, ENTRY, plain).rate) for _ in range(TURNS)]
    gain = statistics.median(both / single for both, single in turns)
    yield Measurement("two workers beside one, not cached", gain, "x", 1.6, at_least=True)


def distinct() -> Iterator[Measurement]:
    """What the cache of a process grows to when strangers ask for one address after another."""
    command = [sys.executable, "-m", "bench.distinct", str(ADDRESSES), str(CACHE_MB)]
    told = subprocess.run(command, cwd=HOUSE, check=True, capture_output=True, text=True).stdout
    yield Measurement(f"memory of a cache of {CACHE_MB} MB after {ADDRESSES:,} addresses", float(told), "MB", CACHE_MB)


def require_wrk() -> None:
    """Have `wrk` installed where that is allowed. Raises SystemExit where it is missing then."""
    if not shutil.which("wrk") and os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update"], ["install", "--yes", "--no-install-recommends", "wrk"]):
            subprocess.run(["apt-get", "--quiet=2", *command], env=quiet, stdout=subprocess.DEVNULL, check=False)
    if not shutil.which("wrk"):
        raise SystemExit("bench: delivery needs wrk on the PATH (Debian: apt-get install wrk; macOS: brew install wrk)")


def large() -> Iterator[Measurement]:
    """The same cached entry where 10,000 stand beside it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = environment(folder)
        corpus = folder / "corpus.jsonl"
        write_corpus(corpus, 10_000)
        run("load", str(corpus), env=env)
        with node(env) as port:
            fetch(port, "/v1/search?q=warehouse", {})  # waits until the index is built, which is measured elsewhere
            items = json.loads(fetch(port, "/v1/faqs?limit=1", {}).read())["items"]
            yield from against_bare("entry among 10,000", port, folder, HEADERS, path=items[0]["url"], goal=0.85)


def against_bare(
    name: str, port: int, folder: Path, headers: Mapping[str, str], *, goal: float, path: str = ENTRY
) -> Iterator[Measurement]:
    """The node's rate and tail beside those of a bare server that sends the very same answer."""
    recorded = record(port, path, headers, folder / "answer.json")
    with bare(recorded) as other:
        turns = [(load(port, path, headers), load(other, path, headers)) for _ in range(TURNS)]
    ratio = statistics.median(ours.rate / theirs.rate for ours, theirs in turns)
    tail = statistics.median(ours.tail / theirs.tail for ours, theirs in turns)
    rate = statistics.median(ours.rate for ours, _ in turns)
    yield Measurement(f"{name}: of a bare server", ratio, "x", goal, at_least=True)
    yield Measurement(f"{name}: p99 beside a bare server's", tail, "x", 5)
    yield Measurement(f"{name}: rate", rate, "/s")


def searches(port: int, folder: Path) -> Iterator[Measurement]:
    """Distinct queries, in all languages, that find something: parts of titles and aliases, no two alike."""
    script = folder / "distinct.lua"
    asked = parts()
    rates = []
    for turn in range(TURNS):
        paths = [f"'/v1/search?q={quote(part, safe='')}'" for part in asked[turn::TURNS]]
        script.write_text(
            f"local paths = {{{','.join(paths)}}}\n"
            "local n = 0\n"
            "request = function()\n"
            "  n = n % #paths + 1\n"
            "  return wrk.format('GET', paths[n])\n"
            "end\n"
        )
        rates.append(load(port, "/v1/search", HEADERS, ("-s", str(script))).rate)
    yield Measurement("distinct searches", statistics.median(rates), "/s", 1000, at_least=True)


def parts() -> list[str]:
    """Parts of the shipped titles and aliases, each once, in an order that is the same every time."""
    chance = random.Random(1)
    found = set()
    for title in sorted({title for entry in shipped() for title in titles(entry)}):
        for _ in range(PARTS):
            start = chance.randrange(len(title))
            found.add(title[start : chance.randrange(start, len(title)) + 1].strip())
    return chance.sample(sorted(found - {""}), len(found) - 1)


def load(
    port: int, path: str, headers: Mapping[str, str], options: Sequence[str] = (), connections: int = CONNECTIONS
) -> Load:
    """Let wrk ask for a path over and over."""
    given = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{connections}", f"-d{SECONDS}s", "--latency", *given, *options]
    told = subprocess.run([*command, f"http://127.0.0.1:{port}{path}"], check=True, capture_output=True, text=True)
    rate, tail = RATE.search(told.stdout), TAIL.search(told.stdout)
    if rate is None or tail is None:
        raise RuntimeError(f"wrk said nothing that could be read:\n{told.stdout}")
    return Load(float(rate[1]), float(tail[1]) * MILLISECONDS[tail[2]])


def record(port: int, path: str, headers: Mapping[str, str], into: Path) -> Path:
    """Keep an answer of the node for the bare server; the server's own `Date` is added there again."""
    answer = fetch(port, path, headers)
    kept = [(name.lower(), value) for name, value in answer.getheaders() if name.lower() != "date"]
    body = answer.read().hex()
    into.write_text(json.dumps({"status": answer.status, "headers": kept, "body": body}), "utf-8")
    return into


def fetch(port: int, path: str, headers: Mapping[str, str]) -> http.client.HTTPResponse:
    """One answer of a server on this machine."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers=dict(headers))
    return connection.getresponse()


@contextmanager
def node(env: Mapping[str, str]) -> Iterator[int]:
    """A node that serves; gives its port."""
    port = free_port()
    with serving([str(KUAJING), "serve", "--port", str(port)], env, port, "/readyz"):
        yield port


@contextmanager
def bare(recorded: Path) -> Iterator[int]:
    """The bare server with a recorded answer; gives its port."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "bench.bare:app", "--port", str(port), *UVICORN]
    with serving(command, os.environ | {"BARE_ANSWER": str(recorded)}, port, "/"):
        yield port


@contextmanager
def serving(command: Sequence[str], env: Mapping[str, str], port: int, path: str) -> Iterator[None]:
    """A server that runs as long as the block does, ready when the block begins."""
    process = subprocess.Popen(command, env=dict(env), cwd=HOUSE, stderr=subprocess.DEVNULL)
    try:
        until_answering(process, port, path)
        yield
    finally:
        process.terminate()
        process.wait()
