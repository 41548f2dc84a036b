"""A till's database of every older version opens with all it held."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
import sqlite_utils
from support.shops import make_shop

from pos_app.services import selling, tills
from pos_app.services.shop import open_shop
from pos_app.store import migrations
from pos_app.store.migrations import SCHEMA_VERSION, apply_migrations

HELD = ("till", "journal", "makers", "products", "days", "cash", "stock_moves")


def make_old(folder: Path, version: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A till in `folder` whose database stands at `version`, with goods and an open day."""
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "_STEPS", migrations._STEPS[:version])
        patched.setattr(migrations, "SCHEMA_VERSION", version)
        shop = make_shop(folder)
        tills.open_till(shop, 100_000) if tills.current_day(shop) is None else None
        shop.close()


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(path)
    found = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in HELD}
    connection.close()
    return found


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_an_older_database_is_brought_up_to_date_and_keeps_all_it_held(
    version: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "till"
    make_old(folder, version, monkeypatch)
    before = rows(folder / "till.db")
    with open_shop(folder) as shop:
        assert shop.database.scalar("PRAGMA user_version") == SCHEMA_VERSION
        assert shop.journal.first_break() is None
        assert selling.list_sales(shop) == []
        tills.close_till(shop, counted=100_000)
    after = rows(folder / "till.db")
    assert {table: found[: len(before[table])] for table, found in after.items()} == before
    assert (folder / f"till.db.v{version}.bak").exists()


def test_an_upgrade_that_fails_leaves_the_old_database_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "till"
    make_old(folder, 1, monkeypatch)
    before = rows(folder / "till.db")

    def stumble(_: sqlite_utils.Database) -> None:
        raise sqlite3.OperationalError("disk full")

    monkeypatch.setattr(migrations, "_STEPS", (*migrations._STEPS, stumble))
    database = sqlite_utils.Database(folder / "till.db", execute_plugins=False)
    with pytest.raises(sqlite3.OperationalError):
        apply_migrations(database, 1)
    assert database.conn.execute("PRAGMA user_version").fetchone()[0] == 1
    database.conn.close()
    assert rows(folder / "till.db") == before
