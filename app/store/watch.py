"""Telling at almost no cost whether another connection has committed to the store."""

import sqlite3
from pathlib import Path

from sqlalchemy import Engine


class Watch:
    """Looks at one store for one thread.

    SQLite counts the commits of other connections (`PRAGMA data_version`), and tells in microseconds without waiting
    for a writer. PostgreSQL is to be asked for its revision each time.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: sqlite3.Connection | None = None
        self._seen = -1

    def may_have_moved(self) -> bool:
        """Whether there may be a newer revision than when this was asked before; true the first time."""
        if self._engine.dialect.name != "sqlite":
            return True
        try:
            counted = self._count()
        except sqlite3.Error:
            self.close()
            return True
        moved = counted != self._seen
        self._seen = counted
        return moved

    def close(self) -> None:
        """Let go of the connection."""
        self._seen = -1
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _count(self) -> int:
        if self._connection is None:
            address = Path(self._engine.url.database or "").absolute().as_uri()
            self._connection = sqlite3.connect(f"{address}?mode=rw", uri=True, timeout=0, isolation_level=None)
        counted: int = self._connection.execute("PRAGMA data_version").fetchone()[0]
        return counted
