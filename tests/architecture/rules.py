"""The rules on files that no linter knows: how long, how named, what a package's `__init__.py` may hold.

Each rule takes a file and gives what is wrong in it. `violations` runs all of them over a house.
"""

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

FOLDERS = ("app", "tests", "bench", "migrations")
WRITTEN_BY_HAND = {".py", ".js", ".css", ".html"}
FILE_LINES = 300
FUNCTION_LINES = 50
DRAWERS = {"utils", "helpers", "common", "misc", "models"}

Rule = Callable[[Path], Iterator[str]]


def short_file(file: Path) -> Iterator[str]:
    """A file has at most 300 lines."""
    lines = len(file.read_text(encoding="utf-8").splitlines())
    if lines > FILE_LINES:
        yield f"{lines} lines, more than {FILE_LINES}"


def short_functions(file: Path) -> Iterator[str]:
    """A function has at most 50 lines, its docstring included; a migration is a list of statements, however long."""
    for node in ast.walk(_tree(file)) if "migrations" not in file.parts else ():
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            lines = node.end_lineno - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"{node.name} has {lines} lines, more than {FUNCTION_LINES}"


def no_drawer(file: Path) -> Iterator[str]:
    """A file or folder has a name that says what is in it."""
    for name in (file.stem, file.parent.name):
        if name in DRAWERS:
            yield f"{name} names no content"


def bare_init(file: Path) -> Iterator[str]:
    """An `__init__.py` has a docstring, at most imports below it, and no logic."""
    if file.name == "__init__.py":
        first, *rest = _tree(file).body or [ast.Pass()]
        if not (isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)):
            yield "does not say what the package is for"
        if any(not isinstance(node, ast.Import | ast.ImportFrom) and not _is_all(node) for node in rest):
            yield "holds logic"


def in_a_package(file: Path) -> Iterator[str]:
    """A module lies in a package: the import contracts see no module of a folder without `__init__.py`."""
    stands_alone = {"bench", "migrations"} & set(file.parts)
    if file.suffix == ".py" and not stands_alone and not (file.parent / "__init__.py").exists():
        yield "lies in a folder without __init__.py"


RULES: tuple[Rule, ...] = (short_file, short_functions, no_drawer, bare_init, in_a_package)


def violations(house: Path) -> Iterator[str]:
    """Everything wrong in the files of a house, each as `path: what is wrong`."""
    for folder in FOLDERS:
        for file in sorted((house / folder).rglob("*")):
            if file.suffix in WRITTEN_BY_HAND and "__pycache__" not in file.parts:
                relative = file.relative_to(house)
                yield from (f"{relative}: {wrong}" for rule in RULES for wrong in rule(file))


def _tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8") if file.suffix == ".py" else "")


def _is_all(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["__all__"]
