"""Rows kept back within a transaction, to be written together: a statement a row costs several times as much."""

from collections.abc import Sequence

from watcher.store.connection import Connection, Params

__all__ = ["Backlog"]


class Backlog:
    """Rows by statement. What is read back before `write` does not know them."""

    def __init__(self, c: Connection, statements: Sequence[str]) -> None:
        """`statements`: in the order in which they are to be run, tables that are referred to first."""
        self._c = c
        self._rows: dict[str, list[Params]] = {sql: [] for sql in statements}

    def add(self, sql: str, *rows: Params) -> None:
        """Keep rows of parameters back for one of the statements."""
        self._rows[sql].extend(rows)

    def write(self) -> None:
        """Run the statements."""
        for sql, rows in self._rows.items():
            if rows:
                self._c.many(sql, rows)
                rows.clear()
