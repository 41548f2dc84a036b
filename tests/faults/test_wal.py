"""A WAL that was damaged, cut, deleted or exchanged loses nothing in silence: the twin knows."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.shops import cash, clock_at, make_shop, refusal, ring

from pos_app.errors import PosError
from pos_app.services.selling.stored_sales import list_sales
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import Shop, open_shop
from pos_app.services.twin_decision import decide

SALES = 40
KILLED_BY = 9  # the number of SIGKILL, which is the exit code on Windows
# Sells, lets the twin catch up, and dies as by a power cut: the WAL stays.
KILLED = f"""
import os, sys
from pathlib import Path
from support.shops import cash, clock_at, ring
from pos_app.services.shop.shop import open_shop
shop = open_shop(Path(sys.argv[1]), clock_at())
shop.database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
for number in range({SALES}):
    ring(shop, ref=f"r{{number}}", lines=[{{"code": "A", "qty": 1}}], tenders=cash(50_000))
shop.twin.flush()
os.kill(os.getpid(), 9)
"""


def killed_till(folder: Path, stand: str = "A07") -> Path:
    make_shop(folder, stand=stand).close()
    tests = str(Path(__file__).parents[1])
    path = os.pathsep.join([tests, *filter(None, sys.path)])
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder)],
        env={**os.environ, "PYTHONPATH": path},
        check=False,
    )
    assert abs(done.returncode) == KILLED_BY
    return folder / "till.db-wal"


def flip_a_bit(wal: Path) -> None:
    data = bytearray(wal.read_bytes())
    data[len(data) // 2] ^= 1
    wal.write_bytes(bytes(data))


def cut(wal: Path) -> None:
    os.truncate(wal, wal.stat().st_size // 2)


def delete(wal: Path) -> None:
    wal.unlink()


@pytest.mark.parametrize("fault", [flip_a_bit, cut, delete])
def test_sales_that_a_damaged_wal_lost_are_found_in_the_twin_and_put_back(
    tmp_path: Path, fault: Callable[[Path], None]
) -> None:
    folder = tmp_path / "till"
    fault(killed_till(folder))
    with open_shop(folder, clock_at()) as shop:
        assert shop.difference is not None and shop.difference.choice == "restored"
        lost = shop.difference.sales
        assert len(list_sales(shop)) == SALES - lost < SALES
        assert refusal(sell(shop)) == "twin_differs"
        decide(shop)
        assert [int(s.number[-6:]) for s in list_sales(shop)] == list(range(1, SALES + 1))
        assert str(sell(shop)["number"]).endswith(f"{SALES + 1:06d}")
    assert not check_till(folder, clock_at()).problems
    assert (folder / "till-wal-kept-1").exists() is (fault is not delete)


def sell(shop: Shop) -> dict[str, object]:
    return dict(ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000)))


def test_the_wal_of_another_till_is_moved_aside_and_never_copied_into_the_database(
    tmp_path: Path,
) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    killed_till(ours)
    other = killed_till(theirs, stand="B01")
    before = (ours / "till.db").read_bytes()
    shutil.copy(other, ours / "till.db-wal")
    (ours / "till.db-shm").unlink(missing_ok=True)
    with open_shop(ours, clock_at()) as shop:
        assert shop.identity.stand == "A07"
        assert (ours / "till.db").read_bytes() == before
        assert shop.difference is not None and shop.difference.sales == SALES
        decide(shop)
        assert len(list_sales(shop)) == SALES
    assert (ours / "till-wal-kept-1").read_bytes() == other.read_bytes()
    assert not check_till(ours, clock_at()).problems


def test_a_database_or_twin_of_another_till_is_refused_by_name(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    make_shop(ours).close()
    make_shop(theirs, stand="B01").close()
    before = {path.name: path.read_bytes() for path in ours.iterdir()}
    (ours / "journal.jsonl").write_bytes((theirs / "journal.jsonl").read_bytes())
    with pytest.raises(PosError) as refused:
        open_shop(ours, clock_at())
    assert refused.value.code == "files_of_another_till"
    assert refused.value.facts == {"ours": "A07-1", "theirs": "B01-1"}
    assert (ours / "till.db").read_bytes() == before["till.db"]


def test_a_twin_that_cannot_be_read_or_written_stops_nothing_and_is_named(tmp_path: Path) -> None:
    folder = tmp_path / "till"
    make_shop(folder).close()
    twin = (folder / "journal.jsonl").read_bytes()
    (folder / "journal.jsonl").unlink()
    (folder / "journal.jsonl").mkdir()
    with open_shop(folder, clock_at()) as shop:
        assert sell(shop)["ok"]
        assert shop.twin is not None and isinstance(shop.twin.failed, OSError)
    assert [p.code for p in check_till(folder, clock_at()).problems] == ["twin_unwritable"]
    (folder / "journal.jsonl").rmdir()
    (folder / "journal.jsonl").write_bytes(twin)
    open_shop(folder, clock_at()).close()
    lines = (folder / "journal.jsonl").read_bytes().splitlines()
    assert json.loads(lines[-1])["seq"] == len(lines)
    assert not check_till(folder, clock_at()).problems


@pytest.mark.linux("Windows does not delete a file that is open: see test_windows.py")
def test_a_folder_or_database_that_is_deleted_while_it_sells_acknowledges_nothing(
    tmp_path: Path,
) -> None:
    for number, gone in enumerate(("till.db", "")):
        folder = tmp_path / f"till{number}"
        with make_shop(folder) as shop:
            assert sell(shop)["ok"]
            assert shop.twin is not None
            shop.twin.flush()  # it writes behind, and would make its file anew
            (folder / gone).unlink() if gone else shutil.rmtree(folder)
            request = {"ref": "again", "lines": [{"code": "A", "qty": 1}], "tenders": cash(50_000)}
            for _ in range(3):
                assert refusal(ring(shop, **request)) == "database_gone"


def test_a_read_error_that_passes_is_no_damage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pos_app.errors import MachineError
    from pos_app.store import database

    make_shop(tmp_path / "till").close()
    real, faults = database._connect, ["database_failed", "database_damaged", "disk_unreadable"]

    def connect(path: Path, *, create: bool) -> database.Database:
        if faults:
            raise MachineError(faults.pop(), reason="disk I/O error")
        return real(path, create=create)

    monkeypatch.setattr(database, "_connect", connect)
    monkeypatch.setattr(database, "PAUSES", (0, 0, 0))
    open_shop(tmp_path / "till", clock_at()).close()
    faults.extend(["disk_unreadable"] * 4)
    with pytest.raises(MachineError) as refused:
        open_shop(tmp_path / "till", clock_at())
    assert refused.value.code == "disk_unreadable"
