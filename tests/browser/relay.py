"""A server's front that outlives it: one address for readers while the server behind stops and starts."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpx

NOT_PASSED = ("host", "accept-encoding", "connection")
STALE_AT_ONCE = "public, max-age=0"


class Relay:
    """Passes requests on to `target`; while it is None, connections are closed without an answer.

    Answers under `/v1` go stale at once, so that a browser has to ask for them again.
    """

    def __init__(self, port: int) -> None:
        self.origin = f"http://127.0.0.1:{port}"
        self.target: str | None = None


@contextmanager
def relaying() -> Iterator[Relay]:
    """A relay for the length of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if relay.target is None:
                self.close_connection = True
                return
            wanted = {name: value for name, value in self.headers.items() if name.lower() not in NOT_PASSED}
            answer = httpx.get(relay.target + self.path, headers={**wanted, "accept-encoding": "identity"})
            headers = {name: value for name, value in answer.headers.items() if name not in ("date", "server")}
            if self.path.startswith("/v1"):
                headers["cache-control"] = STALE_AT_ONCE
            self.send_response(answer.status_code)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.content)

        def log_message(self, *of: object) -> None:
            """Keeps silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        relay = Relay(server.server_port)
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield relay
        finally:
            server.shutdown()
            thread.join()
