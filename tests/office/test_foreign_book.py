"""Other books among the paths of a merge, made to stop it: they are named, good files are taken."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from office.real_files import TOML, world

from pos_app.dayfile.signing import signer_of
from pos_app.office import book_foreign
from pos_app.office.book import Book
from pos_app.office.intake.merge import merge
from pos_app.office.intake.merge_report import MergeReport
from pos_app.office.records import RecordKind, sign_record

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "office.book", TOML) as made:
        yield made


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A good book of another office with one file and one record."""
    path = tmp_path / "usb" / "other.book"
    path.parent.mkdir()
    key = signer_of(bytes(32))
    with Book.create(path, TOML) as other:
        source = tmp_path / "day.zip"
        source.write_bytes(world()["a07 25"])
        merge(other, [source])
        facts = {"event": other.plan.code, "key": key.public_hex}
        other.add_record(sign_record(RecordKind.OFFICE, facts, key.public_hex, key.sign))
    return path


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def merged_with_good_files(book: Book, foreign: Path) -> MergeReport:
    good = foreign.parent / "good.zip"
    good.write_bytes(world()["a08 25"])
    report = merge(book, [foreign, good])
    assert str(good) in [entry.file for entry in report.merged]
    return report


def codes(report: MergeReport) -> list[str | None]:
    return [entry.code for entry in report.rejected]


def test_a_good_book_gives_its_files_and_records(book: Book, foreign: Path) -> None:
    report = merged_with_good_files(book, foreign)
    assert (len(report.merged), report.records, codes(report)) == (2, 1, [])


def in_place_of(table: str, select: str) -> tuple[str, ...]:
    return f"ALTER TABLE {table} RENAME TO old_{table}", f"CREATE VIEW {table} AS {select}"


@pytest.mark.parametrize(
    "statements",
    [
        in_place_of("files", f"{ENDLESS} SELECT x AS identity, x AS file FROM n"),
        in_place_of("plan", f"{ENDLESS} SELECT x AS id, x AS toml FROM n"),
        in_place_of("records", f"{ENDLESS} SELECT x AS identity FROM n"),
        ("DROP TABLE records", "CREATE VIRTUAL TABLE records USING fts5(identity, kind, body)"),
        ("DROP TABLE files", "CREATE TEMP TABLE files(identity)"),
    ],
)
def test_only_real_tables_are_read(statements: tuple[str, ...], book: Book, foreign: Path) -> None:
    change(foreign, "PRAGMA foreign_keys=OFF", *statements)
    assert codes(merged_with_good_files(book, foreign)) == ["not_a_book"]


def bare(path: Path, *columns: str) -> None:
    """Tables of the right names, without any of the rules that a book's own tables have."""
    change(
        path,
        "PRAGMA foreign_keys=OFF",
        "DROP TABLE records",
        f"CREATE TABLE records ({', '.join(columns)})",
    )


PLAIN = ("identity", "kind", "body", "signer", "signature")


@pytest.mark.parametrize(
    "values",
    [
        "printf('%064d', 1), 'decision', x'7b7d', 'no hex at all', zeroblob(64)",
        "printf('%064d', 1), 'decision', x'7b7d', NULL, zeroblob(64)",
        "printf('%064d', 1), 'office', 7, 7, 7",
        "printf('%064d', 1), 'never heard of', x'7b7d', 'ab', x'00'",
        "printf('%064d', 1), 'goods', zeroblob(9000000), 'ab', x'00'",
        "printf('%064d', 1), 'goods', CAST(x'5b5b5bff' AS TEXT), 'ab', x'00'",
        "printf('%064d', 1), 'slip', CAST(printf('%.*c', 100000, '[') AS BLOB), 'ab', x'00'",
    ],
)
def test_a_record_that_no_office_wrote_is_named_by_itself(
    values: str, book: Book, foreign: Path
) -> None:
    bare(foreign, *PLAIN)
    change(foreign, f"INSERT INTO records VALUES ({values})")
    report = merged_with_good_files(book, foreign)
    assert codes(report) == ["record_damaged"] or codes(report) == ["book_damaged"]
    if codes(report) == ["record_damaged"]:
        assert len(report.merged) == 2


@pytest.mark.parametrize("identity", ["7", "NULL", "zeroblob(64)", "printf('%.*c', 9000, 'a')"])
def test_an_identity_that_is_none_is_passed_by(identity: str, book: Book, foreign: Path) -> None:
    bare(foreign, *PLAIN)
    change(foreign, f"INSERT INTO records VALUES ({identity}, 'goods', x'00', 'ab', x'00')")
    report = merged_with_good_files(book, foreign)
    assert (len(report.merged), codes(report)) == (2, [])


def test_a_column_that_computes_without_end_is_given_up(
    book: Book, foreign: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare(foreign, *PLAIN[:2], "n", "body AS (hex(zeroblob(n)) || hex(zeroblob(n)))", *PLAIN[3:])
    change(
        foreign,
        "INSERT INTO records (identity, kind, n, signer, signature)"
        " VALUES (printf('%064d', 1), 'goods', 15000000, 'ab', x'00')",
    )
    assert len(merged_with_good_files(book, foreign).rejected) == 1


def test_very_many_rows_are_not_read(book: Book, foreign: Path) -> None:
    bare(foreign, *PLAIN)
    change(
        foreign,
        "INSERT INTO records SELECT printf('%064d', x), 'goods', x'00', 'ab', x'00' FROM ("
        f"{ENDLESS} SELECT x FROM n LIMIT {book_foreign.MAX_ROWS + 2})",
    )
    assert codes(merged_with_good_files(book, foreign)) == ["book_damaged"]


@pytest.mark.parametrize("spoil", [lambda data: data[:5000], lambda data: data[:100] * 50])
def test_a_damaged_book_stops_nothing(
    spoil: Callable[[bytes], bytes], book: Book, foreign: Path
) -> None:
    foreign.write_bytes(spoil(foreign.read_bytes()))
    assert len(merged_with_good_files(book, foreign).rejected) == 1
