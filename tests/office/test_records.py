"""What the book holds beside day files, and a book that an older app made."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from nacl.signing import SigningKey
from office.real_files import TOML, world

from pos_app.dayfile.enrolment import TillKey, enrol, is_enrolled
from pos_app.dayfile.reader import read_day
from pos_app.dayfile.signing import Signer
from pos_app.dayfile.takeover_proof import TakeoverProof
from pos_app.office import book_schema
from pos_app.office.book import Book
from pos_app.office.book_day import book_day
from pos_app.office.check_file import checked_day
from pos_app.office.intake.merge import merge
from pos_app.office.office_key import enrolment_key, key_path, office_key
from pos_app.office.reconcile.status import status_of
from pos_app.office.records import Record, RecordKind, sign_record
from pos_app.services.office.event_book import init_book

PLACES = (("A07", "1"), ("A07", "2"), ("A071", ""))


def signer(seed: int = 1) -> Signer:
    key = SigningKey(bytes([seed]) * 32)
    return Signer(bytes(key.verify_key).hex(), key)


def decision(text: str = "no-sales", seed: int = 1) -> Record:
    key = signer(seed)
    return sign_record(RecordKind.DECISION, {"what": text}, key.public_hex, key.sign)


def test_a_record_is_kept_once_and_comes_back_as_it_was_signed(tmp_path: Path) -> None:
    record = decision()
    with Book.create(tmp_path / "book.db", TOML) as book:
        assert book.add_record(record)
        assert not book.add_record(record)
        (found,) = book.records(RecordKind.DECISION)
        assert found == record
        assert found.is_valid
        assert found.facts == {"what": "no-sales"}
        assert book.records(RecordKind.SLIP) == []


def test_a_record_that_was_changed_or_moved_to_another_kind_is_not_taken(tmp_path: Path) -> None:
    good = decision()
    changed = Record(good.kind, b'{"what":"withdrawn"}', good.signer, good.signature)
    moved = Record(RecordKind.PACK, good.body, good.signer, good.signature)
    other = Record(good.kind, good.body, signer(2).public_hex, good.signature)
    with Book.create(tmp_path / "book.db", TOML) as book:
        for record in (changed, moved, other):
            with pytest.raises(ValueError, match="not signed"):
                book.add_record(record)


def test_two_signers_of_one_body_are_two_records() -> None:
    assert decision(seed=1).identity != decision(seed=2).identity


def test_enrolment_names_one_key_of_one_seat_of_one_till() -> None:
    pack, mine = signer(3), signer(4)
    whose = TillKey("EXPO23", "A07", "1", 0, "till", mine.public_hex)
    enrolled = enrol(whose, pack.sign)
    assert is_enrolled(whose, enrolled, pack.public_hex)
    assert not is_enrolled(whose, enrolled, mine.public_hex)
    other_seat = TillKey("EXPO23", "A07", "1", 1, "till", mine.public_hex)
    assert not is_enrolled(other_seat, enrolled, pack.public_hex)
    for nothing in (None, "", "zz", "00"):
        assert not is_enrolled(whose, nothing, pack.public_hex)


def make_old(path: Path) -> None:
    """The book as version 1 of its tables had it."""
    with sqlite3.connect(path) as database:
        database.execute("DROP TABLE records")
        database.execute("PRAGMA user_version=1")
    database.close()


@pytest.mark.parametrize("writing", [True, False])
def test_a_book_of_an_older_app_is_brought_up_to_date_from_its_files(
    tmp_path: Path, writing: bool
) -> None:
    path, files = tmp_path / "book.db", tmp_path / "files"
    files.mkdir()
    for name, data in world().items():
        (files / name).write_bytes(data)
    with Book.create(path, TOML) as book:
        merge(book, [files])
        before = status_of(book.plan, book.days(), "2023-10-27").as_json()
    make_old(path)
    with Book.open(path, writing=writing) as book:
        assert status_of(book.plan, book.days(), "2023-10-27").as_json() == before
        assert book.records(RecordKind.DECISION) == []
    with sqlite3.connect(path) as database:
        found = database.execute("PRAGMA user_version").fetchone()[0]
    database.close()
    assert found == (book_schema.SCHEMA_VERSION if writing else 1)


def test_what_is_kept_in_mind_of_a_day_is_what_its_file_says(tmp_path: Path) -> None:
    day = read_day(world()["a07 25"])
    said = {"seat": 0, "row": 7, "head": "ab" * 32, "last_number": "A07-1-000002", "more": 1}
    with Book.create(tmp_path / "book.db", TOML) as book:
        with book.adding():
            assert book.add(checked_day(day), b"1")
        (found,) = book.days(goods=True)
        assert found == replace(book_day(day), sale_digests=())
        assert (found.till_id, found.journal_last) == (day.head.till_id, day.head.journal.last)
    head = replace(day.head, enrolled="cd" * 64, continues=said, seat=1)
    with Book.create(tmp_path / "other.db", TOML) as book:
        with book.adding():
            assert book.add(checked_day(day._replace(head=head)), b"1")
        (found,) = book.days(goods=True)
    assert (found.enrolled, found.seat) == ("cd" * 64, 1)
    assert found.continues == TakeoverProof(0, 7, "ab" * 32, "A07-1-000002")


def test_a_new_book_gets_a_key_beside_it_and_names_it(tmp_path: Path) -> None:
    path, event = tmp_path / "book.db", tmp_path / "event.toml"
    event.write_bytes(TOML)
    init_book(path, event)
    key = office_key(path)
    with Book.open(path) as book:
        (named,) = book.records(RecordKind.OFFICE)
    assert named.signer == key.public_hex and named.facts["event"] == "EXPO23"
    assert key.seed_hex.encode() not in path.read_bytes()
    assert os.name == "nt" or key_path(path).stat().st_mode & 0o077 == 0


def test_enrolment_keys_are_the_tills_own_and_the_same_every_time() -> None:
    office = signer()
    keys = [enrolment_key(office, "EXPO23", *place).public_hex for place in PLACES]
    assert keys == [enrolment_key(office, "EXPO23", *place).public_hex for place in PLACES]
    assert len({*keys, office.public_hex}) == len(PLACES) + 1
