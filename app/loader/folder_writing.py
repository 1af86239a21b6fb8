"""A data folder out of the store: one file a kind, in structure/ and in each locale's folder."""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import yaml

from app.content.entry import Entry
from app.loader.entry_writing import Document, present, structure, texts
from app.loader.folder import LABELS, LOCALES, SOURCES, STRUCTURE
from app.locales.fallback import Locale
from app.store.metadata import Metadata

PART = ".part"


class FolderExists(ValueError):
    """There is something at the path already: a folder is written whole or not at all."""


def write_folder(entries: Iterable[Entry], members: Sequence[Locale], metadata: Metadata, root: Path) -> int:
    """Write entries, by kind in their order, as a data folder; gives their number.

    `members` are the locales in order. The same entries give the same bytes. Raises FolderExists where `root` is there
    and not an empty folder, and OSError; nothing is left behind then.
    """
    if root.exists() and (not root.is_dir() or any(child.name != PART for child in root.iterdir())):
        raise FolderExists
    # A folder that is there is filled and not replaced: somebody may stand in it, or it is where a volume begins.
    unfinished = root / PART if root.is_dir() else root.with_name(f".{root.name}{PART}")
    shutil.rmtree(unfinished, ignore_errors=True)
    try:
        count = _write_entries(entries, [locale.tag for locale in members], unfinished)
        _write_metadata(members, metadata, unfinished)
        _finish(unfinished, root)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return count


def _finish(unfinished: Path, root: Path) -> None:
    if unfinished.parent != root:
        unfinished.replace(root)
        return
    moved: list[Path] = []
    try:
        for child in sorted(unfinished.iterdir()):
            moved.append(child.replace(root / child.name))
    except OSError:
        for path in moved:
            shutil.rmtree(path, ignore_errors=True)
        raise


def _write_entries(entries: Iterable[Entry], tags: Sequence[str], root: Path) -> int:
    count = 0
    documents: dict[Path, Document] = {}
    for entry in entries:
        count += 1
        file = f"{entry.kind.plural}.yaml"
        places = {root / STRUCTURE / file: structure(entry)}
        places |= {_folder(root, tag) / file: texts(entry, tag) for tag in tags if entry.texts.get(tag)}
        for path, content in places.items():
            documents.setdefault(path, {}).setdefault(entry.kind.plural, {})[entry.slug] = content
    for path, document in documents.items():
        _write(path, document)
    (root / STRUCTURE).mkdir(parents=True, exist_ok=True)
    return count


def _write_metadata(members: Sequence[Locale], metadata: Metadata, root: Path) -> None:
    if metadata.declared:
        default = {"default": metadata.default_locale} if metadata.default_locale else {}
        _write(root / LOCALES, default | {"locales": {locale.tag: _line(locale) for locale in members}})
    if metadata.sources:
        lines = {
            source.slug: present({"title": source.title, "language": source.language, "date": source.date})
            for source in metadata.sources
        }
        _write(root / SOURCES, {"sources": lines})
    for tag, sections in metadata.labels.items():
        named = {section: dict(names) for section, names in sorted(sections.items()) if names}
        if named:
            _write(_folder(root, tag) / LABELS, named)


def _folder(root: Path, tag: str) -> Path:
    return root.joinpath(*tag.split("-"))


def _line(locale: Locale) -> Document:
    return present({"fallback": locale.fallback, "source": locale.source, "convert": locale.convert})


def _write(path: Path, document: Document) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        yaml.dump(document, out, _Dumper, encoding="utf-8", allow_unicode=True, sort_keys=False, width=120)


class _Dumper(yaml.CSafeDumper):
    """YAML as a person would write it: a text of several lines stands as a block, and nothing as an alias."""

    def ignore_aliases(self, data: object) -> bool:
        """Whether a value is written out where it stands for the second time."""
        return True


def _represent(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, "|" if "\n" in text else None)


_Dumper.add_representer(str, _represent)
