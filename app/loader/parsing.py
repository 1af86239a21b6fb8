"""From the bytes of YAML and JSON to located values; what cannot be read is a flaw and never an exception."""

import json
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import yaml
from yaml.events import CollectionEndEvent, CollectionStartEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from app.errors import Flaw
from app.loader.located import Located, Place, Value, Word

TEXT = "tag:yaml.org,2002:str"
NAMES = {"bool": "boolean", "int": "number", "float": "number", "timestamp": "date", "null": "nothing"}
DEPTH = 20
"""How deep lists and mappings may be nested; content needs six levels."""

_MANY_BRACKETS = 1_000
_MANY_BLOCKS = re.compile(r"(?:[-?:][ \t]+){100}")


def read_yaml(content: bytes, file: Path, flaws: list[Flaw]) -> Located | None:
    """The one document of a YAML file, UTF-8 with or without a byte order mark; None, and a flaw, where it is none."""
    try:
        text = content.decode("utf-8")
        if deep := _deep_line(text):
            flaws.append(Place(file, deep).flaw("syntax", f"nested more than {DEPTH} levels deep"))
            return None
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        flaws.append(Place(file, line).flaw("syntax", f"not UTF-8: {error.reason}"))
        return None
    except yaml.YAMLError as error:
        flaws.append(_yaml_flaw(error, content, file))
        return None
    if node is None:
        return Located(Place(file, 1), {})
    return _Document(file, flaws).read(node)


def read_json(line: bytes, place: Place, flaws: list[Flaw]) -> Located | None:
    """One line of JSON; None, and a flaw, where it cannot be read."""

    def pairs(items: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(items)
        if len(found) < len(items):
            times = Counter(key for key, _ in items)
            twice = (key for key, count in times.items() if count > 1)
            flaws.extend(place.flaw("duplicate-key", f"{key!r} stands twice", field=key) for key in twice)
        return found

    try:
        return _from_json(json.loads(line.decode("utf-8"), object_pairs_hook=pairs), place)
    except UnicodeDecodeError as error:
        flaws.append(place.flaw("syntax", f"not UTF-8: {error.reason}"))
    except ValueError as error:
        flaws.append(place.flaw("syntax", f"not JSON: {error}"))
    except RecursionError:
        flaws.append(place.flaw("syntax", "nested too deep"))
    return None


def _yaml_flaw(error: yaml.YAMLError, content: bytes, file: Path) -> Flaw:
    if isinstance(error, yaml.reader.ReaderError):
        line = content.count(b"\n", 0, error.position) + 1
        return Place(file, line).flaw("syntax", f"not YAML: {str(error).splitlines()[0]}")
    mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
    return Place(file, mark.line + 1 if mark else 1).flaw("syntax", f"not YAML: {getattr(error, 'problem', error)}")


def _deep_line(text: str) -> int | None:
    # The composer recurses on the stack of C, which a hostile file could exhaust; parsing into events does not.
    if text.count("[") + text.count("{") < _MANY_BRACKETS and not _MANY_BLOCKS.search(text):
        return None
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > DEPTH:
            return event.start_mark.line + 1 if event.start_mark else 1
    return None


class _Document:
    """The nodes of one YAML file on their way to located values; what aliases repeat is read once."""

    def __init__(self, file: Path, flaws: list[Flaw]) -> None:
        self._file = file
        self._flaws = flaws
        self._known: dict[Node, Located | None] = {}

    def read(self, node: Node, path: tuple[str, ...] = (), depth: int = 0) -> Located | None:
        """The value of a node; `path` are the keys that lead to it."""
        place = Place(self._file, node.start_mark.line + 1)
        if isinstance(node, ScalarNode):
            return Located(place, _scalar(node))
        if node in self._known:
            known = self._known[node]
            if known is None:
                self._flaw(place, "syntax", "an alias inside what it stands for", path)
            return known
        if depth > DEPTH:
            self._flaw(place, "syntax", f"nested more than {DEPTH} levels deep", path)
            return None
        self._known[node] = None
        self._known[node] = found = Located(place, self._collection(node, path, depth + 1))
        return found

    def _collection(self, node: Node, path: tuple[str, ...], depth: int) -> Value:
        if isinstance(node, MappingNode):
            return self._mapping(node, path, depth)
        parts = (self.read(part, path, depth) for part in node.value if isinstance(node, SequenceNode))
        return tuple(part for part in parts if part is not None)

    def _mapping(self, node: MappingNode, path: tuple[str, ...], depth: int) -> dict[str, Located]:
        found: dict[str, Located] = {}
        for key, part in node.value:
            place = Place(self._file, key.start_mark.line + 1)
            if not isinstance(key, ScalarNode) or key.tag != TEXT:
                spelling = key.value if isinstance(key, ScalarNode) else "a collection"
                self._flaw(place, "wrong-type", f"the key {spelling!r} is not a text; quote it if it is a name", path)
            elif key.value in found:
                first = found[key.value].place.line
                message = f"{key.value!r} stands here and on line {first}"
                self._flaw(place, "duplicate-key", message, path, key.value)
            elif (value := self.read(part, (*path, key.value), depth)) is not None:
                found[key.value] = Located(place, value.value)
        return found

    def _flaw(self, place: Place, rule: str, message: str, path: tuple[str, ...], field: str = "") -> None:
        self._flaws.append(place.flaw(rule, message, ".".join(path), field=field))


def _scalar(node: ScalarNode) -> str | Word:
    if node.tag == TEXT:
        return str(node.value)
    name = node.tag.rsplit(":", 1)[-1]
    return Word(NAMES.get(name, name), node.value)


def _from_json(value: object, place: Place) -> Located:
    if isinstance(value, str):
        return Located(place, value)
    if isinstance(value, list):
        return Located(place, tuple([_from_json(part, place) for part in value]))
    if isinstance(value, Mapping):
        return Located(place, {key: _from_json(part, place) for key, part in value.items()})
    name = "boolean" if isinstance(value, bool) else "nothing" if value is None else "number"
    return Located(place, Word(name, json.dumps(value)))
