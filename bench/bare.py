"""The baseline of delivery: a bare ASGI callable that sends one recorded answer, whatever it is asked."""

import json
import os
from pathlib import Path

from starlette.types import Receive, Scope, Send

RECORDED = json.loads(Path(os.environ["BARE_ANSWER"]).read_text("utf-8"))
START = {
    "type": "http.response.start",
    "status": RECORDED["status"],
    "headers": [(name.encode(), value.encode()) for name, value in RECORDED["headers"]],
}
BODY = {"type": "http.response.body", "body": bytes.fromhex(RECORDED["body"])}


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    """Send the recorded answer."""
    if scope["type"] == "http":
        await send(START)
        await send(BODY)
