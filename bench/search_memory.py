"""The memory of a process that opens an index and answers from it: `python -m bench.search_memory FOLDER < QUERIES`."""

import sys
from pathlib import Path

from app.search.engine import SearchEngine
from app.search.query import SearchQuery
from bench.search_sets import LOCALES, FixedSource


def main(folder: str) -> None:
    """Print the resident set in megabytes when each line of the input has been asked."""
    engine = SearchEngine.open(Path(folder), FixedSource([]), LOCALES)
    for line in sys.stdin:
        engine.search(SearchQuery(line.strip(), "en"))
    status = Path("/proc/self/status").read_text(encoding="ascii")
    kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))
    print(int(kilobytes) / 1024)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1])
