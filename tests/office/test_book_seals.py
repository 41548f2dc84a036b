"""A book that somebody edited with another program shows no figure, and hands none out."""

from __future__ import annotations

import json
import random
import sqlite3
import zlib
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest
from click.testing import CliRunner
from office.open_data import twins
from office.real_files import TOML, close, sell, world
from support.shops import clock_at, make_shop

from pos_app.cli.main import cli
from pos_app.dayfile.signing import signer_of
from pos_app.errors import MachineError
from pos_app.messages import catalogue
from pos_app.office import book_schema
from pos_app.office.book import Book
from pos_app.office.book_rows import DAY_COLUMNS, GOODS_COLUMNS, _seal
from pos_app.office.book_seals import Sealer, sealer_of
from pos_app.office.decide.decisions import NoSales, sign_decision
from pos_app.office.intake.book_check import check_book
from pos_app.office.intake.merge import merge
from pos_app.office.office_key import key_path
from pos_app.services.office.event_book import book_status, init_book, merge_into
from pos_app.services.office.publishing import publish_book
from pos_app.services.office.reports import write_report

CLOCK = clock_at("2023-10-27T21:00:00+08:00")
Edit = Callable[[sqlite3.Connection], None]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A book with the office's key beside it, some files, and two that share a sale."""
    path, event = tmp_path / "book.db", tmp_path / "event.toml"
    event.write_bytes(TOML)
    init_book(path, event)
    files = {**world(), **dict(zip(("twin a", "twin b"), twins(tmp_path / "shops"), strict=True))}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
        merge_into(path, [tmp_path / name])
    return path


def edit(path: Path, change: Edit) -> None:
    """Changes a book as any SQLite program can, without its triggers."""
    with sqlite3.connect(path) as database:
        sql = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for (name,) in database.execute(sql).fetchall():
            database.execute(f"DROP TRIGGER {name}")
        change(database)
    database.close()


def dearer(database: sqlite3.Connection) -> None:
    """Adds to the net of a file, and makes the check sum of its row right again."""
    columns = ", ".join(DAY_COLUMNS)
    sql = f"SELECT {columns} FROM days ORDER BY identity"
    row = dict(zip(DAY_COLUMNS, database.execute(sql).fetchone(), strict=True))
    tally = json.loads(row["tally"])
    tally["totals"] = [value + 1_000_000 for value in tally["totals"]]
    row["tally"] = json.dumps(tally, sort_keys=True, separators=(",", ":"))
    values = [row[name] for name in DAY_COLUMNS if name != "seal"]
    seal = zlib.crc32("\0".join(map(str, values)).encode())
    change = "UPDATE days SET tally = ?, seal = ? WHERE identity = ?"
    database.execute(change, (row["tally"], seal, row["identity"]))


def without_a_file(database: sqlite3.Connection) -> None:
    (identity,) = database.execute("SELECT identity FROM days").fetchone()
    database.execute("DELETE FROM sales WHERE file IN (SELECT file FROM days LIMIT 1)")
    for table in ("reviews", "shared", "file_seals", "days", "files"):
        database.execute(f"DELETE FROM {table} WHERE identity = ?", (identity,))


def without_shared_sales(database: sqlite3.Connection) -> None:
    database.execute("DELETE FROM shared")


def decided_by_nobody(database: sqlite3.Connection) -> None:
    """A decision under the office's key, whose signature nobody made."""
    (office,) = database.execute("SELECT key FROM root").fetchone()
    content = NoSales("A07", "1", "2023-10-27")
    made = sign_decision("EXPO23", content, signer_of(b"x" * 32), at="2023-10-27T21:00:00+08:00")
    row = ("f" * 64, made.kind, made.body, office, made.signature)
    database.execute("INSERT INTO records VALUES (?, ?, ?, ?, ?)", row)


def another_office(database: sqlite3.Connection) -> None:
    database.execute("UPDATE root SET key = ?", (signer_of(b"x" * 32).public_hex,))


def another_share(database: sqlite3.Connection) -> None:
    (toml,) = database.execute("SELECT toml FROM plan").fetchone()
    toml = toml.replace(b"share_pct = 10", b"share_pct = 90")
    database.execute("UPDATE plan SET toml = ?", (toml,))
    database.execute("UPDATE plan_seal SET seal = ?", (zlib.crc32(toml),))


def swapped_between_files(database: sqlite3.Connection) -> None:
    """Two files have each other's seals."""
    one, other = database.execute("SELECT identity, review FROM file_seals LIMIT 2").fetchall()
    sql = "UPDATE file_seals SET review = ? WHERE identity = ?"
    database.executemany(sql, [(other[1], one[0]), (one[1], other[0])])


def moved_to_another_table(database: sqlite3.Connection) -> None:
    """What two files share only ties them by a refund."""
    database.execute("INSERT OR IGNORE INTO linked SELECT * FROM shared")
    database.execute("DELETE FROM shared")


def of_an_empty_book(database: sqlite3.Connection) -> None:
    """No rows, and the seal's number of rows says so."""
    database.execute("DELETE FROM shared")
    database.execute("DELETE FROM linked")
    database.execute("UPDATE book_seals SET rows = (SELECT count(*) FROM file_seals)")


def another_sum(database: sqlite3.Connection) -> None:
    database.execute("UPDATE book_seals SET hidden = '0' || substr(hidden, 2) || '1'")


def seals_swapped(database: sqlite3.Connection) -> None:
    """The seal of one part as that of the other."""
    rows = database.execute("SELECT part, seal, rows, hidden FROM book_seals ORDER BY part")
    (one, *files), (other, *received) = rows.fetchall()
    sql = "UPDATE book_seals SET seal = ?, rows = ?, hidden = ? WHERE part = ?"
    database.executemany(sql, [(*received, one), (*files, other)])


EDITS = [
    dearer,
    without_a_file,
    swapped_between_files,
    moved_to_another_table,
    of_an_empty_book,
    another_sum,
    seals_swapped,
    without_shared_sales,
    decided_by_nobody,
    another_office,
    another_share,
]


@pytest.mark.parametrize("change", EDITS)
def test_an_edited_book_shows_no_figure_and_hands_none_out(
    book: Path, tmp_path: Path, change: Edit
) -> None:
    edit(book, change)
    with pytest.raises(MachineError, match="book_damaged"):
        book_status(book, None, CLOCK)
    if change is not dearer:  # a merge of a known file reads no other one
        with pytest.raises(MachineError, match="book_damaged"):
            merge_into(book, [tmp_path / "a08 25"])
    for hand_out in (
        lambda: write_report(book, tmp_path / "report", None, CLOCK),
        lambda: publish_book(book, tmp_path / "lake"),
    ):
        with pytest.raises(MachineError, match="book_check_failed"):
            hand_out()
    assert not (tmp_path / "report").exists() and not (tmp_path / "lake").exists()
    assert not check_book(book).ok


def reseal(path: Path) -> None:
    """Seals all rows again, as whoever has the office's key can."""
    database = book_schema.open_database(path, writing=True)
    with database.transaction():
        Book(database, sealer_of(path))._seals.seal_everything()
    database.close()


def another_content(database: sqlite3.Connection) -> None:
    """The sale that two files hold says something else in one of them."""
    sql = "UPDATE shared SET content = ? WHERE identity = (SELECT min(identity) FROM shared)"
    database.execute(sql, ("0" * 64,))


def one_file_less(database: sqlite3.Connection) -> None:
    database.execute("DELETE FROM shared WHERE identity = (SELECT min(identity) FROM shared)")


def a_link_from_nowhere(database: sqlite3.Connection) -> None:
    """A refund that no file holds takes from another country."""
    sql = "INSERT INTO linked SELECT 'x' || sale_id, identity, content, parts FROM shared LIMIT 1"
    database.execute(sql)


@pytest.mark.parametrize(
    "change", [without_shared_sales, another_content, one_file_less, a_link_from_nowhere]
)
def test_a_check_finds_edited_links_between_files_that_were_sealed_again(
    book: Path, tmp_path: Path, change: Edit
) -> None:
    assert check_book(book).ok
    edit(book, change)
    reseal(book)
    found = check_book(book)
    assert {problem.code for problem in found.problems} == {"book_row_differs"}
    assert found.problems
    with pytest.raises(MachineError, match="book_check_failed"):
        write_report(book, tmp_path / "report", None, CLOCK)


def test_a_check_finds_an_edited_and_resealed_total(book: Path) -> None:
    edit(book, dearer)
    database = book_schema.open_database(book, writing=True)
    (row,) = database.execute(
        f"SELECT {', '.join(DAY_COLUMNS)} FROM days ORDER BY identity LIMIT 1"
    )
    sealer = sealer_of(book)
    with database.transaction():
        for verb in ("UPDATE", "DELETE"):
            database.execute(f"DROP TRIGGER IF EXISTS file_seals_never_{verb}")
        sql = "UPDATE file_seals SET day = ? WHERE identity = ?"
        database.execute(sql, (sealer.seal(*row), row[0]))
    database.close()
    reseal(book)
    assert [problem.code for problem in check_book(book).problems] == ["book_row_differs"]


@pytest.mark.parametrize(
    "seeds", [range(6), pytest.param(range(300), marks=pytest.mark.soak)], ids=["few", "many"]
)
def test_whatever_is_edited_and_sealed_again_is_found(book: Path, seeds: range) -> None:
    """One value of one row of the derived tables, chosen by the seed."""
    sound = book.read_bytes()
    for seed in seeds:
        for companion in book_schema.companions(book):
            companion.unlink(missing_ok=True)
        book.write_bytes(sound)
        edited = edit_at_random(book, random.Random(seed))
        reseal(book)
        assert not check_book(book).ok, (seed, edited)


def edit_at_random(book: Path, rng: random.Random) -> str:
    """Changes a value and makes every seal fit it; says which value it was."""
    database = book_schema.open_database(book, writing=True)
    connection = database.connection
    for table, verb in product(("days", "reviews", "shared", "file_seals"), ("UPDATE", "DELETE")):
        connection.execute(f"DROP TRIGGER IF EXISTS {table}_never_{verb}")
    table = rng.choice(("days", "reviews", "shared"))
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    # A file's number only ties the tables, and its seals are made to fit.
    kept = ("file", "identity", "seal", "goods_seal")
    column = rng.choice([name for name in columns if name not in kept])
    key = "sale_id" if table == "shared" else "identity"
    sql = f"SELECT identity, {key}, {column} FROM {table} ORDER BY identity, {key}"
    identity, row, value = rng.choice(connection.execute(sql).fetchall())
    other = _other(value)
    where = f"WHERE identity = ? AND {key} = ?"
    connection.execute(f"UPDATE {table} SET {column} = ? {where}", (other, identity, row))
    _seal_rows(connection, identity, sealer_of(book))
    database.close()
    return f"{table}.{column}: {value!r} -> {other!r}"


def _other(value: object) -> object:
    if isinstance(value, int):
        return value + 1
    if isinstance(value, bytes):
        return value + b"12345678"
    return f"{value or ''}1"


def _seal_rows(connection: sqlite3.Connection, identity: str, sealer: Sealer) -> None:
    """The seals of a file's rows, as whoever has the office's key can make them."""
    names = ", ".join((*DAY_COLUMNS, *GOODS_COLUMNS))
    row = connection.execute(f"SELECT {names} FROM days WHERE identity = ?", (identity,)).fetchone()
    review = connection.execute("SELECT * FROM reviews WHERE identity = ?", (identity,)).fetchone()
    size = len(DAY_COLUMNS)
    row = (*row[: size - 1], _seal(row[: size - 1]), row[size], _seal((identity, row[size])))
    review = (*review[:2], _seal(review[:2]))
    sql = "UPDATE days SET seal = ?, goods_seal = ? WHERE identity = ?"
    connection.execute(sql, (row[size - 1], row[-1], identity))
    sql = "UPDATE reviews SET seal = ? WHERE identity = ?"
    connection.execute(sql, (review[-1], identity))
    seals = (sealer.seal(*row[:size]), sealer.seal(identity, *row[size:]), sealer.seal(*review))
    sql = "UPDATE file_seals SET day = ?, goods = ?, review = ? WHERE identity = ?"
    connection.execute(sql, (*seals, identity))


def test_a_sale_taken_out_of_the_index_stops_the_next_merge(book: Path, tmp_path: Path) -> None:
    edit(book, lambda database: database.execute("DELETE FROM sales"))  # type: ignore[arg-type, return-value]
    with pytest.raises(MachineError, match="book_damaged"):
        merge_into(book, [tmp_path / "a08 25"])
    assert not check_book(book).ok


def test_the_seals_after_each_merge_are_those_made_from_all_rows(book: Path) -> None:
    def stored() -> list[tuple[object, ...]]:
        with sqlite3.connect(book) as database:
            found = database.execute("SELECT * FROM book_seals ORDER BY part").fetchall()
        database.close()
        return found

    added = stored()
    reseal(book)
    assert stored() == added
    assert {row[0] for row in added} == {"files", "received"}
    assert all(rows > 1 for *_, rows, _ in added)  # type: ignore[operator]


def test_a_book_of_the_version_before_is_sealed_anew_from_its_files(book: Path) -> None:
    """Its seals were over all rows in their order; what was edited in it is not taken along."""
    truth = book_status(book, None, CLOCK).as_json()

    def of_version_28(database: sqlite3.Connection) -> None:
        dearer(database)
        database.execute("ALTER TABLE book_seals DROP COLUMN rows")
        database.execute("ALTER TABLE book_seals DROP COLUMN hidden")
        database.execute("PRAGMA user_version=28")

    edit(book, of_version_28)
    assert book_status(book, None, CLOCK).as_json() == truth  # read only, so in memory
    with Book.open(book):
        pass
    with sqlite3.connect(book) as database:
        (version,) = database.execute("PRAGMA user_version").fetchone()
    database.close()
    assert version == book_schema.SCHEMA_VERSION
    assert check_book(book).ok and book_status(book, None, CLOCK).as_json() == truth


def test_rows_of_an_older_book_in_a_newer_one_are_found(book: Path, tmp_path: Path) -> None:
    """The seals of all rows as they were before the last file came, or its rows taken out."""
    older = tmp_path / "older.db"
    key_path(older).write_text(key_path(book).read_text())
    with Book.open(book) as opened:  # all in one file
        opened._database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    older.write_bytes(book.read_bytes())
    (tmp_path / "later").write_bytes(one_more_file(tmp_path))
    merge_into(book, [tmp_path / "later"])
    newer = book.read_bytes()

    def seals_of_before(database: sqlite3.Connection) -> None:
        database.execute("ATTACH ? AS older", (str(older),))
        database.execute("INSERT OR REPLACE INTO book_seals SELECT * FROM older.book_seals")

    def files_of_before(database: sqlite3.Connection) -> None:
        database.execute("ATTACH ? AS older", (str(older),))
        for table in ("reviews", "shared", "linked", "file_seals", "days", "files"):
            known = "SELECT identity FROM older.files"
            database.execute(f"DELETE FROM {table} WHERE identity NOT IN ({known})")

    for change in (seals_of_before, files_of_before):
        book.write_bytes(newer)
        assert check_book(book).ok
        edit(book, change)
        with pytest.raises(MachineError, match="book_damaged"):
            book_status(book, None, CLOCK)
        with pytest.raises(MachineError, match="book_damaged"):
            merge_into(book, [tmp_path / "a08 25"])
        assert not check_book(book).ok


def test_what_is_edited_while_the_book_is_open_is_not_sealed_by_the_next_file(
    book: Path, tmp_path: Path
) -> None:
    (tmp_path / "later").write_bytes(one_more_file(tmp_path))
    with Book.open(book) as opened:
        assert opened.days()
        edit(book, without_shared_sales)
        assert len(merge(opened, [tmp_path / "later"]).merged) == 1
    with pytest.raises(MachineError, match="book_damaged"):
        book_status(book, None, CLOCK)


def test_a_merge_stops_where_the_seal_before_it_was_edited(book: Path, tmp_path: Path) -> None:
    (tmp_path / "later").write_bytes(one_more_file(tmp_path))
    with Book.open(book) as opened:
        assert opened.days()
        before = len(opened.identities())
        edit(book, another_sum)
        with pytest.raises(MachineError, match="book_damaged"):
            merge(opened, [tmp_path / "later"])
        assert len(opened.identities()) == before


def one_more_file(tmp_path: Path) -> bytes:
    """A file of the event that the book does not have: of a stand that the plan does not name."""
    with make_shop(tmp_path / "a09", stand="A09") as shop:
        sell(shop, 3)
        return close(shop)


@pytest.mark.parametrize("change", [dearer, without_shared_sales])
def test_a_copy_without_the_key_counts_from_the_files(
    book: Path, tmp_path: Path, change: Edit
) -> None:
    truth = book_status(book, None, CLOCK).as_json()
    edit(book, change)
    key_path(book).rename(tmp_path / "elsewhere")
    assert book_status(book, None, CLOCK).as_json() == truth
    key_path(book).write_text("ab" * 32)  # another office's key
    assert book_status(book, None, CLOCK).as_json() == truth


def test_a_book_without_a_key_is_sealed_once_it_has_one(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    Book.create(path, TOML).close()
    (tmp_path / "a08 25").write_bytes(world()["a08 25"])
    merge_into(path, [tmp_path / "a08 25"])
    truth = book_status(path, None, CLOCK).as_json()
    key_path(path).write_text("ab" * 32)
    with Book.open(path):
        pass
    edit(path, dearer)
    with pytest.raises(MachineError, match="book_damaged"):
        book_status(path, None, CLOCK)
    assert truth["received"] == 1


def test_the_command_checks_every_file_row_and_record(book: Path) -> None:
    done = CliRunner().invoke(cli, ["office", "check", str(book), "--json"])
    found = json.loads(done.stdout)
    with Book.open(book, writing=False) as opened:
        files, records = len(opened.identities()), len(opened.records())
    assert done.exit_code == 0
    assert found == {"ok": True, "files": files, "records": records, "problems": []}
    edit(book, dearer)
    done = CliRunner().invoke(cli, ["office", "check", str(book), "--json"])
    found = json.loads(done.stdout)
    assert (done.exit_code, found["ok"]) == (1, False)
    assert [problem["code"] for problem in found["problems"]] == ["book_damaged"]


def test_a_byte_of_a_stored_file_that_changed_is_found_by_the_check(book: Path) -> None:
    def rot(database: sqlite3.Connection) -> None:
        identity, file = database.execute("SELECT identity, file FROM files").fetchone()
        rotten = file[:-200] + bytes([file[-200] ^ 1]) + file[-199:]
        database.execute("UPDATE files SET file = ? WHERE identity = ?", (rotten, identity))

    edit(book, rot)
    found = check_book(book)
    assert not found.ok and all(problem.code in catalogue() for problem in found.problems)
