"""What a data folder or file holds, read and joined, with the place of each thing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.content.entry import Entry, Ref, Text
from app.content.kinds import KINDS
from app.errors import Flaw
from app.loader.located import Place
from app.loader.structure import Reference, positions
from app.store.metadata import Metadata


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that one origin holds, and where.

    `places` gives the line of an entry's structure (no locale, no field), of its texts in a locale, and of a field;
    `first` the line where an entry stands for the first time.
    `vocabulary` are the word lists for the checks: locale, then word, to the word to use and its exceptions.
    """

    entries: Sequence[Entry]
    metadata: Metadata
    references: Sequence[Reference]
    places: Mapping[tuple[Ref, str, str], Place]
    first: Mapping[Ref, Place]
    flaws: Sequence[Flaw]
    digest: str
    whole: bool
    vocabulary: Mapping[str, Mapping[str, tuple[str, tuple[str, ...]]]] = field(default_factory=dict)

    def place(self, ref: Ref, locale: str = "", name: str = "") -> Place:
        """Where a field stands, or the nearest thing to it that is anywhere."""
        for key in ((ref, locale, name), (ref, locale, ""), (ref, "", "")):
            if key in self.places:
                return self.places[key]
        return self.first[ref]


@dataclass(slots=True)
class Gathering:
    """Content while it is being read, file by file."""

    flaws: list[Flaw] = field(default_factory=list)
    structures: dict[Ref, Entry] = field(default_factory=dict)
    texts: dict[Ref, dict[str, dict[str, Text]]] = field(default_factory=dict)
    places: dict[tuple[Ref, str, str], Place] = field(default_factory=dict)
    first: dict[Ref, Place] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)

    def claim(self, ref: Ref, locale: str, place: Place) -> bool:
        """Note where an entry stands; a second place is a flaw, and is refused."""
        known = self.places.get((ref, locale, ""))
        if known is None:
            self.places[ref, locale, ""] = place
            self.first.setdefault(ref, place)
            return True
        message = f"{ref} stands here and at {known.file}:{known.line}"
        self.flaws.append(place.flaw("duplicate-slug", message, str(ref), locale))
        return False

    def add_texts(self, ref: Ref, locale: str, texts: dict[str, Text], places: Mapping[str, Place]) -> None:
        """Note an entry's texts in one locale and where each stands."""
        self.texts.setdefault(ref, {})[locale] = texts
        self.places |= {(ref, locale, name): place for name, place in places.items()}

    def require_relations(self, ref: Ref, place: Place) -> None:
        """Note that an entry without structure lacks what its kind cannot be without."""
        for relation in KINDS[ref.kind].relations:
            if relation.required:
                message = f"a {ref.kind} needs structure/ to say which {relation.target} it belongs to"
                self.flaws.append(place.flaw("missing-field", message, str(ref), field=relation.name))

    def entries(self, order: Mapping[str, Sequence[str]], *, has_structure: bool) -> list[Entry]:
        """The entries in their order: as `order` and the files have it, or by slug where there is no structure."""
        refs = list(self.structures) if has_structure else sorted(self.texts)
        entries = []
        for kind in KINDS:
            slugs = [ref.slug for ref in refs if ref.kind == kind]
            for slug, position in positions(order.get(kind, ()), slugs).items():
                ref = Ref(kind, slug)
                structure = self.structures.get(ref) or Entry(ref)
                entries.append(replace(structure, position=position, texts=self.texts.get(ref, {})))
        return entries
