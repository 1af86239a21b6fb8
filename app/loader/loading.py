"""From a path to the store: read all, complain of all, then publish in one transaction or not at all."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from sqlalchemy import Engine

from app.authoring.publishing import Outcome, Progress, Submission, owners, publish
from app.content.entry import Ref
from app.errors import Flaw, InvalidContent
from app.loader.content import Content
from app.loader.folder import read_folder
from app.loader.json_lines import is_json_lines, read_json_lines
from app.loader.located import Place
from app.loader.references import misplaced, unresolved

FOLDER_ORIGIN = "data"


def read(path: Path) -> Content:
    """What a data folder or a `.jsonl[.gz]` file holds. Raises InvalidContent where it is neither."""
    if is_json_lines(path) and path.is_file():
        return read_json_lines(path)
    if path.is_dir():
        return read_folder(path)
    wanted = "a folder, or a file that ends in .jsonl or .jsonl.gz" if path.exists() else "an existing path"
    raise InvalidContent([Place(path, 0).flaw("unreadable", f"expected {wanted}")])


def origin_of(path: Path) -> str:
    """The name of a source of entries: `data` for a folder, else the file's stem."""
    return FOLDER_ORIGIN if path.is_dir() else path.name.removesuffix(".gz").removesuffix(".jsonl")


def errors_in(content: Content, others: Mapping[Ref, str] | None = None) -> list[Flaw]:
    """Everything that forbids a load; `others` are the entries of other origins that it can point to."""
    known = others or {}
    return sorted({*content.flaws, *unresolved(content, known.keys()), *misplaced(content)})


def load(
    engine: Engine,
    path: Path,
    origin: str | None = None,
    *,
    overwrite: bool = False,
    progress: Progress = lambda done, total: None,
) -> Outcome:
    """Make the store hold what a path holds, for its origin; an equal load changes nothing.

    Raises InvalidContent with every error there is, and StillReferred; the store is then as it was.
    """
    content = read(path)
    name = origin or origin_of(path)
    others = {ref: owner for ref, owner in owners(engine).items() if owner != name}
    flaws = errors_in(content, others)
    if not overwrite:
        flaws += _taken(content, others)
    if flaws:
        raise InvalidContent(flaws)
    submission = Submission(name, content.entries, content.metadata, content.digest, content.whole)
    return publish(engine, submission, progress)


def _taken(content: Content, others: Mapping[Ref, str]) -> Iterator[Flaw]:
    for entry in content.entries:
        if owner := others.get(entry.ref):
            message = f"the source {owner!r} owns it; --overwrite moves it to this one"
            yield content.place(entry.ref).flaw("owned", message, str(entry.ref))
