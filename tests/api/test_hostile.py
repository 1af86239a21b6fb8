"""Requests that nobody honest sends: each is answered, none with a 500, and nothing of ours leaks."""

import csv
from pathlib import Path

import httpx
import pytest

from tests.serving import Client

LONG = "a" * 20_000
MANY = "&".join(f"{number:x}" for number in range(10_000))
HUGE = "x" * 65_536
LEAKS = ("Traceback", 'File "', "site-packages", "sqlite", "SELECT", "psycopg", str(Path(__file__).parents[2]))

with (Path(__file__).parent / "cases" / "hostile.tsv").open(encoding="utf-8", newline="") as lines:
    CASES = list(csv.DictReader(lines, delimiter="\t"))


def raw(target: str) -> httpx.URL:
    """An address on our host that no client has tidied."""
    return httpx.URL(scheme="http", host="kuajing.test").copy_with(raw_path=target.partition("#")[0].encode())


def harmless(answer: httpx.Response) -> None:
    """Assert that an answer is no fault of ours and tells nothing of ours."""
    assert answer.status_code < 500, answer.text
    assert not [leak for leak in LEAKS if leak in answer.text]
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == answer.status_code


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["target"])
def test_each_address(client: Client, case: dict[str, str]) -> None:
    """A strange address gets the status that it deserves, and a problem where that is an error."""
    answer = client.get(raw(case["target"].replace("{long}", LONG).replace("{many}", MANY)), "zh-TW")
    assert str(answer.status_code) in case["statuses"].split(","), answer.text[:500]
    harmless(answer)


@pytest.mark.parametrize(
    "name",
    [
        "accept-language",
        "accept",
        "accept-encoding",
        "if-none-match",
        "host",
        "origin",
        "cookie",
        "x-anything",
        "range",
    ],
)
@pytest.mark.parametrize(
    "value", [HUGE, "", " ", ",", ";;q", '"', "*", "\x7f", "é", ",".join("ab" * 9_000), "a;q=" + "9" * 5_000]
)
def test_each_header(client: Client, name: str, value: str) -> None:
    """Whatever a header holds, entries and problems are answered."""
    for path in ("/v1/models/b2b", "/v1/models/nobody", "/v1/search?q=b2b"):
        answer = client.ask("GET", path, headers=[(name.encode(), value.encode("latin-1"))])
        harmless(answer)
        assert answer.status_code in (200, 304, 404, 406)


def test_headers_of_any_bytes(client: Client) -> None:
    """Bytes that are no text in any encoding are taken for what they are: nothing that we know."""
    for byte in range(0x80, 0x100):
        harmless(client.ask("GET", "/v1/models/b2b", headers=[(b"accept-language", bytes([byte]) * 3)]))


@pytest.mark.parametrize("name", ["accept-language", "accept", "accept-encoding", "if-none-match", "host", "origin"])
def test_headers_twice(client: Client, name: str) -> None:
    """A header that comes twice, or a thousand times, is a list or is ignored."""
    for times in (2, 1_000):
        harmless(client.ask("GET", "/v1/models/b2b", headers=[(name, "es")] * times))


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "X"])
@pytest.mark.parametrize("path", ["/v1/models", "/v1/models/b2b", "/v1/search", "/healthz", "/docs", "/problems"])
def test_other_methods(client: Client, method: str, path: str) -> None:
    """What is only read answers no other method, and says which it answers."""
    answer = client.ask(method, path, content=b"{" * 1_000, headers={"content-type": "application/json"})
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) >= {"GET", "HEAD"}
    harmless(answer)
