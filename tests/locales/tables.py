"""Cases kept as tables: tab between cells, `#` before a remark, `\\u0000`-like escapes for what cannot be seen."""

from pathlib import Path

_CASES = Path(__file__).parent / "cases"


def rows(name: str) -> list[tuple[str, ...]]:
    """The rows of `cases/name`."""
    lines = (_CASES / name).read_text(encoding="utf-8").splitlines()
    return [tuple(map(_plain, line.split("\t"))) for line in lines if line and not line.startswith("#")]


def _plain(cell: str) -> str:
    return cell.encode("ascii", "backslashreplace").decode("unicode_escape") if "\\" in cell else cell
