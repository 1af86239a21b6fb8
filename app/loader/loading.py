"""From a path to the store: read all, complain of all, then publish in one transaction or not at all."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Engine

from app.authoring.publishing import Outcome, Progress, Submission, digest, publish
from app.content.entry import Ref
from app.errors import Flaw, InvalidContent
from app.loader.content import Content
from app.loader.folder import read_folder
from app.loader.json_lines import is_json_lines, read_json_lines
from app.loader.located import Place
from app.loader.references import misplaced, unresolved
from app.store.ownership import Held

FOLDER_ORIGIN = "data"


def read(path: Path) -> Content:
    """What a data folder or a `.jsonl[.gz]` file holds. Raises InvalidContent where it is neither.

    That nothing at all is in it is a flaw: a folder that is not mounted or a file that was cut off would otherwise
    remove everything.
    """
    content = _read(path)
    if content.entries or content.flaws:
        return content
    message = "there is no entry in it; a load would remove all that came from it before"
    return replace(content, flaws=[Place(path, 0).flaw("no-entries", message)])


def origin_of(path: Path, configured: Path | None = None) -> str:
    """The name of a source of entries: `data` for the configured folder, else the stem of the file or folder."""
    if configured is not None and path.resolve() == configured.resolve():
        return FOLDER_ORIGIN
    return path.resolve().name.removesuffix(".gz").removesuffix(".jsonl")


def errors_in(content: Content, others: Mapping[Ref, Held] | None = None) -> list[Flaw]:
    """Everything that forbids a load; `others` are the entries of other origins that it can point to."""
    known = others or {}
    return sorted({*content.flaws, *unresolved(content, known.keys()), *misplaced(content, known)})


def load(
    engine: Engine,
    path: Path,
    origin: str | None = None,
    *,
    overwrite: bool = False,
    progress: Progress = lambda done, total: None,
) -> Outcome:
    """Make the store hold what a path holds, for its origin (else `origin_of`); an equal load changes nothing.

    An entry that another origin holds with other content is an error, unless `overwrite` moves it to this one; one that
    it holds just so stays there.

    Raises InvalidContent with every error there is, and StillReferred; the store is then as it was.
    """
    content = read(path)

    def verify(others: Mapping[Ref, Held]) -> None:
        flaws = errors_in(content, others)
        if not overwrite:
            flaws += _taken(content, others)
        if flaws:
            raise InvalidContent(sorted(flaws))

    submission = Submission(
        origin or origin_of(path),
        content.entries,
        content.metadata,
        content.digest,
        whole=content.whole,
        takes=overwrite,
    )
    return publish(engine, submission, verify, progress)


def _read(path: Path) -> Content:
    if is_json_lines(path) and path.is_file():
        return read_json_lines(path)
    if path.is_dir():
        return read_folder(path)
    wanted = "a folder, or a file that ends in .jsonl or .jsonl.gz" if path.exists() else "an existing path"
    raise InvalidContent([Place(path, 0).flaw("unreadable", f"expected {wanted}")])


def _taken(content: Content, others: Mapping[Ref, Held]) -> Iterator[Flaw]:
    for entry in content.entries:
        held = others.get(entry.ref)
        if held and held.digest != digest(entry):
            message = f"the source {held.origin!r} owns it; --overwrite moves it to this one"
            yield content.place(entry.ref).flaw("owned", message, str(entry.ref))
