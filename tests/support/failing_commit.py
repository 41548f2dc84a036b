"""A till whose next commit fails, before or after its rows are on disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from pos_app.services.shop.shop import Shop
from pos_app.store.database import Database

Fault = Callable[[Database], None]


class DiskError(sqlite3.OperationalError):
    sqlite_errorname = "SQLITE_IOERR_FSYNC"


def raise_after(database: Database) -> None:
    """The rows are on disk, and the disk said no all the same."""
    database.connection.execute("COMMIT")
    raise DiskError("disk I/O error")


def raise_before(database: Database) -> None:
    """Nothing is on disk."""
    raise DiskError("disk I/O error")


def faulty(shop: Shop, monkeypatch: pytest.MonkeyPatch, fault: Fault) -> None:
    """The next commit of the shop meets `fault`; those after it are well again."""
    database, real = shop.database, shop.database.execute

    def execute(sql: str, *values: Any) -> sqlite3.Cursor:
        if sql == "COMMIT":
            database.execute = real  # type: ignore[method-assign]
            fault(database)
        return real(sql, *values)

    monkeypatch.setattr(database, "execute", execute)
