"""Caches in front of us, with the configurations that we give away: never a wrong language, and mostly a hit."""

from collections import Counter
from random import Random

import httpx
import pytest

REQUESTS = 1_000
PATHS = [
    "/v1",
    "/v1/models/b2b",
    "/v1/models/b2c",
    "/v1/models/b2b?format=md",
    "/v1/models/b2b?locale=zh_TW",
    "/v1/models/b2b?locale=es",
    "/v1/terms?limit=5",
    "/v1/faqs?about=b2b",
    "/v1/search?q=haiwaicang",
    "/v1/models/nobody",
    "/v1/models?x=1",
]
WANTED = [
    "zh-TW",
    "zh-HK",
    "zh-CN",
    "zh",
    "es-MX",
    "es-419",
    "ca",
    "en-GB",
    "en",
    "fr",
    "*",
    "x",
    "zh-Hant-TW",
    "pt-BR",
]
ACCEPTED = [*["*/*"] * 6, "application/json", "text/markdown, */*;q=0.1", "application/ld+json"]
CODINGS = [*["gzip, deflate, br"] * 6, "gzip", "br;q=0, gzip;q=0.5", "identity", "gzip;q=0, br;q=0.000", "br"]
KEPT = {"HIT", "STALE", "UPDATING", "REVALIDATED"}


def header(random: Random) -> str:
    """An `Accept-Language` as people's browsers might have it, hardly ever spelt twice alike."""
    tags = random.sample(WANTED, random.randint(1, 4))
    return ",".join(f"{tag};q={random.choice((1.0, 0.9, 0.8, 0.5, 0.1))}" for tag in tags)


def test_no_wrong_language_in_a_thousand_requests(
    proxy: str, origin: str, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each answer is the one that the server itself gives, to the byte, and most come from the cache."""
    random, seen = Random(5), Counter[str]()
    with httpx.Client(base_url=proxy) as through, httpx.Client(base_url=origin) as direct:
        for _ in range(REQUESTS):
            path = random.choice(PATHS)
            headers = {
                "accept-language": header(random),
                "accept": random.choice(ACCEPTED),
                "accept-encoding": random.choice(CODINGS),
            }
            own, got = direct.get(path, headers=headers), through.get(path, headers=headers)
            assert got.status_code == own.status_code, (path, headers)
            for name in ("content-language", "content-type", "content-location", "vary"):
                assert got.headers.get(name) == own.headers.get(name), (path, headers, name)
            assert got.content == own.content, (path, headers)
            if own.is_success:
                seen[got.headers["x-cache"]] += 1
    ratio = sum(seen[state] for state in KEPT) / seen.total()
    with capsys.disabled():
        print(f"\n{request.node.name}: {ratio:.0%} of {seen.total()} answers from the cache, {dict(seen)}")  # noqa: T201
    assert ratio > 0.7


def test_what_a_client_has_is_not_sent_again(proxy: str, origin: str) -> None:
    """A cache answers conditions with our validators, and keeps what goes with them."""
    headers = {"accept-language": "zh-HK,en;q=0.3", "accept-encoding": "gzip"}
    whole = httpx.get(f"{proxy}/v1/models/b2b", headers=headers)
    again = httpx.get(f"{proxy}/v1/models/b2b", headers=headers | {"if-none-match": whole.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == whole.headers["etag"]
    assert again.headers["content-location"] == "/v1/models/b2b?locale=zh-Hant"


@pytest.mark.parametrize("path", ["/v1/negotiate", "/v1/nothing", "/v1/models?x=1"])
def test_what_must_not_be_kept_is_not(proxy: str, origin: str, path: str) -> None:
    """What is about one request, and problems, come from the server each time."""
    for tag in ("es", "zh-Hant", "es"):
        own, got = (httpx.get(base + path, headers={"accept-language": tag}) for base in (origin, proxy))
        assert got.content == own.content
        assert got.headers["content-language"] == tag
        assert got.headers["x-cache"] not in KEPT


def test_methods_pass(proxy: str) -> None:
    """HEAD, OPTIONS and what is not allowed are answered as without a cache."""
    assert httpx.head(f"{proxy}/v1/models/b2b", headers={"accept-language": "es"}).headers["content-language"] == "es"
    assert httpx.options(f"{proxy}/v1/models/b2b").headers["allow"] == "GET, HEAD, OPTIONS"
    assert httpx.post(f"{proxy}/v1/models/b2b", content=b"x").status_code == 405
