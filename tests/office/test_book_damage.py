"""A book on a disk that rots: it says so, and shows no figure rather than a wrong one."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from office.real_files import TOML, world

from pos_app.clock import ManualClock, parse_stamp
from pos_app.dayfile.signing import signer_of
from pos_app.errors import MachineError, PosError
from pos_app.office.book import Book
from pos_app.office.intake.merge import merge
from pos_app.office.office_key import key_path, office_record
from pos_app.services.office.event_book import book_status, init_book, merge_into
from pos_app.store.database import Database

CLOCK = ManualClock(parse_stamp("2023-10-27T21:00:00+08:00"))
FLIPS = 400


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a book with a few days in it."""
    folder = tmp_path_factory.mktemp("whole")
    path, event = folder / "book.db", folder / "event.toml"
    event.write_bytes(TOML)
    init_book(path, event)
    for name, data in world().items():
        (folder / name).write_bytes(data)
        merge_into(path, [folder / name])
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    KEY.append(key_path(path).read_bytes())
    return path.read_bytes()


KEY: list[bytes] = []


def shown(path: Path, data: bytes) -> dict[str, Any]:
    """The status of a book of these bytes, with the office's key beside it."""
    path.write_bytes(data)
    key_path(path).write_bytes(KEY[0])
    return book_status(path, None, CLOCK, goods=True).as_json()


def test_no_bit_that_falls_over_changes_a_figure(tmp_path: Path, whole: bytes) -> None:
    path, dice = tmp_path / "book.db", random.Random(1)
    truth, damaged = shown(path, whole), 0
    for _ in range(FLIPS):
        data = bytearray(whole)
        data[dice.randrange(100, len(data))] ^= 1 << dice.randrange(8)
        try:
            assert shown(path, bytes(data)) == truth
        except PosError as error:
            assert error.code in ("book_damaged", "book_newer", "not_a_book")
            damaged += 1
    assert damaged > FLIPS // 50


@pytest.mark.parametrize("text", [b'"totals"', b'code = "A07"'])
def test_a_digit_or_a_word_that_rots_is_told(tmp_path: Path, whole: bytes, text: bytes) -> None:
    place = whole.index(text) + len(text) - 1
    data = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
    with pytest.raises(MachineError, match="book_damaged"):
        shown(tmp_path / "book.db", data)


def test_a_day_that_is_lost_from_a_book_is_told(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "book.db"
    shown(path, whole)
    with sqlite3.connect(path) as database:
        for trigger in ("days_never_DELETE", "sales_never_DELETE"):
            database.execute(f"DROP TRIGGER {trigger}")
        database.execute("DELETE FROM days WHERE file = (SELECT max(file) FROM days)")
    database.close()
    with Book.open(path) as book, pytest.raises(MachineError, match="book_damaged"):
        book.days()


def test_what_is_whole_in_a_damaged_book_goes_into_a_new_one(tmp_path: Path, whole: bytes) -> None:
    path, fresh = tmp_path / "book.db", tmp_path / "fresh.db"
    truth = shown(path, whole)
    place = whole.index(b'"totals"') + 1
    path.write_bytes(whole[:place] + b"x" + whole[place + 1 :])
    with Book.create(fresh, TOML) as book:
        merge(book, [path])
    assert book_status(fresh, None, CLOCK).as_json()["totals"] == truth["totals"]


def test_a_book_that_cannot_be_written_is_said_to_be_a_book(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "book.db"
    path.write_bytes(whole)
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    stick = Database(sqlite3.connect(uri, uri=True, isolation_level=None), path)
    with Book(stick) as book, pytest.raises(MachineError, match="book_read_only"):
        book.add_record(office_record("EXPO23", signer_of(b"k" * 32)))


def test_a_book_that_another_program_writes_to_is_busy(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "book.db"
    path.write_bytes(whole)
    other = sqlite3.connect(path, isolation_level=None)
    with Book.open(path) as book:
        book._database.execute("PRAGMA busy_timeout=0")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(MachineError, match="book_busy"):
            book.add_record(office_record("EXPO23", signer_of(b"k" * 32)))
        other.close()
        assert book.add_record(office_record("EXPO23", signer_of(b"k" * 32)))
