"""How templates are read: escaped, strict about what they were not given, and without the blanks of their own tags."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape


def templates_in(folder: Path, **known: object) -> Environment:
    """The templates of a folder, all of which know `known`."""
    made = Environment(
        loader=FileSystemLoader(folder),
        autoescape=select_autoescape(),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= known
    return made
