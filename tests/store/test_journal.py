"""The journal in the database, and the copy of it in a file of lines."""

from __future__ import annotations

import itertools
import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.shops import cash, make_shop, ring

from pos_app.domain.event import TillIdentity
from pos_app.domain.journal import genesis, row_hash
from pos_app.services.shop.shop import Shop
from pos_app.store import twin_reading
from pos_app.store.journal import Journal, JournalRow, Twin, read_twin


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """Opened, with two sales: rows of several kinds."""
    with make_shop(tmp_path / "till") as made:
        for _ in range(2):
            ring(made, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
        yield made


TILL = TillIdentity("EXPO23", "A08", "1", "other")


def rows(*numbers: int) -> list[JournalRow]:
    return [JournalRow(n, bytes([n]) * 32, f'{{"n":{n}}}'.encode()) for n in numbers]


def written(path: Path, *numbers: int) -> Path:
    twin = Twin(path)
    twin.append(rows(*numbers))
    twin.close()
    return path


# --- The chain ---


def test_the_first_row_hangs_on_the_genesis_and_each_other_on_the_one_before(shop: Shop) -> None:
    kept = list(shop.journal.rows())
    assert [row.seq for row in kept] == list(range(1, len(kept) + 1))
    assert shop.journal.hash_before(1) == genesis(shop.identity)
    for before, row in itertools.pairwise(kept):
        assert shop.journal.hash_before(row.seq) == before.hash
        assert row_hash(before.hash, row.payload) == row.hash
    assert shop.journal.head() == kept[-1]


def test_an_empty_journal_has_the_genesis_as_its_head_and_no_time(shop: Shop) -> None:
    unguarded(shop)
    shop.database.execute("PRAGMA foreign_keys = OFF")
    shop.database.execute("DELETE FROM journal")
    empty = Journal(shop.database, TILL)
    assert empty.head() == JournalRow(0, genesis(TILL), b"")
    assert empty.hash_before(1) == genesis(TILL)
    assert empty.last_at() is None
    assert empty.first_break() is None


def test_the_newest_fact_says_when_it_was(shop: Shop) -> None:
    newest = list(shop.journal.rows())[-1]
    assert shop.journal.last_at() == json.loads(newest.payload)["at"]


def test_rows_are_given_from_the_first_to_the_last_asked_for(shop: Shop) -> None:
    assert [row.seq for row in shop.journal.rows(2, 3)] == [2, 3]
    assert [row.seq for row in shop.journal.rows(2)] == [r.seq for r in shop.journal.rows()][1:]
    assert [row.seq for row in shop.journal.rows(last=1)] == [1]


def test_a_kind_is_found_from_a_row_on(shop: Shop) -> None:
    kinds = [json.loads(row.payload)["kind"] for row in shop.journal.rows()]
    at = kinds.index("open") + 1
    assert shop.journal.has_kind("open", 1) is True
    assert shop.journal.has_kind("open", at) is True
    assert shop.journal.has_kind("open", at + 1) is False
    assert shop.journal.has_kind("close", 1) is False


def test_what_did_not_commit_is_forgotten(shop: Shop) -> None:
    head = shop.journal.head()

    def fail() -> None:
        with shop.transaction():
            shop.record("drawer", {"reason": "x"}, at=shop.now(), by="ANI")
            assert shop.journal.head().seq == head.seq + 1
            assert [row.seq for row in shop.journal.pending] == [head.seq + 1]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert shop.journal.head() == head
    assert shop.journal.pending == []


def test_a_whole_chain_has_no_break(shop: Shop) -> None:
    assert shop.journal.first_break() is None


def unguarded(shop: Shop) -> None:
    """Without the triggers that keep the journal as it is."""
    names = shop.database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    for (name,) in names.fetchall():
        shop.database.execute(f"DROP TRIGGER {name}")


def test_a_changed_payload_breaks_the_chain_at_its_row(shop: Shop) -> None:
    unguarded(shop)
    shop.database.execute("UPDATE journal SET payload = ? WHERE seq = 3", (b"{}",))
    assert shop.journal.first_break() == 3


def test_a_row_under_another_number_breaks_the_chain_where_it_was_due(shop: Shop) -> None:
    unguarded(shop)
    last = shop.journal.head().seq
    shop.database.execute("PRAGMA foreign_keys = OFF")
    shop.database.execute("UPDATE journal SET seq = ? WHERE seq = ?", (last + 7, last))
    assert shop.journal.first_break() == last


# --- The copy ---


def test_a_line_of_the_copy_holds_number_hash_and_payload(tmp_path: Path) -> None:
    path = written(tmp_path / "twin", 1)
    expected = {"seq": 1, "hash": "01" * 32, "payload": '{"n":1}'}
    assert path.read_bytes() == json.dumps(expected, separators=(",", ":")).encode() + b"\n"


def test_letters_are_written_as_they_are(tmp_path: Path) -> None:
    twin = Twin(tmp_path / "twin")
    twin.append([JournalRow(1, bytes(32), '{"n":"é"}'.encode())])
    twin.close()
    assert "é".encode() in (tmp_path / "twin").read_bytes()


def test_what_was_handed_over_is_on_the_disk_after_a_flush(tmp_path: Path) -> None:
    twin = Twin(tmp_path / "twin")
    twin.flush()
    twin.append(rows(1, 2))
    twin.flush()
    assert list(read_twin(twin.path)) == rows(1, 2)
    twin.append(rows(3))
    twin.close()
    assert list(read_twin(twin.path)) == rows(1, 2, 3)
    twin.append(rows(4))
    twin.close()
    twin.close()
    assert list(read_twin(twin.path)) == rows(1, 2, 3, 4)


def test_the_thread_of_the_copy_does_not_keep_the_program_from_ending(tmp_path: Path) -> None:
    twin = Twin(tmp_path / "twin")
    twin.append(rows(1))
    (thread,) = (each for each in threading.enumerate() if each.name == "journal-twin")
    assert thread.daemon
    twin.close()
    assert not thread.is_alive()


def test_each_line_is_forced_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda fd: sizes.append(os.fstat(fd).st_size))
    path = written(tmp_path / "twin", 1)
    assert sizes == [path.stat().st_size]


def test_the_copy_knows_the_newest_row_that_it_was_handed(tmp_path: Path) -> None:
    twin = Twin(tmp_path / "twin")
    assert twin.last == 0
    twin.append(rows(1, 2))
    assert twin.last == 2
    twin.close()
    assert Twin(twin.path).last == 2


def test_what_a_crash_kept_from_the_copy_is_added(shop: Shop, tmp_path: Path) -> None:
    twin = Twin(tmp_path / "late")
    twin.append(shop.journal.rows(1, 2))
    twin.catch_up(shop.journal)
    twin.close()
    assert list(read_twin(twin.path)) == list(shop.journal.rows())


def test_a_copy_that_cannot_be_written_says_why_until_it_can(tmp_path: Path) -> None:
    (tmp_path / "twin").mkdir()
    twin = Twin(tmp_path / "none" / "twin")
    assert twin.failed is None
    twin.append(rows(1))
    twin.flush()
    assert isinstance(twin.failed, FileNotFoundError)
    twin.path.parent.mkdir()
    twin.append(rows(2))
    twin.close()
    assert twin.failed is None
    assert list(read_twin(twin.path)) == rows(1, 2), "the row before is not left out"


@pytest.mark.parametrize(
    "line",
    [
        b"nonsense\n",
        b'{"seq":2,"hash":"00"}\n',
        b'{"seq":2,"hash":"xx","payload":""}\n',
        b'{"seq":"2","hash":"00","payload":""}\n',
        b'{"seq":2,"hash":"00","payload":5}\n',
        b"[]\n",
        b'{"seq":2,"hash":"00","payload":""}',
    ],
)
def test_the_copy_is_read_up_to_the_first_line_that_is_not_whole(
    tmp_path: Path, line: bytes
) -> None:
    path = written(tmp_path / "twin", 1)
    good = path.read_bytes()
    path.write_bytes(good + line + good)
    assert list(read_twin(path)) == rows(1)


def test_a_copy_that_is_not_there_has_no_rows(tmp_path: Path) -> None:
    assert list(read_twin(tmp_path / "none")) == []
    assert Twin(tmp_path / "none").last == 0


@pytest.mark.parametrize("torn", [b"x", b'{"seq":3', b'{"seq":3,"hash":"00","payload":""}'])
def test_a_torn_tail_is_cut_off(tmp_path: Path, torn: bytes) -> None:
    path = written(tmp_path / "twin", 1, 2)
    whole = path.read_bytes()
    path.write_bytes(whole + torn)
    assert Twin(path).last == 2
    assert path.read_bytes() == whole


@pytest.mark.parametrize("text", [b"", b"torn", b"\n"])
def test_a_copy_without_a_whole_row_begins_again(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "twin"
    path.write_bytes(text)
    assert Twin(path).last == 0


def test_a_copy_whose_last_line_is_spoilt_counts_its_whole_rows(tmp_path: Path) -> None:
    path = written(tmp_path / "twin", 1, 2)
    path.write_bytes(path.read_bytes() + b"spoilt\n")
    assert Twin(path).last == 2


@pytest.mark.parametrize("size", [1 << 20, (1 << 20) - 60, 5 << 20])
def test_a_last_row_longer_than_what_is_read_at_once_is_found(tmp_path: Path, size: int) -> None:
    path = written(tmp_path / "twin", 1)
    twin = Twin(path)
    twin.append([JournalRow(2, bytes(32), b"x" * size)])
    twin.close()
    assert Twin(path).last == 2
    whole = path.read_bytes()
    path.write_bytes(whole + b"y" * size)
    assert Twin(path).last == 2
    assert path.read_bytes() == whole


def test_only_the_tail_of_a_long_copy_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A start does not get slower with the days."""
    path = tmp_path / "twin"
    line = written(path, 1).read_bytes()
    path.write_bytes(line * 40_000)
    read: list[int] = []
    parse = twin_reading._parse_twin_line

    def counted(found: bytes) -> JournalRow | None:
        read.append(len(found))
        return parse(found)

    monkeypatch.setattr(twin_reading, "_parse_twin_line", counted)
    assert Twin(path).last == 1
    assert read == [len(line)]


def test_a_copy_that_was_set_aside_is_kept_and_a_new_one_begins(tmp_path: Path) -> None:
    twin = Twin(tmp_path / "journal.jsonl")
    twin.append(rows(1, 2))
    kept = twin.set_aside()
    assert (kept.name, twin.last, twin.path.exists()) == ("journal-differs-1.jsonl", 0, False)
    assert list(read_twin(kept)) == rows(1, 2)
    twin.append(rows(1))
    assert twin.set_aside().name == "journal-differs-2.jsonl"
