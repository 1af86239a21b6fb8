"""No file of the project names a package registry, an index or a place on someone's machine.

As a program it looks through what git has (or, without git, through the folder), prints each find, and exits with 1.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

# An index is known by the shape of its host, by how a tool is told of it, and by what it serves, whatever its host.
PRIVATE = re.compile(
    r"--(?:extra-)?index[-]url[ =]\S|--find[-]links[ =]\S|(?:INDEX_URL|FIND_LINKS|REGISTRY)[ ]?=[ ]?\S"
    r"|https?://[^\s\"'<>]+(?:/simple\b|[.](?:whl|tgz|tar[.]gz))"
    r"|\bpypi[.]\w|\bpython\w+[.]org\b|\bregistry[.]\w+[.](?:org|com|io)\b"
    r"|(?<![\w.<>{}])/(?:home|Users)/\w|(?<![\w.<>{}])/(?:root|work)(?:/|\b)|[A-Z]:\\Users\\"
)


def finds(house: Path) -> Iterator[str]:
    """Each line that names such an address, as `path:line: what`."""
    for file in _committed(house):
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(lines, 1):
            if found := PRIVATE.search(line):
                yield f"{file.relative_to(house)}:{number}: {found[0]}"


def main() -> int:
    """Exit code 1 where there is a find."""
    found = list(finds(Path.cwd()))
    print(*found, sep="\n", end="\n" if found else "")  # noqa: T201
    return int(bool(found))


def _committed(house: Path) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=house, capture_output=True, text=True)
    if listed.returncode == 0:
        return [file for name in listed.stdout.split("\0") if name and (file := house / name).is_file()]
    return [file for file in sorted(house.rglob("*")) if file.is_file() and ".venv" not in file.parts]


if __name__ == "__main__":
    sys.exit(main())
