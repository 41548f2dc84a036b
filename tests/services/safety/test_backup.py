"""A backup is one verified file, also while the till sells, and says when it could not be made."""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
from pathlib import Path

import pytest
from support.modes import is_private
from support.shops import make_shop
from support.till_places import busy_till, flip, sell, tables

from pos_app.dayfile.durable_write import PrivateFileSystem
from pos_app.errors import MachineError, PosError
from pos_app.services.safety.backup import Backup, back_up
from pos_app.store import told_and_stored
from pos_app.store.backups import check_copy


def code_of(till: Path, folder: Path, disk: PrivateFileSystem | None = None) -> str:
    with pytest.raises(PosError) as refused:
        back_up(till, folder, disk)
    return refused.value.code


def test_a_backup_holds_all_and_is_one_private_file(tmp_path: Path) -> None:
    till = tmp_path / "till"
    busy_till(till)
    made = back_up(till, tmp_path / "stick")
    assert list((tmp_path / "stick").iterdir()) == [made.path]
    assert is_private(made.path)
    assert tables(made.path) == tables(till / "till.db")
    assert made.as_json()["sales"] == 6
    assert check_copy(made.path) == made.facts
    assert back_up(till, tmp_path / "stick") == made


def test_backups_made_while_the_till_sells_are_each_one_moment_of_it(tmp_path: Path) -> None:
    till, made = tmp_path / "till", list[Backup]()
    with make_shop(till) as shop:
        thread = threading.Thread(
            target=lambda: made.extend(back_up(till, tmp_path / "stick") for _ in range(5))
        )
        thread.start()
        sold = 0
        while thread.is_alive():
            sold += 1
            sell(shop, f"r{sold}")
        thread.join()
        hashes = {row.seq: row.hash.hex() for row in shop.journal.rows()}
    counts = [backup.facts.sales for backup in made]
    assert counts == sorted(counts) and counts[-1] <= sold
    assert all(hashes[backup.facts.seq] == backup.facts.head for backup in made)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "backup_disk_full"),
        (errno.EROFS, "backup_read_only"),
        (errno.ENODEV, "backup_folder_missing"),
        (errno.EIO, "backup_failed"),
    ],
)
@pytest.mark.parametrize("step", ["sync_file", "replace", "sync_folder"])
def test_a_fault_at_any_step_is_named_and_no_half_file_stays(
    tmp_path: Path, number: int, code: str, step: str
) -> None:
    class Faulty(PrivateFileSystem):
        pass

    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    setattr(Faulty, step, fail)
    make_shop(tmp_path / "till").close()
    assert code_of(tmp_path / "till", tmp_path / "stick", Faulty()) == code
    assert not list((tmp_path / "stick").glob("*.part*"))


def test_a_folder_that_is_gone_and_a_folder_without_a_till_are_named(tmp_path: Path) -> None:
    make_shop(tmp_path / "till").close()
    assert code_of(tmp_path / "till", tmp_path / "gone" / "stick") == "backup_folder_missing"
    assert code_of(tmp_path / "none", tmp_path) == "not_set_up"


def test_what_reads_back_otherwise_is_not_called_a_backup(tmp_path: Path) -> None:
    class Lying(PrivateFileSystem):
        def replace(self, part: Path, final: Path) -> None:
            super().replace(part, final)
            flip(final, final.read_bytes().index(b'"kind":"open"') + 3)

    make_shop(tmp_path / "till").close()
    assert code_of(tmp_path / "till", tmp_path / "stick", Lying()) == "backup_not_verified"


def test_a_damaged_till_makes_no_backup(tmp_path: Path) -> None:
    make_shop(tmp_path / "till").close()
    base = sqlite3.connect(tmp_path / "till" / "till.db")
    base.execute("DROP TRIGGER journal_no_update")
    base.execute("UPDATE journal SET hash = zeroblob(32) WHERE seq = 3")
    base.commit()
    base.close()
    assert code_of(tmp_path / "till", tmp_path / "stick") == "database_damaged"
    assert list((tmp_path / "stick").iterdir()) == []


@pytest.mark.parametrize("rows", [1, 3, 7])
def test_a_copy_is_checked_some_rows_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: int
) -> None:
    """A QRIS payment may be confirmed long after its sale; the end of one piece cuts nothing."""
    busy_till(tmp_path / "till")
    whole = check_copy(back_up(tmp_path / "till", tmp_path / "stick").path)
    monkeypatch.setattr(told_and_stored, "CHUNK", rows)
    copy = back_up(tmp_path / "till", tmp_path / "stick").path
    assert check_copy(copy) == whole
    with sqlite3.connect(copy) as database:
        database.execute("DROP TRIGGER IF EXISTS sales_no_update")
        database.execute("UPDATE sales SET net = net + 1 WHERE running = 2")
    database.close()
    with pytest.raises(MachineError, match="database_damaged"):
        check_copy(copy)
