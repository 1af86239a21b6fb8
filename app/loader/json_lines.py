"""Entries as JSON Lines, one entry with all its locales a line, plain or compressed by gzip."""

import gzip
import zlib
from codecs import BOM_UTF8
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import IO, cast

import orjson

from app.content.entry import Entry, Ref
from app.content.kinds import KINDS
from app.loader.content import Content, Gathering
from app.loader.entry_writing import Document, structure, texts
from app.loader.fields import Fields
from app.loader.located import Located, Place
from app.loader.parsing import read_json
from app.loader.structure import read_structure, read_texts, structure_fields
from app.locales.fallback import Locales
from app.store.metadata import Metadata, Source

SUFFIXES = (".jsonl", ".jsonl.gz")


def is_json_lines(path: Path) -> bool:
    """Whether a file's name says that it holds JSON Lines."""
    return path.name.endswith(SUFFIXES)


def read_json_lines(path: Path) -> Content:
    """Everything in a file, with all that is wrong in it; UTF-8, with or without a byte order mark."""
    gathering = Gathering()
    state = blake2b(digest_size=16)
    tags: dict[str, None] = {}
    number = 0
    try:
        with _open(path) as lines:
            for number, line in enumerate(lines, 1):
                state.update(line)
                _read_line(line if number > 1 else line.removeprefix(BOM_UTF8), Place(path, number), gathering, tags)
    except (OSError, EOFError, zlib.error) as error:
        gathering.flaws.append(Place(path, number).flaw("unreadable", f"cannot be read further: {error}"))
    cited = (reference.target.slug for reference in gathering.references if reference.target.kind == "source")
    return Content(
        entries=gathering.entries({}, has_structure=True),
        metadata=Metadata(
            locales=Locales.from_tags(tags).members,
            sources=tuple(Source(slug, slug) for slug in dict.fromkeys(cited)),
        ),
        references=gathering.references,
        places=gathering.places,
        first=gathering.first,
        flaws=gathering.flaws,
        digest=state.hexdigest(),
        whole=False,
    )


def write_json_lines(entries: Iterable[Entry], tags: Iterable[str], path: Path) -> int:
    """Write entries to a file, the same bytes for the same entries; gives their number.

    `tags` is the order of the locales. The file is there whole or, where writing fails, as it was.
    """
    order = list(tags)
    count = 0
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with unfinished.open("wb") as raw, _compressed(raw, path) as out:
            for entry in entries:
                out.write(orjson.dumps(_record(entry, order)) + b"\n")
                count += 1
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def _open(path: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.open(path)) if path.name.endswith(".gz") else path.open("rb")


def _compressed(raw: IO[bytes], path: Path) -> IO[bytes]:
    # No name and no time in the header: equal content gives equal bytes.
    if path.name.endswith(".gz"):
        return cast(IO[bytes], gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0))
    return raw


def _read_line(line: bytes, place: Place, gathering: Gathering, tags: dict[str, None]) -> None:
    if not line.strip():
        return
    at = read_json(line, place, gathering.flaws)
    if at is None:
        return
    fields = Fields("", "", at, gathering.flaws)
    kind, slug = fields.word("kind"), fields.slug("slug")
    for name, value in (("kind", kind), ("slug", slug)):
        if value is None and name not in fields.mapping():
            fields.flaw("missing-field", f"the field {name!r} is required", name)
    if kind is not None and kind not in KINDS:
        fields.flaw("unknown-kind", f"unknown kind {kind!r}; allowed: {', '.join(KINDS)}", "kind")
    if kind in KINDS and slug is not None and gathering.claim(Ref(str(kind), slug), "", place):
        _read_entry(Ref(str(kind), slug), at, gathering, tags)


def _read_entry(ref: Ref, at: Located, gathering: Gathering, tags: dict[str, None]) -> None:
    fields = Fields(str(ref), "", at, gathering.flaws)
    fields.known(("kind", "slug", *structure_fields(KINDS[ref.kind], wire=True), "texts"))
    gathering.structures[ref] = read_structure(fields, ref, gathering.references, wire=True)
    by_locale = fields.mapping().get("texts")
    if by_locale is None:
        return
    for tag, inner in Fields(str(ref), "", by_locale, gathering.flaws).mapping().items():
        locale = Fields(str(ref), tag, inner, gathering.flaws)
        if locale.is_locale(tag, "texts", inner):
            tags[tag] = None
            kind = KINDS[ref.kind]
            locale.known(tuple(field.name for field in kind.texts))
            gathering.add_texts(ref, tag, read_texts(locale, kind), {})


def _record(entry: Entry, tags: list[str]) -> Document:
    written = {tag: texts(entry, tag) for tag in tags if tag in entry.texts}
    return {"kind": entry.ref.kind, "slug": entry.slug, **structure(entry, wire=True), "texts": written}
