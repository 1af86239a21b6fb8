"""The table of word translations beside an index, as it was last learned."""

import time
from pathlib import Path

import orjson

Translations = tuple[tuple[str, float], ...]
"""Terms of other languages, likeliest first, each with its weight 0..1."""

Table = dict[str, dict[str, str]]
"""By language and term, its translations and their weights, separated by spaces: small in memory."""

FILE = "lexicon.json"
_LOOK_AGAIN = 1.0
"""Seconds after which the file is looked at again: another process may have learned anew."""


def language(tag: str) -> str:
    """The language of a locale: the scripts of one language are one, because they fold to one.

    >>> language("zh-Hant")
    'zh'
    """
    return tag.split("-")[0]


class Lexicon:
    """Translations of terms; follows its file, where it has one."""

    def __init__(self, path: Path | None = None, table: Table | None = None) -> None:
        self._path = path
        self._table: Table = table or {}
        self._stamp = 0
        self._looked = 0.0

    @property
    def stamp(self) -> int:
        """Changes when the table does."""
        self._follow()
        return self._stamp

    def translations(self, source: str, term: str) -> Translations:
        """The translations of a term of language `source`; none where it was not learned."""
        self._follow()
        listed = self._table.get(source, {}).get(term, "").split()
        return tuple((listed[at], float(listed[at + 1])) for at in range(0, len(listed), 2))

    def _follow(self) -> None:
        now = time.monotonic()
        if self._path is None or now - self._looked < _LOOK_AGAIN:
            return
        self._looked = now
        try:
            stamp = self._path.stat().st_mtime_ns
            if stamp != self._stamp:
                self._table = orjson.loads(self._path.read_bytes())
                self._stamp = stamp
        except (OSError, ValueError):
            return


def save(table: Table, path: Path) -> None:
    """Write a table, in one step."""
    fresh = path.with_suffix(".new")
    fresh.write_bytes(orjson.dumps(table))
    fresh.replace(path)
