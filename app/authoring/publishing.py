"""Making the store hold exactly what an origin holds, in one transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import orjson
from sqlalchemy import Connection, Engine

from app.content.entry import Entry, Ref
from app.errors import StillReferred
from app.store import changes, metadata, writing
from app.store.metadata import Metadata
from app.store.ownership import Held, Stored, find_referred, read_held, read_stored
from app.store.session import reading
from app.store.session import writing as transaction
from app.store.writing import Draft

Progress = Callable[[int, int], None]
"""Told how many entries of how many are done."""

Verify = Callable[[Mapping[Ref, Held]], None]
"""Told which entries other origins hold, inside the transaction; raises to stop it."""


@dataclass(frozen=True, slots=True)
class Submission:
    """All that one origin holds; what it held before and holds no more is to be removed.

    `whole`: it also settles the locales, labels and sources, as a data folder does and a file of entries does not.
    `takes`: entries that another origin holds as they are here become this one's; else they stay where they are.
    """

    origin: str
    entries: Sequence[Entry]
    metadata: Metadata
    digest: str
    whole: bool
    takes: bool = False

    @property
    def settles(self) -> str | None:
        """The origin whose locales it settles, None where it only adds some."""
        return self.origin if self.whole else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a submission came to; `kept` are the entries that it found as they should be."""

    revision: int
    added: int = 0
    changed: int = 0
    moved: int = 0
    removed: int = 0
    kept: int = 0
    metadata_changed: bool = False

    @property
    def is_new(self) -> bool:
        """Whether the knowledge base has a new revision by it."""
        return bool(self.added or self.changed or self.moved or self.removed or self.metadata_changed)

    def __str__(self) -> str:
        counts = f"added {self.added}, changed {self.changed}, removed {self.removed}, kept {self.kept}"
        moved = f", moved {self.moved}" if self.moved else ""
        return f"{'' if self.is_new else 'nothing changed: '}{counts}{moved}; revision {self.revision}"


@dataclass(frozen=True, slots=True)
class _Plan:
    """What there is to do, worked out before the first row is written."""

    added: Sequence[Draft]
    changed: Sequence[Draft]
    moved: Mapping[Ref, int]
    removed: Mapping[Ref, int]
    ids: Mapping[Ref, int]
    kept: int

    def log(self) -> list[tuple[str, Ref]]:
        puts = [("put", draft.entry.ref) for draft in (*self.added, *self.changed)]
        return [*puts, *(("move", ref) for ref in self.moved), *(("delete", ref) for ref in self.removed)]


def publish(
    engine: Engine,
    submission: Submission,
    verify: Verify = lambda others: None,
    progress: Progress = lambda done, total: None,
) -> Outcome:
    """Add, renew and remove entries until the store holds what the submission holds.

    Entries that another origin owns are taken over, unless `verify` objects. Raises StillReferred where an entry of
    another origin points to one that is to be removed.
    """
    with transaction(engine) as connection:
        stored = read_stored(connection)
        verify(read_held(connection, stored, submission.origin))
        before = metadata.read_metadata(connection)
        plan = _plan(submission, stored)
        revision = metadata.read_revision(connection) + 1
        metadata.write_revision(connection, revision)
        metadata.write_origin(connection, submission.origin, submission.digest)
        _write_metadata(connection, submission)
        _write_entries(connection, plan, revision, progress)
        _drop_metadata(connection, submission, before)
        changed = metadata.read_metadata(connection) != before
        outcome = Outcome(
            revision=revision,
            added=len(plan.added),
            changed=len(plan.changed),
            moved=len(plan.moved),
            removed=len(plan.removed),
            kept=plan.kept,
            metadata_changed=changed,
        )
        if outcome.is_new:
            changes.log_revision(connection, revision, submission.origin, plan.log(), of_all=changed)
            return outcome
        metadata.write_revision(connection, revision - 1)
        return Outcome(revision=revision - 1, kept=plan.kept)


def loaded_digest(engine: Engine, origin: str) -> str | None:
    """The digest of what was last published from an origin, None where nothing was."""
    with reading(engine) as connection:
        return metadata.read_digest(connection, origin)


def digest(entry: Entry) -> str:
    """A short name for all that an entry says, its place in the order apart."""
    content = (
        sorted(entry.attributes.items()),
        sorted(entry.relations.items()),
        [(node.actors, node.examples) for node in entry.value_chain],
        entry.terms,
        [str(ref) for ref in entry.related],
        entry.sources,
        entry.beyond_source,
        sorted((locale, sorted(texts.items())) for locale, texts in entry.texts.items()),
    )
    return blake2b(orjson.dumps(content), digest_size=16).hexdigest()


def _plan(submission: Submission, stored: Mapping[Ref, Stored]) -> _Plan:
    ids = {ref: known.id for ref, known in stored.items()}
    next_id = max(ids.values(), default=0) + 1
    added: list[Draft] = []
    changed: list[Draft] = []
    moved: dict[Ref, int] = {}
    for entry in submission.entries:
        known = stored.get(entry.ref)
        if known is None:
            ids[entry.ref] = next_id
            next_id += 1
        draft = Draft(ids[entry.ref], entry, submission.origin, digest(entry))
        if known is None:
            added.append(draft)
        elif known.digest != draft.digest or (submission.takes and known.origin != draft.origin):
            changed.append(draft)
        elif known.origin == draft.origin and known.position != entry.position:
            moved[entry.ref] = entry.position
    wanted = {entry.ref for entry in submission.entries}
    owned = {ref: known for ref, known in stored.items() if known.origin == submission.origin}
    removed = {ref: known.id for ref, known in owned.items() if ref not in wanted}
    return _Plan(added, changed, moved, removed, ids, len(wanted) - len(added) - len(changed) - len(moved))


def _write_entries(connection: Connection, plan: _Plan, revision: int, progress: Progress) -> None:
    drafts = [*plan.added, *plan.changed]
    writing.insert_names(connection, plan.added, revision)
    writing.update_names(connection, plan.changed, revision)
    for done, chunk in enumerate(writing.chunks(drafts)):
        progress(done * writing.CHUNK, len(drafts))
        writing.insert_content(connection, chunk, plan.ids, revision)
    progress(len(drafts), len(drafts))
    writing.move(connection, {plan.ids[ref]: position for ref, position in plan.moved.items()})
    gone = {key: ref for ref, key in plan.removed.items()}
    if referred := find_referred(connection, gone.keys()):
        known = {key: (str(ref), held.origin) for ref, held in read_stored(connection).items() for key in [held.id]}
        raise StillReferred(sorted((*known[owner], str(gone[target])) for target, owner in referred))
    writing.remove(connection, list(gone))


def _write_metadata(connection: Connection, submission: Submission) -> None:
    wanted = submission.metadata
    metadata.write_locales(connection, wanted.locales, wanted.declared, submission.settles)
    metadata.write_sources(connection, wanted.sources, submission.settles)
    if submission.whole:
        metadata.write_labels(connection, wanted.labels, submission.origin)
        if wanted.default_locale or metadata.read_metadata(connection).declared <= wanted.declared:
            metadata.write_default(connection, wanted.default_locale)


def _drop_metadata(connection: Connection, submission: Submission, before: Metadata) -> None:
    kept = {locale.tag for locale in submission.metadata.locales}
    gone = [locale.tag for locale in before.locales if locale.tag not in kept]
    metadata.drop_locales(connection, gone, submission.settles)
    if submission.whole:
        cited = {source.slug for source in submission.metadata.sources}
        gone = [source.slug for source in before.sources if source.slug not in cited]
        metadata.drop_sources(connection, gone, submission.origin)
