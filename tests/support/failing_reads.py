"""SQLite that fails as a bad disk or a damaged file makes it fail."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

IO_ERROR = sqlite3.OperationalError("disk I/O error")
MALFORMED = sqlite3.DatabaseError("database disk image is malformed")
FULL = sqlite3.OperationalError("database or disk is full")


def named(error: sqlite3.Error, name: str) -> sqlite3.Error:
    """The error as SQLite itself raises it, with the name of its code."""
    error.sqlite_errorname = name
    return error


class Failures:
    """Which statement fails with what; `done` counts the statements since `begin`."""

    def __init__(self) -> None:
        self.error: sqlite3.Error | None = None
        self.wanted: Callable[[str], bool] = lambda sql: True
        self.after = 0
        self.done = 0
        self.raised = 0

    def check(self, sql: str) -> None:
        if self.error is None or not self.wanted(sql):
            return
        self.done += 1
        if self.done > self.after:
            self.raised += 1
            raise (
                type(self.error)(*self.error.args)
                if not hasattr(self.error, "sqlite_errorname")
                else self.error
            )

    @contextmanager
    def failing(
        self, error: sqlite3.Error, after: int = 0, wanted: Callable[[str], bool] | None = None
    ) -> Iterator[None]:
        """Let every wanted statement fail after the first `after` ones."""
        self.error, self.after, self.done, self.raised = error, after, 0, 0
        self.wanted = wanted or is_read
        try:
            yield
        finally:
            self.error = None


def is_read(sql: str) -> bool:
    return sql.lstrip().upper().startswith(("SELECT", "WITH"))


def install(monkeypatch: pytest.MonkeyPatch) -> Failures:
    """Every connection that is opened from now on fails when it is told to."""
    failures, connect = Failures(), sqlite3.connect

    class Failing(sqlite3.Connection):
        def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
            failures.check(sql)
            return super().execute(sql, *values)

        def executescript(self, sql: str) -> sqlite3.Cursor:
            failures.check(sql)
            return super().executescript(sql)

        def executemany(self, sql: str, *values: Any) -> sqlite3.Cursor:
            failures.check(sql)
            return super().executemany(sql, *values)

        def cursor(self, *given: Any, **named: Any) -> Any:
            return super().cursor(FailingCursor)

    class FailingCursor(sqlite3.Cursor):
        def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
            failures.check(sql)
            return super().execute(sql, *values)

    def open_failing(*given: Any, **named: Any) -> sqlite3.Connection:
        return connect(*given, **{"factory": Failing, **named})

    monkeypatch.setattr(sqlite3, "connect", open_failing)
    return failures
