"""A full localized copy for clients that keep one: a snapshot, then what changed since."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from hashlib import blake2b
from typing import Any

import orjson
from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from app.api.v1.examples import CHANGES, item_example
from app.api.v1.operations import describe, new_router
from app.api.v1.schemas import ChangesAnswer, item_schema
from app.content.entry import Entry, Ref
from app.content.kinds import KINDS
from app.errors import InvalidParameter
from app.store.changes import LoggedChange, Moment
from app.store.library import Library, Snapshot
from app.web.answers import DESCRIBING, REVALIDATED, answer, localized_headers, matches
from app.web.context import context
from app.web.encoding import IDENTITY, choose_coding, encode_stream
from app.web.forming import asked_form
from app.web.forms.media import COPY_FORMS, JSON_ALONE, JSON_LINES
from app.web.language import PARAMETER, language
from app.web.paging import address, read_change_cursor, write_change_cursor
from app.web.parameters import Parameter, canonical_query, read_parameters
from app.web.request_headers import HEAD, as_text, read_headers
from app.web.shapes import ItemShaper
from app.web.spool import Places, Spool, SpooledResponse

REVISION = "Kuajing-Revision"
LINES_AT_ONCE = 100
AT_ONCE = 2
"""How many snapshots are read from the store at a time; how long they are sent for depends on the clients."""
MOST = 32
"""How many snapshots are read or sent at a time, or wait for either; each is a file of its own until it is sent."""
SINCE = Parameter("since", "The revision of the copy", default=0, minimum=0, maximum=999_999_999, example=1)
LIMIT = Parameter("limit", "How many changes at most", default=200, minimum=1, maximum=1000)
CURSOR = Parameter("cursor", "Where the changes go on: from `next` of the answer before", maximum=400)


def router() -> APIRouter:
    """The addresses that a copy is kept by."""
    made = new_router()
    faq = KINDS["faq"]
    described = describe("Copy everything", "snapshot", (), item_schema(faq), item_example(faq), forms=COPY_FORMS)
    line = orjson.dumps(item_example(faq)).decode()
    described["responses"][200] = {
        "description": "Every entry, one a line, as lists have it",
        "headers": {REVISION: {"schema": {"type": "integer"}, "description": "What the copy is at"}},
        "content": {JSON_LINES.essence: {"schema": {"type": "string"}, "example": line}},
    }
    gate, places = asyncio.Semaphore(AT_ONCE), Places(MOST)

    async def snapshot(request: Request) -> Response:
        """Every entry in one locale, one a line; the header `Kuajing-Revision` is `since` for `/v1/changes`."""
        return await _snapshot(request, gate, places)

    made.add_api_route("/snapshot", snapshot, response_class=StreamingResponse, **described)
    described = describe("What changed", "changes", (SINCE, LIMIT, CURSOR), ChangesAnswer, CHANGES)
    made.add_api_route("/changes", changes, **described)
    return made


async def _snapshot(request: Request, gate: asyncio.Semaphore, places: Places) -> Response:
    library = context(request).library
    await run_in_threadpool(library.refresh)
    reader = language(request, library)
    values = read_parameters(request, (), COPY_FORMS)
    form = asked_form(request, values, COPY_FORMS)
    headers = localized_headers(request, reader, library.locales.tags, {}) | {"Cache-Control": REVALIDATED}
    fallback, asked = values.text("fallback") != "none", read_headers(request.scope)
    coding = choose_coding(as_text(asked.accept_encoding))
    headers |= _validators(library, library.revision, reader.locale, fallback, coding)
    if matches(as_text(asked.if_none_match), headers["ETag"].removeprefix("W/")):
        return Response(status_code=304, headers={name: headers[name] for name in headers if name not in DESCRIBING})
    if coding != IDENTITY:
        headers["Content-Encoding"] = coding
    if request.scope.get(HEAD):
        return _without_body(Response(media_type=form.media_type, headers=headers))
    with ExitStack() as held:
        places.take()
        held.callback(places.leave)
        taken, closing = await _open(library, gate)
        spool = Spool(encode_stream(_lines(taken, reader.locale, fallback), coding), closing)
        held.callback(spool.close)
        headers |= await run_in_threadpool(_validators, library, taken.revision, reader.locale, fallback, coding)
        if request.scope.get("http_version") == "1.0":  # knows no chunks, and has to be told the length before
            headers["Content-Length"] = str(await spool.size())
        return SpooledResponse(spool, held.pop_all().close, form.media_type, headers)


async def changes(request: Request) -> Response:
    """What became since a revision of each entry, in one locale, through a fallback and a change of locales too."""
    library = context(request).library
    reader = language(request, library)
    values = read_parameters(request, (SINCE, LIMIT, CURSOR))
    asked_form(request, values, JSON_ALONE)
    since, limit, cursor = values.number("since"), values.number("limit"), values.text("cursor")
    if since > library.revision:  # another process, which the copy came from, may have seen it first
        await run_in_threadpool(library.refresh)
    revision = library.revision
    if since > revision:
        raise InvalidParameter("since", str(since), f"0 to {revision}", rule="range", minimum=0, maximum=revision)
    shaper = ItemShaper(library.locales, library.labels, reader.locale, values.text("fallback") != "none")
    of = f"changes {since}"
    after = read_change_cursor(cursor, of) if cursor else None
    # What the store has beyond the revision is left for later: its entries may be kept here as they were before.
    changed = await run_in_threadpool(library.readings, since, revision, after, limit + 1)
    part = changed[:limit]
    items = await run_in_threadpool(_items, library, shaper, part)
    following = None
    if len(changed) > limit:
        onward = {PARAMETER: reader.locale, "cursor": write_change_cursor(_place(part[-1]), of)}
        following = address(request.url.path, canonical_query(request) | onward)
    content = {"locale": reader.locale, "revision": revision, "items": items}
    links = {"next": following} if following else {}
    response = answer(request, content | {"next": following}, reader, library.locales.tags, **links)
    response.headers["Cache-Control"] = REVALIDATED
    return response


def _place(change: LoggedChange) -> Moment:
    return (change.revision, change.ref.kind, change.ref.slug)


def _items(library: Library, shaper: ItemShaper, part: Sequence[LoggedChange]) -> list[dict[str, Any]]:
    entries = {entry.ref: entry for entry in library.entries(change.ref for change in part if change.op == "put")}
    return [_item(shaper, change, entries) for change in part if change.op == "delete" or change.ref in entries]


def _item(shaper: ItemShaper, change: LoggedChange, entries: dict[Ref, Entry]) -> dict[str, Any]:
    entry = shaper.item(entries[change.ref]) if change.op == "put" else None
    head = {"revision": change.revision, "op": change.op, "kind": change.ref.kind, "slug": change.ref.slug}
    return {**head, "entry": entry}


def _lines(taken: Snapshot, locale: str, fallback: bool) -> Iterator[bytes]:
    shaper = ItemShaper(taken.locales, taken.labels, locale, fallback)
    lines: list[bytes] = []
    for entry in taken.entries:
        lines.append(orjson.dumps(shaper.item(entry)) + b"\n")
        if len(lines) == LINES_AT_ONCE:
            yield b"".join(lines)
            lines.clear()
    yield b"".join(lines)


async def _open(library: Library, gate: asyncio.Semaphore) -> tuple[Snapshot, Callable[[], None]]:
    """A snapshot, and what closes it; waits until few enough others are read from the store."""
    loop, opened = asyncio.get_running_loop(), ExitStack()
    await gate.acquire()
    opened.callback(loop.call_soon_threadsafe, gate.release)
    try:
        return await run_in_threadpool(opened.enter_context, library.snapshot()), opened.close
    except BaseException:
        opened.close()
        raise


def _validators(library: Library, revision: int, locale: str, fallback: bool, coding: str) -> dict[str, str]:
    """The revision, and an entity tag: weak where the bytes depend on how the coding was streamed (RFC 9110, 8.8.1)."""
    moment = library.moments([revision]).get(revision)
    of = f"{revision} {moment} {locale} {fallback} {library.locales.default}"
    tag = f'"{blake2b(of.encode(), digest_size=12).hexdigest()}{"" if coding == IDENTITY else f"-{coding}"}"'
    return {REVISION: str(revision), "ETag": tag if coding == IDENTITY else f"W/{tag}"}


def _without_body(response: Response) -> Response:
    """The answer to HEAD where nobody knows yet how long the body would be."""
    del response.headers["content-length"]
    return response
