"""Whether the process is alive and whether it can serve: two questions with two answers."""

from pathlib import Path

from app.store.session import open_engine
from tests.serving import client, loaded, settings_in


def test_alive_is_not_ready(tmp_path: Path) -> None:
    """Where the store does not answer, the process lives but cannot serve, and says when to come again."""
    with client(loaded(settings_in(tmp_path))) as asking:
        assert asking.json("/readyz") == {"status": "ready", "revision": 0}
        gone = open_engine("postgresql://nobody@127.0.0.1:1/nothing")
        asking.app.state.context.library._engine = gone
        assert asking.json("/healthz") == {"status": "alive"}
        answer = asking.get("/readyz", "es")
        assert answer.status_code == 503
        assert answer.json()["type"] == "/problems/store-unavailable"
        assert answer.headers["content-language"] == "en"
        assert int(answer.headers["retry-after"]) > 0
        gone.dispose()


def test_what_was_read_is_served_while_the_store_is_away(tmp_path: Path) -> None:
    """A store that goes away takes nothing from those who read what is in memory."""
    with client(loaded(settings_in(tmp_path))) as asking:
        before = asking.json("/v1/models")
        gone = open_engine("postgresql://nobody@127.0.0.1:1/nothing")
        asking.app.state.context.library._engine = gone
        assert asking.json("/v1/models") == before
        assert asking.get("/v1/models?limit=7").status_code == 503
        gone.dispose()


def test_neither_may_be_kept(tmp_path: Path) -> None:
    """Nobody in between may answer for the process."""
    with client(loaded(settings_in(tmp_path))) as asking:
        for path in ("/healthz", "/readyz"):
            assert asking.get(path).headers["cache-control"] == "no-store"
