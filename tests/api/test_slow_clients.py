"""Clients of full copies that take their time, go away, or know no chunks: none holds more than a file."""

import asyncio
from collections.abc import Iterator

import pytest
from sqlalchemy.pool import QueuePool
from starlette.types import Message

from app.api.v1.copying import MOST
from app.web.spool import CHUNK_BYTES
from tests import serving
from tests.serving import Client

PATIENCE_S = 30


class SlowClient:
    """A client that takes so many messages and no more until it is told to, or goes away then."""

    def __init__(self, asking: Client, *, takes: int = 2, leaves: bool = False, http_version: str = "1.1") -> None:
        self.messages: list[Message] = []
        self.waits, self.goes_on, self._gone = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._asking, self._takes, self._leaves = asking, takes, leaves
        target = {"path": "/v1/snapshot", "raw_path": b"/v1/snapshot", "query_string": b"", "headers": []}
        asked = {"type": "http", "method": "GET", "http_version": http_version, "scheme": "http", **target}
        self._scope = {**asked, "asgi": {"spec_version": "2.3"}}

    @property
    def body(self) -> bytes:
        """What came of the body."""
        return b"".join(message.get("body", b"") for message in self.messages[1:])

    async def ask(self) -> None:
        """Ask for a snapshot and take it."""
        await self._asking.served(self._scope, self._receive, self._send)

    async def _receive(self) -> Message:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: Message) -> None:
        self.messages.append(message)
        if len(self.messages) < self._takes:
            return
        self.waits.set()
        if self._leaves:
            self._gone.set()
        await self.goes_on.wait()


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """An application of its own, over entries of which a copy takes several chunks."""
    root = tmp_path_factory.mktemp("slow")
    lines = (f"  q{number}: {{question: Why {number}?, answer: {'because ' * 100}}}\n" for number in range(200))
    serving.write(root / "data", {"en/faqs.yaml": "faqs:\n" + "".join(lines)})
    with serving.client(serving.loaded(serving.settings_in(root, data=root / "data"))) as made:
        yield made


@pytest.fixture
def pool(asking: Client) -> QueuePool:
    """The connections of the application to its store."""
    found = asking.served.library._engine.pool
    assert isinstance(found, QueuePool)
    return found


def test_slow_clients_hold_no_connection(asking: Client, pool: QueuePool) -> None:
    """As many as there may be have taken one part each, and the store is free; all get the same in the end."""

    async def scenario() -> list[SlowClient]:
        clients = [SlowClient(asking) for _ in range(MOST)]
        asked = [asyncio.create_task(client.ask()) for client in clients]
        for client in clients:
            await client.waits.wait()
        while pool.checkedout():
            await asyncio.sleep(0.01)
        refused = await asking._http.get("/v1/snapshot")
        assert (refused.status_code, refused.json()["type"]) == (503, "/problems/too-busy")
        assert int(refused.headers["retry-after"]) > 0
        assert (await asking._http.get("/v1/faqs/q7")).status_code == 200
        for client in clients:
            assert len(client.body) <= CHUNK_BYTES
            client.goes_on.set()
        await asyncio.gather(*asked)
        return clients

    clients = asking._runner.run(asyncio.wait_for(scenario(), PATIENCE_S))
    assert {client.body for client in clients} == {asking.get("/v1/snapshot").content}


@pytest.mark.parametrize("takes", [1, 2, 3])
def test_a_client_that_goes_away_leaves_nothing(asking: Client, pool: QueuePool, takes: int) -> None:
    """Where clients stop reading, connections are given back and their places are free for others."""

    async def scenario() -> None:
        clients = [SlowClient(asking, takes=takes, leaves=True) for _ in range(MOST)]
        await asyncio.gather(*(client.ask() for client in clients))
        while pool.checkedout():
            await asyncio.sleep(0.01)

    asking._runner.run(asyncio.wait_for(scenario(), PATIENCE_S))
    assert asking.get("/v1/snapshot").status_code == 200


def test_a_client_of_1996_is_told_the_length(asking: Client) -> None:
    """HTTP/1.0 knows no chunks: the length comes before the body, and the body is in parts all the same."""
    client = SlowClient(asking, http_version="1.0")

    async def scenario() -> None:
        client.goes_on.set()
        await client.ask()

    asking._runner.run(asyncio.wait_for(scenario(), PATIENCE_S))
    assert client.body == asking.get("/v1/snapshot").content
    assert dict(client.messages[0]["headers"])[b"content-length"] == str(len(client.body)).encode()
    assert max(len(message["body"]) for message in client.messages[1:]) <= CHUNK_BYTES < len(client.body)
