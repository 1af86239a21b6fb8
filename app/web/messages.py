"""What the program itself says to a caller, in the caller's locale, from message catalogues.

A catalogue is a `.po` file named by the BCP 47 tag of its locale; a further language is one more file. Its `msgid` are
stable keys (`not-found.title`), so that English is a translation like the others and can be reworded.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Self

from babel.messages.pofile import read_po

LAST_RESORT = "en"
LONGEST_VALUE = 200
"""A value of the caller's is shown up to this many characters."""

_FOLDER = Path(__file__).parent / "catalogues"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Catalogues:
    """The messages of every locale that has a catalogue."""

    def __init__(self, messages: Mapping[str, Mapping[str, str]]) -> None:
        self.messages = messages

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Every `.po` file in the folder, by the tag that is its name. Raises babel's PoFileError, OSError."""
        return cls({file.stem: dict(_read(file)) for file in sorted(folder.glob("*.po"))})

    def speaking(self, locale: str, chain: Sequence[str] = ()) -> str:
        """The catalogue's locale that a caller gets: the nearest along `locale` and its fallback `chain`, else English.

        A tag without a catalogue gets the one of its longest prefix (RFC 4647, section 3.4), which for Chinese names
        the script or is none.

        >>> Catalogues({"en": {}, "zh-Hant": {}}).speaking("zh-Hant-HK")
        'zh-Hant'
        """
        wanted = (prefix for tag in (locale, *chain) for prefix in _prefixes(tag))
        return next((tag for tag in wanted if tag in self.messages), LAST_RESORT)

    def find(self, locale: str, key: str, chain: Sequence[str] = ()) -> str | None:
        """The message as the catalogue has it, with its placeholders; None where no locale of the chain has it."""
        tags = (*(prefix for tag in (locale, *chain) for prefix in _prefixes(tag)), LAST_RESORT)
        return next((found for tag in tags if (found := self.messages.get(tag, {}).get(key))), None)

    def text(self, locale: str, key: str, chain: Sequence[str] = (), /, **context: object) -> str:
        """The message in `locale`, else along `chain`, else in English, its placeholders filled from `context`.

        Values are inserted as they are, not read as messages. It never raises: a key that no catalogue has is its own
        text, and a placeholder without a value is shown as an ellipsis.

        >>> Catalogues({"en": {"greeting": "Hello, {name}."}}).text("es", "greeting", name="{Ana}")
        'Hello, {Ana}.'
        """
        return _PLACEHOLDER.sub(lambda found: _shown(context.get(found[1])), self.find(locale, key, chain) or key)


def placeholders(message: str) -> frozenset[str]:
    """The names of the values that a message wants.

    >>> sorted(placeholders("{value} is none of {allowed}"))
    ['allowed', 'value']
    """
    return frozenset(_PLACEHOLDER.findall(message))


@cache
def shipped() -> Catalogues:
    """The catalogues that come with the program."""
    return Catalogues.load(_FOLDER)


def _read(file: Path) -> Iterator[tuple[str, str]]:
    with file.open("rb") as lines:
        catalogue = read_po(lines, abort_invalid=True)
    for message in catalogue:
        if message.id and message.string and not message.fuzzy:
            yield str(message.id), str(message.string)


def _prefixes(tag: str) -> Iterator[str]:
    while tag:
        yield tag
        tag = tag.rpartition("-")[0]


def _shown(value: object) -> str:
    if value is None:
        return "…"
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"
