"""A till's database of every older version opens with all its data."""

from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path

import pytest
import sqlite_utils
from support import failing_reads
from support.shops import make_shop

from pos_app.dayfile.signing import create_key
from pos_app.errors import PosError
from pos_app.services.day import business_day, closing
from pos_app.services.selling import stored_sales
from pos_app.services.shop.shop import KEY_NAME, open_shop
from pos_app.store import migrations
from pos_app.store.migrations import SCHEMA_VERSION, apply_migrations

DATA = Path(__file__).parents[1] / "data"
GROWING = ("journal", "sales", "sale_lines", "sale_tenders", "days", "cash", "stock_moves")


def lay_out(folder: Path, version: int) -> Path:
    """A till folder made by the older version: one closed day, and a sale on the next day."""
    folder.mkdir()
    create_key(folder / KEY_NAME, bytes(32))
    path = folder / "till.db"
    path.write_bytes(gzip.decompress((DATA / f"till_v{version}.db.gz").read_bytes()))
    return path


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    connection = sqlite3.connect(path)
    found = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in GROWING}
    connection.close()
    return found


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_an_older_till_is_brought_up_to_date_and_sells_on(version: int, tmp_path: Path) -> None:
    path = lay_out(tmp_path / "till", version)
    before = rows(path)
    with open_shop(tmp_path / "till") as shop:
        assert shop.database.scalar("PRAGMA user_version") == SCHEMA_VERSION
        assert shop.journal.first_break() is None
        assert [sale.net for sale in stored_sales.list_sales(shop)] == [245_000, -43_000, 120_000]
        assert business_day.closed_day(shop, "2023-10-25").cashier == (
            "" if version == 1 else "KASIR"
        )
        day = closing.close_till(shop, counted=100_000)
        assert (day.expected, day.totals.paid_by("qris")) == (100_000, 120_000)
    after = rows(path)
    assert {table: found[: len(before[table])] for table, found in after.items()} == before
    assert rows(path.with_name(f"till.db.v{version}.bak")) == before


def test_an_upgraded_till_stores_any_way_of_paying_and_its_tenders_only_grow(
    tmp_path: Path,
) -> None:
    path = lay_out(tmp_path / "till", 4)
    with open_shop(tmp_path / "till") as shop:
        database = shop.database
        database.execute("INSERT INTO sale_tenders VALUES (1, 9, 'voucher', 1, '', 1)")
        assert database.scalar("SELECT method FROM sale_tenders WHERE tender = 9") == "voucher"
        for change in ("UPDATE sale_tenders SET amount = 2", "DELETE FROM sale_tenders"):
            with pytest.raises(sqlite3.IntegrityError, match="history only grows: sale_tenders"):
                database.execute(change)
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            database.execute("INSERT INTO sale_tenders VALUES (999, 1, 'cash', 1, '', 1)")
    new = schema_of(path)
    make_shop(tmp_path / "new").close()
    assert new == schema_of(tmp_path / "new" / "till.db")


def schema_of(path: Path) -> dict[str, str]:
    """Return the SQL of each table, index and trigger."""
    connection = sqlite3.connect(path)
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql <> ''").fetchall()
    connection.close()
    return dict(found)


def test_an_upgrade_that_fails_leaves_the_old_database_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = lay_out(tmp_path / "till", 1)
    before = rows(path)

    def stumble(_: sqlite_utils.Database) -> None:
        raise sqlite3.OperationalError("disk full")

    monkeypatch.setattr(migrations, "_STEPS", (*migrations._STEPS, stumble))
    database = sqlite_utils.Database(path, execute_plugins=False)
    with pytest.raises(sqlite3.OperationalError):
        apply_migrations(database, 1)
    assert database.conn.execute("PRAGMA user_version").fetchone()[0] == 1
    database.conn.close()
    assert rows(path) == before


def test_a_fault_at_any_stage_of_a_migration_is_a_sentence_and_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite gives up after some of its own steps, as it does when the disk fails under it."""
    from pos_app.store import database as store

    monkeypatch.setattr(store, "PAUSES", (0, 0, 0))
    real, left = store.apply_migrations_of, [0]

    def failing(tables: sqlite_utils.Database, found: int) -> None:
        tables.conn.set_progress_handler(lambda: 1, left[0])
        try:
            real(tables, found)
        finally:
            tables.conn.set_progress_handler(None, 0)

    monkeypatch.setattr(store, "apply_migrations_of", failing)
    path = lay_out(tmp_path / "till", 1)
    before, refused = rows(path), set()
    for steps in (20, 100, 300, 600, 1_000, 2_000, 4_000, 8_000):
        left[0] = steps
        try:
            open_shop(tmp_path / "till").close()
        except PosError as error:
            refused.add(error.code)
            found = rows(path)
            assert {table: found[table][: len(before[table])] for table in before} == before
    assert refused == {"migration_failed"}
    monkeypatch.setattr(store, "apply_migrations_of", real)
    open_shop(tmp_path / "till").close()


@pytest.mark.parametrize(
    ("name", "code", "version"),
    [("SQLITE_IOERR_WRITE", "migration_failed", 1), ("SQLITE_FULL", "disk_full", 3)],
)
def test_a_disk_that_fails_at_any_statement_of_a_migration_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: str, version: int
) -> None:
    from pos_app.store import database as store

    monkeypatch.setattr(store, "PAUSES", (0, 0, 0))
    path = lay_out(tmp_path / "till", version)
    before = rows(path)
    failures = failing_reads.install(monkeypatch)
    error = failing_reads.named(sqlite3.OperationalError("injected"), name)
    real, after, statements = store.apply_migrations_of, [0], 0

    def failing(tables: sqlite_utils.Database, found: int) -> None:
        with failures.failing(error, after[0], lambda sql: not sql.startswith("ROLLBACK")):
            real(tables, found)

    monkeypatch.setattr(store, "apply_migrations_of", failing)
    while True:
        try:
            open_shop(tmp_path / "till").close()
            break
        except PosError as refused:
            assert refused.code == code and failures.raised
        found = rows(path)
        assert {table: found[table] for table in before} == before
        with sqlite3.connect(path) as database:
            assert database.execute("PRAGMA user_version").fetchone() == (version,)
        database.close()
        statements += 1
        after[0] += 1
    assert statements > 20
    assert not failures.raised
