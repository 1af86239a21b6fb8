"""Pages of other people, served from an origin of their own under a policy of their choice."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

REPORTS = "/reports"


class Host:
    """Serves what `pages` holds by path, each HTML under one policy, and keeps the reports that browsers send."""

    def __init__(self, port: int) -> None:
        self.origin = f"http://localhost:{port}"
        self.pages: dict[str, tuple[str, str]] = {}
        self.reports: list[Any] = []

    def put(self, path: str, html: str, policy: str = "") -> str:
        """Have a page served, its policy with the address for reports; gives the page's address."""
        self.pages[path] = (html, f"{policy}; report-uri {REPORTS}" if policy else "")
        return self.origin + path


def document(body: str, head: str = "", lang: str = "en") -> str:
    """A page of somebody who knows HTML."""
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Shop</title>'
        f'<meta name="viewport" content="width=device-width">{head}</head><body><main>{body}</main></body></html>'
    )


@contextmanager
def hosting() -> Iterator[Host]:
    """A host for the length of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = host.pages.get(self.path.partition("?")[0])
            html, policy = found or ("", "")
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            if policy:
                self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(html.encode())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            host.reports.append(json.loads(body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *of: object) -> None:
            """Keeps silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        host = Host(server.server_port)
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield host
        finally:
            server.shutdown()
            thread.join()
