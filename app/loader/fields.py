"""Reading one entry's fields out of located values, strictly: what does not fit becomes a flaw."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.content.entry import Text
from app.content.kind import TextField
from app.errors import Flaw
from app.loader.located import Located, Place, Word, type_name
from app.locales.tags import MalformedTag, canonical, is_registered

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
SLUG_LENGTH = 200
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
"""What no text may hold: control characters but tab and line feed, and halves of characters."""
LINE_END = re.compile(r"[\n\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one thing in a file; every method notes a flaw and gives nothing where a field is wrong."""

    entry: str
    locale: str
    at: Located
    flaws: list[Flaw]

    def flaw(self, rule: str, message: str, field: str, at: Located | Place | None = None) -> None:
        """Note that a field of this thing is wrong."""
        found = at or self.at
        place = found if isinstance(found, Place) else found.place
        self.flaws.append(place.flaw(rule, message, self.entry, self.locale, field))

    def mapping(self) -> Mapping[str, Located]:
        """The fields by name."""
        if isinstance(self.at.value, dict):
            return self.at.value
        if self.at.value != Word("nothing", ""):
            self.flaw("wrong-type", f"fields expected, {type_name(self.at.value)} found", "")
        return {}

    def known(self, allowed: Sequence[str]) -> None:
        """Note each field that is not one of `allowed`."""
        for name, at in self.mapping().items():
            if name not in allowed:
                self.flaw("unknown-key", f"unknown field {name!r}; allowed: {', '.join(allowed)}", name, at)

    def word(self, name: str) -> str | None:
        """A field of one line of text, None where it is not there."""
        at = self.mapping().get(name)
        return None if at is None else self._text(at, name, plain=True)

    def flag(self, name: str) -> bool:
        """A field that is true or false; false where it is not there."""
        at = self.mapping().get(name)
        if at is None:
            return False
        if isinstance(at.value, Word) and at.value.type == "boolean" and at.value.spelling.lower() in ("true", "false"):
            return at.value.spelling.lower() == "true"
        spelt = f" '{at.value.spelling}'" if isinstance(at.value, Word) else ""
        self.flaw("wrong-type", f"true or false expected, {type_name(at.value)}{spelt} found", name, at)
        return False

    def slug(self, name: str) -> str | None:
        """A field that holds one slug."""
        at = self.mapping().get(name)
        return None if at is None else self._slug(at, name)

    def slugs(self, name: str) -> tuple[str, ...]:
        """A field that holds a list of slugs, none of them twice."""
        return self._unique(name, [self._slug(part, name) for part in self.items(name)])

    def words(self, name: str) -> tuple[str, ...]:
        """A field that holds a list of lines of text, none of them twice."""
        return self._unique(name, [self._text(part, name, plain=True) for part in self.items(name)])

    def items(self, name: str) -> tuple[Located, ...]:
        """The members of a field that is a list."""
        at = self.mapping().get(name)
        if at is None:
            return ()
        if isinstance(at.value, tuple):
            return at.value
        self.flaw("wrong-type", f"a list expected, {type_name(at.value)} found", name, at)
        return ()

    def text(self, field: TextField) -> Text | None:
        """A text of the kind that `field` declares, None where it is missing or wrong."""
        at = self.mapping().get(field.name)
        if at is None:
            return None
        if not field.many:
            return self._text(at, field.name, plain=not field.markdown)
        texts = [self._text(part, field.name, plain=True) for part in self.items(field.name)]
        found = tuple(text for text in texts if text is not None)
        if isinstance(at.value, tuple) and not at.value:
            self.flaw("empty-text", "an empty list; leave the field out", field.name, at)
        return found or None

    def is_locale(self, tag: str, field: str, at: Located) -> bool:
        """Whether a key is a language tag in its one form, and of registered subtags; notes a flaw where it is not."""
        try:
            right = canonical(tag)
        except MalformedTag:
            self.flaw("invalid-locale", f"{tag!r} is not a language tag (BCP 47)", field, at)
            return False
        if right != tag:
            self.flaw("invalid-locale", f"write {right!r} for {tag!r}", field, at)
        elif not is_registered(tag):
            self.flaw("invalid-locale", f"{tag!r} holds no registered language, script or region", field, at)
        else:
            return True
        return False

    def _unique(self, name: str, found: Sequence[str | None]) -> tuple[str, ...]:
        known = dict.fromkeys(item for item in found if item is not None)
        if len(known) < len(found):
            spelt = self.mapping()[name].spellings()
            for item, count in Counter(found).items():
                if item is not None and count > 1:
                    self.flaw("duplicate-slug", f"{item!r} stands twice in the list", name, spelt[item])
        return tuple(known)

    def _slug(self, at: Located, name: str) -> str | None:
        found = self._text(at, name, plain=True)
        if found is not None and not is_slug(found):
            self.flaw("invalid-slug", not_a_slug(found), name, at)
            return None
        return found

    def _text(self, at: Located, name: str, plain: bool) -> str | None:
        value = at.value
        if isinstance(value, Word):
            hint = f"; write '{value.spelling}' in quotes if it is a text" if value.spelling else ""
            self.flaw("wrong-type", f"a text expected, {value.type} found{hint}", name, at)
            return None
        if not isinstance(value, str):
            self.flaw("wrong-type", f"a text expected, {type_name(value)} found", name, at)
            return None
        text = value.strip()
        if not text:
            self.flaw("empty-text", "an empty text; leave the field out", name, at)
            return None
        if plain and LINE_END.search(text):
            self.flaw("wrong-type", "one line of plain text expected, several lines found", name, at)
            return None
        if bad := CONTROL.search(text):
            self.flaw("wrong-type", f"the control character U+{ord(bad[0]):04X} in a text", name, at)
            return None
        return text


def is_slug(text: str) -> bool:
    """Whether a text is kebab-case and of a bearable length."""
    return len(text) <= SLUG_LENGTH and SLUG.fullmatch(text) is not None


def not_a_slug(text: str) -> str:
    """The message for a text that is not kebab-case."""
    return f"{text!r} is not a slug: at most {SLUG_LENGTH} lower-case letters, digits, single hyphens"
