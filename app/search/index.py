"""The index on disk (or in memory): built from a source, following it, shared by several processes.

A directory holds generations, each whole: tantivy's files and the records. `CURRENT` names the one in use and is
replaced in one step, so a builder that is killed leaves the old one in use. Each commit holds the revision that it has
reached, in the same transaction as the documents. Writers take a file lock, which the system lets go when they die.
"""

import fcntl
import os
import shutil
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock

import orjson
import tantivy

from app.locales.fallback import Locales
from app.search import schema
from app.search.documents import DocumentWriter
from app.search.records import DamagedIndex, Records
from app.search.source import EntrySource
from app.text import analyze

VERSION = "1"
"""Changes with the fields of the index and the shape of records."""

BUILD_HEAP, UPDATE_HEAP = 48_000_000, 15_000_000
_BLOAT = 3
_SLACK = 64_000_000
"""Records are append-only; at three times what they began with and these bytes more, all is built anew."""


@dataclass(frozen=True, slots=True)
class State:
    """What an index says of itself: its version, the revision that it has reached, the bytes of its records."""

    version: str
    revision: int
    bytes: int
    built: int


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The index as it was at one commit; what is found and what is read belong together."""

    generation: Path | None
    index: tantivy.Index
    schema: tantivy.Schema
    searcher: tantivy.Searcher
    records: Records
    state: State


class Index:
    """Builds, opens and updates snapshots below a directory; None keeps it in memory."""

    def __init__(self, directory: Path | None, locales: Locales) -> None:
        self._directory = directory
        self.locales = locales
        self._memory_lock = Lock()
        tags = ",".join(locales.tags)
        self.version = f"{VERSION}.{analyze.VERSION}.{unicodedata.unidata_version} {tags}"

    def open(self) -> Snapshot | None:
        """The newest snapshot on disk; None where there is none that is whole and of this version."""
        if self._directory is None:
            return None
        try:
            name = (self._directory / "CURRENT").read_text(encoding="ascii").strip()
            path = self._directory / name
            index = schema.prepare(tantivy.Index.open(str(path)))
            return self._snapshot(path, index, Records(path / "records"))
        except (OSError, ValueError, DamagedIndex):
            return None

    def reload(self, snapshot: Snapshot) -> Snapshot | None:
        """The newest snapshot, reusing what is open where the generation is the same."""
        if self._directory is None or snapshot.generation is None:
            return snapshot
        try:
            if (self._directory / "CURRENT").read_text(encoding="ascii").strip() != snapshot.generation.name:
                return self.open()
            return self._snapshot(snapshot.generation, snapshot.index, snapshot.records)
        except (OSError, ValueError, DamagedIndex):
            return self.open()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only writer of all processes that share the directory; waits for the one before."""
        if self._directory is None:
            with self._memory_lock:
                yield
            return
        self._directory.mkdir(parents=True, exist_ok=True)
        with (self._directory / "lock").open("w", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def build(self, source: EntrySource) -> Snapshot:
        """A snapshot made of the whole source, put in the place of what was; call it while `writing`."""
        revision = source.revision()
        path = self._new_generation(revision)
        index = schema.prepare(tantivy.Index(schema.build(), path=str(path) if path else None))
        records = Records(path / "records" if path else None)
        writer = index.writer(BUILD_HEAP, num_threads=1)
        documents = DocumentWriter(records, self.locales)
        for entry in source.entries():
            writer.add_document(documents.document(entry))
            records.flush_some()
        records.flush()
        self._commit(writer, State(self.version, revision, records.size(), records.size()))
        if path is not None:
            self._publish(path)
        return self._snapshot(path, index, records)

    def update(self, snapshot: Snapshot, source: EntrySource) -> Snapshot:
        """The snapshot brought to the newest revision of the source; call it while `writing`."""
        if snapshot.state.bytes > _BLOAT * snapshot.state.built + _SLACK:
            return self.build(source)
        revision = source.revision()
        snapshot.records.begin()
        writer = snapshot.index.writer(UPDATE_HEAP, num_threads=1)
        documents = DocumentWriter(snapshot.records, self.locales)
        for change in source.changes(snapshot.state.revision):
            writer.delete_documents_by_term("key", str(change.ref))
            if change.entry is not None:
                writer.add_document(documents.document(change.entry))
            snapshot.records.flush_some()
        snapshot.records.flush()
        writer.delete_documents_by_term("key", schema.META)
        self._commit(writer, replace(snapshot.state, revision=revision, bytes=snapshot.records.size()))
        return self._snapshot(snapshot.generation, snapshot.index, snapshot.records)

    def _commit(self, writer: tantivy.IndexWriter, state: State) -> None:
        said = orjson.dumps(state).decode()
        writer.add_document(tantivy.Document(key=schema.META, kind=schema.META, state=said, at=0))
        writer.commit()
        writer.wait_merging_threads()

    def _snapshot(self, path: Path | None, index: tantivy.Index, records: Records) -> Snapshot:
        index.reload()
        searcher = index.searcher()
        found = searcher.search(tantivy.Query.term_query(index.schema, "key", schema.META), 1).hits
        if not found:
            raise DamagedIndex("the index does not say what it is")
        state = State(**orjson.loads(searcher.doc(found[0][1])["state"][0]))
        if state.version != self.version or records.size() < state.bytes:
            raise DamagedIndex(f"{state} is not {self.version} with {records.size()} bytes")
        return Snapshot(path, index, index.schema, searcher, records, state)

    def _new_generation(self, revision: int) -> Path | None:
        if self._directory is None:
            return None
        path = self._directory / f"generation-{revision}-{os.getpid()}-{os.urandom(4).hex()}"
        path.mkdir(parents=True)
        return path

    def _publish(self, path: Path) -> None:
        """Make a generation the one in use, in one step, and remove all others."""
        assert self._directory is not None
        fresh = self._directory / "CURRENT.new"
        with fresh.open("w", encoding="ascii") as file:
            file.write(path.name)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(self._directory / "CURRENT")
        for old in self._directory.glob("generation-*"):
            if old != path:
                shutil.rmtree(old, ignore_errors=True)
