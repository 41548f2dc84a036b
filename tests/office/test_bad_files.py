"""Whatever lies on a stick: each bad thing has its own name, and the good files are taken."""

from __future__ import annotations

import io
import os
import random
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from office.real_files import TOML, busy_day, world
from support.fair_files import START, Fair, Till

from pos_app.bounded import files
from pos_app.clock import WITA
from pos_app.dayfile.reader import read_day
from pos_app.errors import Problem
from pos_app.office.book import Book
from pos_app.office.intake.merge import merge
from pos_app.office.intake.merge_report import MergeReport
from pos_app.office.reconcile.status import status_of

NOON = datetime(2023, 10, 28, 12, tzinfo=WITA)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with Book.create(tmp_path / "office.book", TOML) as made:
        yield made


def zip_of(*members: tuple[str, bytes], compress: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compress) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def put(folder: Path, name: str, data: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_bytes(data)
    return path


def codes(report: MergeReport) -> list[str | None]:
    return [entry.code for entry in report.rejected]


@pytest.mark.parametrize("as_folder", [True, False])
def test_day_files_in_a_chats_export_are_found(book: Book, tmp_path: Path, as_folder: bool) -> None:
    chat = zip_of(
        ("_chat.txt", b"[25/10/23 21.04] Bu Sri: ini file hari ini"),
        ("IMG-20231025.jpg", b"\xff\xd8\xff" + bytes(500)),
        ("a/NUSAKRAF.zip", world()["a07 25"]),
        ("b.zip", world()["cut short"]),
        ("list.xlsx", zip_of(("[Content_Types].xml", b""))),
        ("c (1).zip", world()["a08 25"]),
    )
    path = put(tmp_path / "usb", "WhatsApp Chat.zip", chat)
    report = merge(book, [path.parent if as_folder else path])
    assert [entry.file for entry in report.merged] == [
        f"{path}/a/NUSAKRAF.zip",
        f"{path}/c (1).zip",
    ]
    assert [entry.file for entry in report.rejected] == [f"{path}/b.zip"]
    assert codes(report) == ["zip_unreadable"]


def test_what_lies_deeper_than_one_zip_is_named_and_left_alone(book: Book, tmp_path: Path) -> None:
    inner = zip_of(("day.zip", world()["a07 25"]))
    path = put(tmp_path / "usb", "all.zip", zip_of(("x.zip", inner), ("y.zip", world()["a08 25"])))
    report = merge(book, [path])
    assert codes(report) == ["zip_nested"]
    assert report.rejected[0].file == f"{path}/x.zip"
    assert len(report.merged) == 1


def test_a_zip_of_zips_that_is_made_to_burst_is_not_opened(book: Book, tmp_path: Path) -> None:
    bomb = zip_of(*((f"{n}.zip", b"PK\x03\x04" + bytes(30 << 20)) for n in range(5)))
    path = put(tmp_path / "usb", "bomb.zip", bomb)
    tracemalloc.start()
    report = merge(book, [path])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert codes(report) == ["zip_member_unknown"]
    assert peak < 20 << 20


def test_a_locked_zip_within_a_zip_is_named(book: Book, tmp_path: Path) -> None:
    outer = bytearray(zip_of(("day.zip", world()["a07 25"]), compress=zipfile.ZIP_STORED))
    for mark, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = outer.rfind(mark) if mark[2] == 1 else 0
        outer[place + at] |= 1
    report = merge(book, [put(tmp_path / "usb", "mail.zip", bytes(outer))])
    assert codes(report) == ["zip_encrypted"]


def test_a_zip_of_nothing_of_ours_is_named_as_it_is(book: Book, tmp_path: Path) -> None:
    path = put(tmp_path / "usb", "photos.zip", zip_of(("IMG1.jpg", b"\xff\xd8"), ("IMG2.jpg", b"")))
    assert codes(merge(book, [path])) == ["zip_member_unknown"]


def test_oddities_of_a_file_system_are_named_or_passed_by(book: Book, tmp_path: Path) -> None:
    folder = tmp_path / "usb"
    put(folder, "good.zip", world()["a08 25"])
    (folder / "day.zip").mkdir()
    put(folder / "day.zip", "inside.zip", world()["a07 25"])
    put(folder, "empty.zip", b"")
    (folder / "loop").symlink_to(folder)
    (folder / "one").symlink_to(folder / "two")
    (folder / "two").symlink_to(folder / "one")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.zip")
    report = merge(book, [folder])
    assert len(report.merged) == 2
    assert report.rejected == []


@pytest.mark.linux("pipes and devices are files there")
def test_what_is_named_directly_and_is_no_file_is_refused_at_once(
    book: Book, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    empty = put(tmp_path / "usb", "empty.zip", b"")
    report = merge(book, [Path("/dev/zero"), tmp_path / "pipe", tmp_path / "loop", empty])
    assert codes(report) == ["file_unreadable", "file_unreadable", "file_unreadable", "zip_empty"]


def test_a_file_that_may_not_be_read_is_named(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a stick with a bad sector; permissions would not stop a test that runs as root."""
    bad = put(tmp_path / "usb", "bad.zip", world()["a07 25"])
    put(tmp_path / "usb", "good.zip", world()["a08 25"])
    real = files._without_waiting

    def failing(name: str, flags: int) -> int:
        if name == str(bad):
            raise OSError(5, "Input/output error")
        return real(name, flags)

    monkeypatch.setattr(files, "_without_waiting", failing)
    report = merge(book, [tmp_path / "usb"])
    assert codes(report) == ["file_unreadable"]
    assert len(report.merged) == 1


def test_ten_thousand_holiday_photos_are_passed_by_at_their_first_bytes(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "DCIM"
    for number in range(10_000):
        put(folder, f"IMG_{number:05d}.jpg", b"\xff\xd8\xff\xe0 photo")
    put(folder, "day.zip", world()["a08 25"])
    read: list[Path] = []
    real = files.read_bounded
    monkeypatch.setattr(
        files, "read_bounded", lambda path, limit: read.append(path) or real(path, limit)
    )
    report = merge(book, [folder])
    assert (len(report.merged), report.rejected) == (1, [])
    assert read == [folder / "day.zip"]


def warnings(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems if problem.severity == "warning"]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2023-10-25T20:44:59+08:00", ["from_future"]),
        ("2023-10-25T20:45:00+08:00", []),
        ("2023-10-25T13:00:00+00:00", []),
        ("2023-10-24T12:00:00+08:00", ["from_future"]),
        ("2024-01-01T00:00:00+08:00", []),
    ],
)
def test_a_day_from_the_future_is_taken_with_a_warning(
    tmp_path: Path, now: str, expected: list[str]
) -> None:
    fair = Fair(stands=1, days=1, sales=2)
    built = next(fair.files())
    path = put(tmp_path / "usb", built.name, built.file)
    with Book.create(tmp_path / "office.book", fair.toml) as book:
        report = merge(book, [path], now=datetime.fromisoformat(now))
        assert len(report.merged) == 1
        assert warnings(report.problems) == expected


def test_a_clone_and_a_stranger_are_named(book: Book, tmp_path: Path) -> None:
    """The same till on a second laptop; a till that no plan has; a till of another event."""
    for name in ("a07 27", "twin 27", "x99 25", "other event", "training"):
        put(tmp_path / "usb", f"{name}.zip", world()[name])
    report = merge(book, [tmp_path / "usb"], now=NOON)
    assert sorted(codes(report), key=str) == ["other_event", "training_file"]
    assert [entry.code for entry in report.conflicts] == ["revision_fork"]
    assert warnings(report.problems) == ["unknown_stand"]


def test_another_key_for_the_same_till_is_a_dispute(tmp_path: Path) -> None:
    fair = Fair(stands=1, days=1, sales=2)
    with Book.create(tmp_path / "office.book", fair.toml) as book:
        for seed in (1, 2):
            built = Till("S0000", random.Random(seed)).close(START, 2, 1)
            put(tmp_path / "usb", f"{seed}.zip", built.file)
        report = merge(book, [tmp_path / "usb"])
        assert len(report.conflicts) == 1
        found = status_of(book.plan, book.days(), fair.end)
    assert {conflict.code for conflict in found.conflicts} >= {"key_conflict"}
    assert found.totals.net == 0


def test_formulas_are_text_and_stay_text(tmp_path: Path) -> None:
    """Nothing here works a text out; the tables for people make it harmless."""
    till = Till("S0000", random.Random(1), note='=HYPERLINK("http://x","klik")')
    built = till.close(START, 1, 1)
    fair = Fair(stands=1, days=1)
    with Book.create(tmp_path / "office.book", fair.toml) as book:
        report = merge(book, [put(tmp_path / "usb", "f.zip", built.file)])
    assert len(report.merged) == 1
    assert read_day(built.file).tables.sales[0].note == '=HYPERLINK("http://x","klik")'


def test_damage_of_every_kind_at_once_stops_nothing(book: Book, tmp_path: Path) -> None:
    rng = random.Random(7)
    folder = tmp_path / "usb"
    for number in range(60):
        data = bytearray(busy_day())
        data[rng.randrange(len(data))] ^= 255
        put(folder, f"{number:02d}.zip", bytes(data[: rng.randrange(40, len(data))]))
    put(folder, "zz.zip", world()["a08 25"])
    report = merge(book, [folder])
    assert len(report.merged) == 1
    assert len(report.rejected) == 60
    assert all(problem.file for problem in report.problems)
