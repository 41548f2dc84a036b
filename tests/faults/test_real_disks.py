"""The same faults on a real small disk: a file system in memory, which only root can mount."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.crash import pos_app, requests
from support.shops import cash, clock_at, make_shop, ring

from pos_app.dayfile.reader import read_day
from pos_app.services.day import business_day, closing
from pos_app.services.day.usb_sticks import MOUNTS, sticks_of_mounts
from pos_app.services.safety.rescue_copy import copy_to_stick
from pos_app.services.safety.restore import restore
from pos_app.services.shop.shop import Shop, open_shop

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.geteuid() != 0,
    reason="mounting a small disk needs root on Linux",
)


def mount(*options: str) -> bool:
    return subprocess.run(["mount", *options], check=False, capture_output=True).returncode == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    if not mount("-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(disk)):
        pytest.skip("mounting is not allowed here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=False)


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line]


def test_a_disk_that_fills_up_while_ringing_loses_and_doubles_nothing(small_disk: Path) -> None:
    folder = small_disk / "till"
    make_shop(folder).close()
    wanted = requests(1_500)
    feed = "".join(f"{json.dumps(request)}\n" for request in wanted)
    done = pos_app(folder, "till", "ring", stdin=feed)
    answers = lines(done.stdout)
    assert done.returncode == 1
    assert done.stderr == "", "what the twin met goes into the log"
    good = [answer for answer in answers if '"ok": true' in answer]
    assert 0 < len(good) < len(wanted)
    assert '"disk_full"' in answers[-1]
    assert mount("-o", "remount,size=60m", str(small_disk))
    listed = pos_app(folder, "sales")
    assert len(lines(listed.stdout)) == len(good)
    again = pos_app(folder, "till", "ring", stdin=feed)
    assert again.returncode == 0
    assert lines(again.stdout)[: len(good)] == good
    assert len(lines(pos_app(folder, "sales").stdout)) == len(wanted)
    assert pos_app(folder, "doctor").returncode == 0


def test_a_disk_that_cannot_be_written_is_named_at_the_start(small_disk: Path) -> None:
    folder = small_disk / "till"
    make_shop(folder).close()
    assert mount("-o", "remount,ro", str(small_disk))
    done = pos_app(folder, "till", "move", "--amount", "1000", "--reason", "x")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr and done.stderr.strip()


def closed_till(folder: Path) -> str:
    """A till whose day is closed and owed; returns the day."""
    with make_shop(folder) as shop:
        return closing.close_till(shop, counted=0).day


def test_a_full_stick_keeps_no_half_file_and_the_day_stays_owed(
    small_disk: Path, tmp_path: Path
) -> None:
    day = closed_till(tmp_path / "till")
    room = os.statvfs(small_disk)
    (small_disk / "photos").write_bytes(bytes(room.f_bavail * room.f_frsize))
    done = pos_app(tmp_path / "till", "handover", "--to", str(small_disk), "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert [problem["code"] for problem in found["problems"]] == ["export_disk_full"]
    assert [(row["day"], row["state"]) for row in found["days"]] == [(day, "owed")]
    assert [path.name for path in small_disk.iterdir()] == ["photos"]
    (small_disk / "photos").unlink()
    done = pos_app(tmp_path / "till", "handover", "--to", str(small_disk), "--json")
    assert done.returncode == 0 and len(json.loads(done.stdout)["written"]) == 1


def test_a_read_only_stick_is_named_and_shown_as_locked(small_disk: Path, tmp_path: Path) -> None:
    closed_till(tmp_path / "till")
    assert mount("-o", "remount,ro", str(small_disk))
    done = pos_app(tmp_path / "till", "handover", "--to", str(small_disk), "--json")
    problems = json.loads(done.stdout)["problems"]
    assert done.returncode == 1
    assert [problem["code"] for problem in problems] == ["export_read_only"]
    mounts = MOUNTS.read_text("utf-8")
    (line,) = (line for line in mounts.splitlines() if str(small_disk) in line)
    shown = line.replace(str(small_disk), "/media/budi/STIK").replace(" tmpfs ", " vfat ")
    (stick,) = sticks_of_mounts(shown, lambda _device: False)
    assert not stick.writable


def test_a_stick_that_was_pulled_is_missed_and_nothing_is_built_in_its_place(
    small_disk: Path, tmp_path: Path
) -> None:
    closed_till(tmp_path / "till")
    target = small_disk / "berkas" / "harian"
    done = pos_app(tmp_path / "till", "handover", "--to", str(target), "--json")
    problems = json.loads(done.stdout)["problems"]
    assert [problem["code"] for problem in problems] == ["export_folder_missing"]
    assert list(small_disk.iterdir()) == []


def fill(disk: Path) -> None:
    """Leave 0 bytes free; the set-up before must not have met the end of the disk already."""
    room = os.statvfs(disk)
    assert room.f_bavail > 0, "the small disk is too small for the till of this test"
    (disk / "photos").write_bytes(bytes(room.f_bavail * room.f_frsize))


def sell_one(shop: Shop) -> None:
    answer = ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
    assert answer["ok"], answer


def two_owed_days(folder: Path) -> list[str]:
    """A till with two closed days that nobody has, and one that is open with a sale."""
    with make_shop(folder) as shop:
        days = [closing.close_till(shop, counted=0).day]
        for day in ("2023-10-26", "2023-10-27"):
            shop.clock = clock_at(f"{day}T08:00:00+08:00")
            business_day.open_till(shop, 0)
            if day == "2023-10-26":
                days.append(closing.close_till(shop, counted=0).day)
        sell_one(shop)
    return days


def test_a_full_disk_keeps_no_owed_day_from_a_good_stick(small_disk: Path, tmp_path: Path) -> None:
    days = two_owed_days(small_disk / "till")
    fill(small_disk)
    stick = tmp_path / "stick"
    done = pos_app(small_disk / "till", "handover", "--to", str(stick), "--json")
    found = json.loads(done.stdout)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert [problem["code"] for problem in found["problems"]] == ["export_not_noted"]
    assert len(found["written"]) == 2 == len(list(stick.glob("*.zip")))
    assert sorted(row["day"] for row in found["days"]) == days
    (small_disk / "photos").unlink()
    done = pos_app(small_disk / "till", "handover", "--to", str(stick), "--json")
    assert done.returncode == 0 and len(list(stick.glob("*.zip"))) == 2


@pytest.mark.parametrize("killed", [False, True], ids=["closed", "killed"])
def test_a_till_without_any_room_is_copied_to_a_stick_with_all_that_it_sold(
    small_disk: Path, tmp_path: Path, killed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, stick = small_disk / "till", tmp_path / "stick"
    days = two_owed_days(folder)
    if killed:
        leave_a_wal(folder)
    fill(small_disk)
    monkeypatch.setattr(tempfile, "tempdir", str(small_disk))
    stick.mkdir()
    copied = copy_to_stick(folder, stick)
    assert copied.error is None
    assert [read_day(path.read_bytes()).head.day for path in copied.days] == days
    assert copied.sales == 1 + killed and copied.net == 50_000 * (1 + killed)
    twins = [path for path in copied.copies if path.suffix == ".jsonl"]
    assert len(twins) == 1
    done = restore(tmp_path / "new", copied.copies, clock_at("2023-10-27T20:00:00+08:00"))
    assert done.sales == copied.sales


def leave_a_wal(folder: Path) -> None:
    """Sell once more, and leave what a kill leaves: the sale is in the WAL only."""
    with open_shop(folder, clock_at("2023-10-27T09:00:00+08:00")) as shop:
        sell_one(shop)
        left = {name: (folder / name).read_bytes() for name in ("till.db", "till.db-wal")}
    for name, content in left.items():
        (folder / name).write_bytes(content)
