"""Values as a file spells them, each with the place where it stands, before anything is believed of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from app.errors import Flaw

YAML_TEXT = "tag:yaml.org,2002:str"
NAMES = {"bool": "boolean", "int": "number", "float": "number", "timestamp": "date", "null": "nothing"}


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a file, counted from one."""

    file: Path
    line: int

    def flaw(self, rule: str, message: str, entry: str = "", locale: str = "", field: str = "") -> Flaw:
        """A flaw at this place."""
        return Flaw(self.file, self.line, rule, message, entry, locale, field)


@dataclass(frozen=True, slots=True)
class Word:
    """A scalar that the format does not take for text: a boolean, a number, a date or nothing."""

    type: str
    spelling: str


Value: TypeAlias = "str | Word | tuple[Located, ...] | dict[str, Located]"


@dataclass(frozen=True, slots=True)
class Located:
    """A value and its place."""

    place: Place
    value: Value


def type_name(value: Value) -> str:
    """What a value is, for a message."""
    if isinstance(value, Word):
        return value.type
    return "a text" if isinstance(value, str) else "a list" if isinstance(value, tuple) else "a mapping"


def read_yaml(path: Path, file: Path, flaws: list[Flaw]) -> Located | None:
    """The one document of a YAML file, shown in messages as `file`; None, and a flaw, where it cannot be read."""
    try:
        node = yaml.compose(path.read_bytes().decode("utf-8"), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        flaws.append(Place(file, mark.line + 1 if mark else 1).flaw("syntax", f"not YAML: {problem}"))
        return None
    if node is None:
        return Located(Place(file, 1), {})
    return _from_node(node, file, flaws, ())


def read_json(line: str, place: Place, flaws: list[Flaw]) -> Located | None:
    """One line of JSON; None, and a flaw, where it cannot be read."""

    def pairs(items: list[tuple[str, object]]) -> dict[str, object]:
        found: dict[str, object] = {}
        for key, value in items:
            if key in found:
                flaws.append(place.flaw("duplicate-key", f"{key!r} stands twice"))
            found[key] = value
        return found

    try:
        return _from_json(json.loads(line, object_pairs_hook=pairs), place)
    except (ValueError, RecursionError) as error:
        flaws.append(place.flaw("syntax", f"not JSON: {error}"))
        return None


def _from_node(node: Node, file: Path, flaws: list[Flaw], above: tuple[Node, ...]) -> Located | None:
    place = Place(file, node.start_mark.line + 1)
    if node in above:
        flaws.append(place.flaw("syntax", "an alias inside what it stands for"))
        return None
    if isinstance(node, MappingNode):
        return Located(place, _mapping(node, file, flaws, above))
    if isinstance(node, SequenceNode):
        parts = (_from_node(part, file, flaws, (*above, node)) for part in node.value)
        return Located(place, tuple(part for part in parts if part is not None))
    if isinstance(node, ScalarNode) and node.tag != YAML_TEXT:
        name = node.tag.rsplit(":", 1)[-1]
        return Located(place, Word(NAMES.get(name, name), node.value))
    return Located(place, str(node.value))


def _mapping(node: MappingNode, file: Path, flaws: list[Flaw], above: tuple[Node, ...]) -> dict[str, Located]:
    found: dict[str, Located] = {}
    for key, part in node.value:
        place = Place(file, key.start_mark.line + 1)
        if not isinstance(key, ScalarNode) or key.tag != YAML_TEXT:
            spelling = key.value if isinstance(key, ScalarNode) else "a collection"
            flaws.append(place.flaw("wrong-type", f"the key {spelling!r} is not a text; quote it if it is a name"))
        elif key.value in found:
            first = found[key.value].place.line
            flaws.append(place.flaw("duplicate-key", f"{key.value!r} stands here and on line {first}"))
        else:
            value = _from_node(part, file, flaws, (*above, node))
            if value is not None:
                found[key.value] = Located(place, value.value)
    return found


def _from_json(value: object, place: Place) -> Located:
    if isinstance(value, str):
        return Located(place, value)
    if isinstance(value, list):
        return Located(place, tuple(_from_json(part, place) for part in value))
    if isinstance(value, Mapping):
        return Located(place, {key: _from_json(part, place) for key, part in value.items()})
    name = "boolean" if isinstance(value, bool) else "nothing" if value is None else "number"
    return Located(place, Word(name, json.dumps(value)))
