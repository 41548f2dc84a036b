"""A book on a disk that rots: it says so, and shows no figure rather than a wrong one."""

from __future__ import annotations

import json
import random
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from office.real_files import TOML, world
from support.sqlite_bytes import place_of

from pos_app.cli.main import cli
from pos_app.clock import ManualClock, parse_stamp
from pos_app.dayfile.signing import signer_of
from pos_app.errors import MachineError, PosError
from pos_app.office.book import Book
from pos_app.office.intake.merge import merge
from pos_app.office.office_key import key_path, office_record
from pos_app.services.office.book_check import check_book
from pos_app.services.office.book_restore import restore_book
from pos_app.services.office.decisions import record_visitors
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
    place = place_of(whole, text) + len(text) - 1
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
    place = place_of(whole, b'"totals"') + 1
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


def rotten(path: Path, data: bytes) -> None:
    """A damaged book at `path`, the office's key beside it."""
    path.write_bytes(data)
    key_path(path).write_bytes(KEY[0])


def with_bit(data: bytes, text: bytes) -> bytes:
    place = place_of(data, text) + 1
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


@pytest.mark.parametrize("kind", ["flip in a figure", "flip in the plan", "cut", "gone"])
def test_a_damaged_book_is_made_anew_by_one_command(
    tmp_path: Path, whole: bytes, kind: str
) -> None:
    path, sticks, event = tmp_path / "book.db", tmp_path / "sticks", tmp_path / "event.toml"
    truth = shown(path, whole)
    sticks.mkdir()
    for name, file in world().items():
        (sticks / name).write_bytes(file)
    event.write_bytes(TOML)
    damaged = {
        "flip in a figure": with_bit(whole, b'"totals"'),
        "flip in the plan": with_bit(whole, b'code = "A07"'),
        "cut": whole[: len(whole) // 2],
    }
    rotten(path, damaged.get(kind, b""))
    if kind == "gone":
        path.unlink()
    needs_plan = kind != "flip in a figure"
    if needs_plan:
        with pytest.raises(PosError, match="book_plan_lost"):
            restore_book(path, [sticks], CLOCK)
    found = restore_book(path, [sticks], CLOCK, event if needs_plan else None)
    assert (found.net, found.sales) == (truth["totals"]["net"], truth["totals"]["sales"])
    assert book_status(path, None, CLOCK, goods=True).as_json() == truth
    if kind == "gone":
        assert found.kept_damaged is None
    else:
        assert found.kept_damaged is not None
        assert found.kept_damaged.read_bytes() == damaged[kind]
    assert check_book(path).ok
    with pytest.raises(PosError, match="book_restore_not_needed"):
        restore_book(path, [sticks], CLOCK)


def test_what_the_office_decided_is_in_the_book_that_was_made_anew(
    tmp_path: Path, whole: bytes
) -> None:
    path = tmp_path / "book.db"
    rotten(path, whole)
    record_visitors(path, "2023-10-25", 812, CLOCK)
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    rotten(path, with_bit(path.read_bytes(), b'"totals"'))
    restore_book(path, [], CLOCK)
    assert book_status(path, None, CLOCK).visitors == {"2023-10-25": 812}
    assert key_path(path).read_bytes() == KEY[0]


def test_bits_that_fall_over_are_mended_from_the_day_files(tmp_path: Path, whole: bytes) -> None:
    """Whatever the flip hit: the book made anew says what the day files say."""
    path, sticks, event = tmp_path / "book.db", tmp_path / "sticks", tmp_path / "event.toml"
    truth, dice, restored = shown(path, whole), random.Random(5), 0
    sticks.mkdir()
    for name, file in world().items():
        (sticks / name).write_bytes(file)
    event.write_bytes(TOML)
    while restored < 5:
        data = bytearray(whole)
        data[dice.randrange(100, len(data))] ^= 1 << dice.randrange(8)
        for old in tmp_path.glob("book.db*"):
            old.unlink()
        rotten(path, bytes(data))
        try:
            restore_book(path, [sticks], CLOCK, event)
        except PosError as error:
            assert error.code in ("book_restore_not_needed", "book_newer"), error
            continue
        restored += 1
        found = book_status(path, None, CLOCK, goods=True).as_json()
        assert found["totals"] == truth["totals"]
        assert found["by_maker"] == truth["by_maker"]


def test_the_log_of_another_book_adds_nothing(tmp_path: Path, whole: bytes) -> None:
    path, other = tmp_path / "book.db", tmp_path / "other" / "book.db"
    truth = shown(path, whole)
    other.parent.mkdir()
    rotten(other, whole)
    with Book.open(other) as book:
        book.add_record(office_record("EXPO23", signer_of(b"k" * 32)))
        log = other.with_name("book.db-wal").read_bytes()
    assert log
    path.with_name("book.db-wal").write_bytes(log)
    try:
        assert book_status(path, None, CLOCK, goods=True).as_json()["totals"] == truth["totals"]
    except PosError as error:
        assert error.code == "book_damaged"
        restore_book(path, [], CLOCK)
        assert book_status(path, None, CLOCK).as_json()["totals"] == truth["totals"]


def test_the_command_says_what_it_made(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "book.db"
    rotten(path, with_bit(whole, b'"totals"'))
    done = CliRunner().invoke(
        cli, ["--clock", "2023-10-27T21:00:00+08:00", "office", "restore", str(path), "--json"]
    )
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["kept_damaged"] == str(path) + ".damaged-1"
    assert told["files"] == 7
    assert {each["code"] for each in told["problems"]} >= {"revision_fork"}
