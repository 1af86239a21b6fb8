"""A data folder: the path of a file below it says which locale its texts are in."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path, PurePath

from app.content.entry import Ref
from app.content.kinds import BY_PLURAL, KINDS
from app.errors import Flaw, InvalidContent
from app.loader.content import Content, Gathering
from app.loader.declarations import Vocabulary, read_labels, read_locales, read_order, read_sources, read_vocabulary
from app.loader.fields import Fields, is_slug, not_a_slug
from app.loader.located import Located, Place
from app.loader.parsing import read_yaml
from app.loader.structure import read_structure, read_texts, structure_fields
from app.locales.fallback import Locale, Locales
from app.locales.tags import locale_of_path
from app.store.metadata import Metadata, Source

STRUCTURE = "structure"
LOCALES, SOURCES, ORDER, VOCABULARY = SPECIAL = tuple(
    PurePath(STRUCTURE, name) for name in ("locales.yaml", "sources.yaml", "order.yaml", "vocabulary.yaml")
)
LABELS = "labels.yaml"
SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class _Declared:
    """What the files in `structure/` say that hold no entries."""

    default: str | None
    locales: tuple[Locale, ...]
    sources: tuple[Source, ...]
    order: Mapping[str, Sequence[str]]
    vocabulary: Mapping[str, Vocabulary]


def read_folder(root: Path) -> Content:
    """Everything in a data folder, with all that is wrong in it. Raises InvalidContent where it is no folder."""
    gathering = Gathering()
    contents = {path: _bytes(root / path, gathering.flaws) for path in _files(root)}
    documents = {path: read_yaml(content, root / path, gathering.flaws) for path, content in contents.items()}
    declared = _declared(documents, gathering)
    has_structure = any(path.parts[0] == STRUCTURE for path in documents)
    labels: dict[str, dict[str, dict[str, str]]] = {}
    found: dict[str, None] = {}
    for path, document in documents.items():
        if not _is_named_well(path, Place(root / path, 1), gathering.flaws):
            continue
        if path.parts[0] == STRUCTURE:
            if document and path not in SPECIAL:
                _read_structure(document, gathering)
            continue
        locale = _locale_of(path, declared.locales, Place(root / path, 1), gathering.flaws)
        if locale is None or document is None:
            continue
        found[locale] = None
        if path.parts == (*locale.split("-"), LABELS):
            labels[locale] = read_labels(document, locale, gathering.flaws)
        else:
            _read_texts(document, locale, gathering, has_structure=has_structure)
    if has_structure:
        _require_structure(gathering)
    return _content(_digest(contents), documents, declared, gathering, found, labels, has_structure=has_structure)


def _files(root: Path) -> Iterator[PurePath]:
    if not root.is_dir():
        raise InvalidContent([Place(root, 0).flaw("no-folder", "there is no such folder")])
    for path in sorted(_visible(root)):
        relative = path.relative_to(root)
        # A link to a folder is not followed, and must not be passed over in silence either.
        is_document = path.suffix.lower() in SUFFIXES and not path.is_dir()
        if is_document or (path.is_symlink() and path.is_dir()):
            yield relative


def _visible(root: Path) -> Iterator[Path]:
    """Every file and folder below, hidden ones apart. A folder that cannot be listed must not count as empty."""
    for folder, folders, files in os.walk(root, onerror=_unlisted):
        folders[:] = (name for name in folders if not name.startswith("."))
        yield from (Path(folder) / name for name in (*folders, *files) if not name.startswith("."))


def _unlisted(error: OSError) -> None:
    raise InvalidContent([Place(Path(error.filename), 0).flaw("unreadable", f"cannot be read: {error.strerror}")])


def folder_digest(root: Path) -> str:
    """A short name for all that a data folder says. Raises InvalidContent where it is no folder."""
    return _digest({path: _bytes(root / path, []) for path in _files(root)})


def _bytes(path: Path, flaws: list[Flaw]) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        flaws.append(Place(path, 0).flaw("unreadable", f"cannot be read: {error.strerror}"))
        return b""


def _digest(contents: Mapping[PurePath, bytes]) -> str:
    state = blake2b(digest_size=16)
    for path, content in contents.items():
        state.update(os.fsencode(path.as_posix()) + f"\0{len(content)}\0".encode())
        state.update(content)
    return state.hexdigest()


def _declared(documents: Mapping[PurePath, Located | None], gathering: Gathering) -> _Declared:
    empty = Located(Place(Path(STRUCTURE), 1), {})
    locales, sources, order, vocabulary = (documents.get(path) or empty for path in SPECIAL)
    flaws = gathering.flaws
    return _Declared(
        *read_locales(locales, flaws),
        read_sources(sources, flaws),
        read_order(order, flaws, gathering.references),
        read_vocabulary(vocabulary, flaws),
    )


def _is_named_well(path: PurePath, place: Place, flaws: list[Flaw]) -> bool:
    if path.suffix == SUFFIXES[0]:
        return True
    if path.suffix.lower() in SUFFIXES:
        flaws.append(place.flaw("invalid-file", f"the file's name must end in .yaml, not {path.suffix}"))
    return False


def _locale_of(path: PurePath, locales: Sequence[Locale], place: Place, flaws: list[Flaw]) -> str | None:
    folders = path.parts[:-1]
    if not locales:
        found = locale_of_path(folders)
        if found is None:
            message = "the folder is no language tag; expected structure/ or a locale such as en/ or zh/Hant/"
            flaws.append(place.flaw("invalid-locale", message))
        return found[0] if found else None
    spelt = {tuple(locale.tag.split("-")): locale.tag for locale in locales}
    for depth in range(len(folders), 0, -1):
        if folders[:depth] in spelt:
            return spelt[folders[:depth]]
    allowed = ", ".join(f"{'/'.join(parts)}/" for parts in spelt)
    flaws.append(place.flaw("invalid-locale", f"the folder is of no locale; allowed: structure/, {allowed}"))
    return None


def _entries(document: Located, locale: str, flaws: list[Flaw]) -> Iterator[tuple[Ref, Located]]:
    top = Fields("", locale, document, flaws)
    top.known(tuple(BY_PLURAL))
    for plural, kind in BY_PLURAL.items():
        if at := top.mapping().get(plural):
            for slug, entry in Fields(plural, locale, at, flaws).mapping().items():
                if is_slug(slug):
                    yield Ref(kind.name, slug), entry
                else:
                    flaws.append(entry.place.flaw("invalid-slug", not_a_slug(slug), f"{kind.name}:{slug}", locale))


def _read_structure(document: Located, gathering: Gathering) -> None:
    for ref, at in _entries(document, "", gathering.flaws):
        if gathering.claim(ref, "", at.place):
            fields = Fields(str(ref), "", at, gathering.flaws)
            fields.known(structure_fields(KINDS[ref.kind], wire=False))
            gathering.structures[ref] = read_structure(fields, ref, gathering.references)


def _read_texts(document: Located, locale: str, gathering: Gathering, *, has_structure: bool) -> None:
    for ref, at in _entries(document, locale, gathering.flaws):
        if not gathering.claim(ref, locale, at.place):
            continue
        fields = Fields(str(ref), locale, at, gathering.flaws)
        kind = KINDS[ref.kind]
        fields.known(tuple(field.name for field in kind.texts))
        texts = read_texts(fields, kind)
        if not has_structure:
            gathering.require_relations(ref, at.place)
        places = {name: field.place for name, field in fields.mapping().items()}
        gathering.add_texts(ref, locale, texts, places)


def _require_structure(gathering: Gathering) -> None:
    for (ref, locale, name), place in gathering.places.items():
        if locale and not name and ref not in gathering.structures:
            message = f"there is no {ref} in structure/"
            gathering.flaws.append(place.flaw("text-without-structure", message, str(ref), locale))


def _content(
    digest: str,
    documents: Mapping[PurePath, Located | None],
    declared: _Declared,
    gathering: Gathering,
    found: Mapping[str, None],
    labels: dict[str, dict[str, dict[str, str]]],
    *,
    has_structure: bool,
) -> Content:
    locales = declared.locales or Locales.from_tags(found).members
    sources = {source.slug: source for source in declared.sources}
    if documents.get(SOURCES) is None:
        cited = (reference.target for reference in gathering.references if reference.target.kind == "source")
        sources = {ref.slug: Source(ref.slug, ref.slug) for ref in cited}
    return Content(
        entries=gathering.entries(declared.order, has_structure=has_structure),
        metadata=Metadata(
            default_locale=declared.default,
            locales=locales,
            declared=frozenset(locale.tag for locale in declared.locales),
            labels={locale: {name: texts for name, texts in of.items() if texts} for locale, of in labels.items()},
            sources=tuple(sources.values()),
        ),
        references=gathering.references,
        places=gathering.places,
        first=gathering.first,
        flaws=gathering.flaws,
        digest=digest,
        whole=True,
        vocabulary=declared.vocabulary,
    )
