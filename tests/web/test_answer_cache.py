"""Kept answers: found by what a request means, never fewer or older than they should be, never more than fit."""

import re
from collections.abc import Iterator
from typing import Any, cast

import httpx
import pytest
from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from app.settings import Settings
from app.web import encoding
from app.web.answer_cache import ORIGINS
from tests.serving import Client, client

TAIWAN = {"accept-language": "zh-TW,zh;q=0.9,en;q=0.5", "accept-encoding": "gzip, br"}


class Counting:
    """Lets the application answer, and counts how often it was asked."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.asked = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Ask the application."""
        self.asked += 1
        await self.app(scope, receive, send)


class Counted:
    """A client, and how often the application itself had to answer."""

    def __init__(self, made: Client) -> None:
        self.client = made
        self.behind = Counting(made.app)
        made.served.app = cast(FastAPI, self.behind)

    def asks(self, path: str, **headers: str) -> int:
        """How often the application is asked for one request."""
        before = self.behind.asked
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        self.client.ask("GET", path, headers=sent)
        return self.behind.asked - before


@pytest.fixture
def counted(shipped: Settings) -> Iterator[Counted]:
    """Asks the application over the shipped content, with nothing kept so far."""
    with client(shipped) as made:
        yield Counted(made)


SAME = [
    ("/v1/models/b2b", {"accept_language": "zh-HK"}),
    ("/v1/models/b2b", {"accept_language": "zh-Hant;q=0.3, tlh, , zh-;q=9"}),
    ("/v1/models/b2b", {"accept_encoding": "br;q=1.0, deflate"}),
    ("/v1/models/b2b", {"accept_encoding": "*"}),
    ("/v1/models/b2b?", {}),
]


@pytest.mark.parametrize(("path", "headers"), SAME)
def test_a_request_of_the_same_meaning_is_not_asked_again(counted: Counted, path: str, headers: dict[str, str]) -> None:
    """Other spellings of a language and of codings mean the same."""
    first = {"accept_language": "zh-TW", "accept_encoding": "gzip, br"}
    assert counted.asks("/v1/models/b2b", **first) == 1
    assert counted.asks(path, **first | headers) == 0


def test_the_same_parameters_in_any_order(counted: Counted) -> None:
    """The order of parameters and the spelling of a locale are no part of what is asked."""
    assert counted.asks("/v1/features?model=b2b&limit=3&locale=zh-Hant") == 1
    assert counted.asks("/v1/features?locale=zh_tw&limit=3&model=b2b") == 0
    assert counted.asks("/v1/features?limit=%33&model=b2b&locale=ZH-HK") == 0


OTHER = [
    ("/v1/models/b2c", {}),
    ("/v1/models/b2b", {"accept_language": "es"}),
    ("/v1/models/b2b", {"accept_encoding": "gzip"}),
    ("/v1/models/b2b", {"accept": "text/markdown"}),
    ("/v1/models/b2b?locale=zh-Hant", {}),
    ("/v1/models/b2b?fallback=none", {}),
    ("/v1/models/b2b?include=faqs", {}),
]


@pytest.mark.parametrize(("path", "headers"), OTHER)
def test_a_request_of_another_meaning_is_asked(counted: Counted, path: str, headers: dict[str, str]) -> None:
    """What may be answered otherwise is asked, once."""
    first = {"accept_language": "zh-TW", "accept_encoding": "gzip, br"}
    counted.asks("/v1/models/b2b", **first)
    assert counted.asks(path, **first | headers) == 1
    assert counted.asks(path, **first | headers) == 0


COPIES = [
    ("/v1/terms?limit=50", "/v1/terms", "/v1/terms?fallback=chain", "/v1/terms?limit=50&&"),
    (
        "/v1/models/b2b?include=faqs,terms",
        "/v1/models/b2b?include=terms,faqs,terms",
        "/v1/models/b2b?include=terms,faqs",
    ),
    ("/v1/search?q=b2b", "/v1/search?q=+b2b%20", "/v1/search?limit=10&q=b2b&offset=0&explain=false"),
    ("/v1/models/b2b?locale=zh-Hant", "/v1/models/b2b?locale=zh_HK", "/v1/models/b2b?locale=zh-hant-TW"),
    ("/v1/models/b2b", "/v1/models/%62%32b", "/v1/models/b2b?&"),
]


@pytest.mark.parametrize("paths", COPIES)
def test_one_answer_is_kept_once(counted: Counted, paths: tuple[str, ...]) -> None:
    """Addresses that differ by defaults, order, case and spaces keep one answer between them."""
    for path in paths:
        assert counted.client.get(path, "en").status_code == 200
    assert len(counted.client.served.answers) == 1


UNKEPT = [
    "/v1/models/b2b?x=1",
    "/v1/models/b2b?locale=tlh",
    "/v1/models/b2b?locale=en&locale=es",
    "/v1/terms?limit=007",
    "/v1/terms?limit=٣",
    "/v1/models/nobody",
    "/v1/nothing",
    "/v1/negotiate",
    "/healthz",
    "/readyz",
    "/problems/not-found?x=1",
    "/v1/search?q=",
]


@pytest.mark.parametrize("path", UNKEPT)
def test_what_anyone_could_make_up_is_not_kept(counted: Counted, path: str) -> None:
    """Problems, health and addresses with parameters that nobody declared take no room."""
    counted.client.get(path)
    assert len(counted.client.served.answers) == 0


def test_strangers_cannot_multiply_answers(counted: Counted) -> None:
    """Hosts and headers that someone makes up add no answer that is not wanted, whatever its form."""
    served = counted.client.served
    for number in range(40):
        made_up = {
            "host": f"h{number}.example",
            "accept": f"application/json;v={number}",
            "accept-language": f"x{number}",
        }
        assert counted.client.ask("GET", "/v1/models/b2b", headers=made_up).status_code == 200
    assert len(served.answers) == 1
    for number in range(40):
        counted.client.ask("GET", "/v1/models/b2b?format=jsonld", headers={"host": f"h{number}.example"})
        assert counted.asks("/v1/models/b2b?format=jsonld", host="ours.example") == (number == 0)
        assert counted.asks("/v1/models/b2b", host="ours.example") == (number == 0)
    assert len(served.answers) == 1 + ORIGINS


def test_an_answer_that_names_the_host_is_for_that_host(counted: Counted) -> None:
    """Absolute addresses are those of the host that was asked, also when another was asked before."""
    for host in ("a.example", "b.example", "a.example"):
        answer = counted.client.ask("GET", "/v1/models/b2b?format=jsonld", headers={"host": host})
        assert {"a.example", "b.example"} & set(answer.text.replace("/", " ").split()) == {host}


def test_the_memory_is_bounded(shipped: Settings) -> None:
    """However many addresses are asked for, what is kept stays inside its bound."""
    with client(shipped.model_copy(update={"cache_mb": 1})) as made:
        served = made.served
        for number in range(600):
            made.get(f"/v1/search?q={number}&limit={number % 100 + 1}", f"en, x-{number}" + "0" * 400)
        assert 0 < len(served.answers) < 600
        assert served.answers.used <= served.answers.size
        assert 0 < served.names.used <= served.names.size
        assert served.answers.size + served.names.size == 2**20


ALIKE = [
    "/v1",
    "/v1/locales",
    "/v1/negotiate",
    "/v1/models/b2b",
    "/v1/models/b2b?format=md",
    "/v1/models/b2b?locale=zh-TW",
    "/v1/terms?limit=3",
    "/v1/terms?limit=3&x=1",
    "/v1/search?q=haiwaicang",
    "/v1/changes?since=0&limit=2",
    "/v1/nothing",
    "/problems",
    "/docs",
]


TURNS = [
    ("/problems/not-found", {"accept-language": "en"}, {"accept-language": "es"}),
    ("/problems", {"accept-language": "zh-TW"}, {"accept-language": "zh-CN"}),
    ("/docs", {"accept-language": "en"}, {"accept-language": "es"}),
    ("/", {"accept-language": "en"}, {"accept-language": "es"}),
    ("/v1/models/b2b", {"accept": "text/markdown"}, {"accept": "application/ld+json"}),
    ("/v1/models/b2b?format=jsonld", {"host": "a.example"}, {"host": "b.example"}),
    ("/en/models/b2b", {"host": "a.example"}, {"host": "b.example"}),
    ("/embed/?format=json&locale=en", {"host": "a.example"}, {"host": "b.example"}),
    ("/embed/faq?about=b2b", {"host": "a.example"}, {"host": "b.example"}),
    ("/llms.txt", {"host": "a.example"}, {"host": "b.example"}),
    ("/robots.txt", {"host": "a.example"}, {"host": "b.example"}),
    ("/sitemap.xml", {"host": "a.example"}, {"host": "b.example"}),
    ("/oembed?url=http://a.example/en/faqs/b2b-vs-b2c", {"host": "a.example"}, {"host": "b.example"}),
]


def told(answer: httpx.Response) -> tuple[Any, ...]:
    """All that an answer says."""
    return (answer.status_code, sorted(answer.headers.multi_items()), answer.content)


@pytest.fixture(scope="module")
def forgetting(shipped: Settings) -> Iterator[Client]:
    """Asks the application that has no room to keep anything."""
    with client(shipped.model_copy(update={"cache_mb": 0})) as made:
        yield made


@pytest.mark.parametrize(("path", "one", "other"), TURNS)
def test_no_answer_is_given_to_another(
    counted: Counted, forgetting: Client, path: str, one: dict[str, str], other: dict[str, str]
) -> None:
    """Callers in turn get what each would get alone, however they differ: by language, form or host."""
    for headers in (one, other, one, other):
        alone = forgetting.ask("GET", path, headers=headers)
        assert told(counted.client.ask("GET", path, headers=headers)) == told(alone)


@pytest.mark.parametrize("path", ["/en/models/b2b", "/v1/models/b2b?format=jsonld"])
def test_a_scheme_is_not_taken_for_another(counted: Counted, path: str) -> None:
    """Absolute addresses have the scheme of the request, also where another was asked for before."""
    for scheme in ("http", "https", "http"):
        assert f'"{scheme}://kuajing.test' in counted.client.get(f"{scheme}://kuajing.test{path}", "en").text


REPEATED = [
    ("/en/search?q=customs&q=warehouse", "/en/search?q=warehouse&q=customs"),
    ("/en/compare?models=b2c&models=b2b", "/en/compare?models=b2b&models=b2c"),
]


@pytest.mark.parametrize(("one", "other"), REPEATED)
def test_the_order_of_what_is_repeated_counts(counted: Counted, forgetting: Client, one: str, other: str) -> None:
    """A parameter that stands twice means another thing when its values change places."""
    for path in (one, other, one):
        assert told(counted.client.get(path)) == told(forgetting.get(path))
    assert counted.client.get(one).content != counted.client.get(other).content


def test_a_script_is_compressed_once(counted: Counted) -> None:
    """Made-up queries behind the name of a large script cost no more than its name alone."""
    page = counted.client.get("/docs").text
    [script] = re.findall(r'"(/docs/assets/[^"]+bundle\.js)"', page)
    before = encoding._encode_thoroughly.cache_info().misses
    sizes = {len(counted.client.get(f"{script}?x={number}", accept_encoding="br").content) for number in range(5)}
    assert len(sizes) == 1
    assert encoding._encode_thoroughly.cache_info().misses <= before + 1


@pytest.mark.parametrize("path", ALIKE)
def test_nothing_but_speed_depends_on_it(shipped: Settings, path: str) -> None:
    """An answer is the same when it is kept, when it is not, and when there is no room for any."""
    with client(shipped) as keeping, client(shipped.model_copy(update={"cache_mb": 0})) as forgetting:
        for options in ({"headers": TAIWAN}, {"headers": TAIWAN | {"if-none-match": "*"}}):
            first, second = keeping.ask("GET", path, **options), keeping.ask("GET", path, **options)
            assert told(first) == told(second) == told(forgetting.ask("GET", path, **options))
        assert len(forgetting.served.answers) == len(forgetting.served.names) == 0
