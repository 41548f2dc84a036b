"""What lies in folders, before it is checked: how much there is, and a way out of the walk."""

from __future__ import annotations

from pathlib import Path

import pytest
from office.real_files import TOML, world

from pos_app.clock import SystemClock
from pos_app.office.intake.merge import Cancelled
from pos_app.office.intake.survey import survey
from pos_app.services.office import event_book, file_intake


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    inner = tmp_path / "stick" / "deep"
    inner.mkdir(parents=True)
    (inner / "a.zip").write_bytes(world()["a07 25"])
    (inner / "IMG_1.JPG").write_bytes(b"x")
    (inner.parent / "b.bin").write_bytes(world()["a08 25"])
    (inner.parent / "Slip A07.pdf").write_bytes(b"x")
    (inner.parent / "letter.txt").write_bytes(b"hello")
    (inner.parent / "link.zip").symlink_to(inner / "a.zip")
    return inner.parent


def test_of_a_folder_only_what_may_be_a_day_or_a_slip_is_taken(stick: Path) -> None:
    found = survey([stick], lambda: None)
    assert found.files == (stick / "b.bin", stick / "deep" / "a.zip")
    assert [each.path for each in found.slips] == [stick / "Slip A07.pdf"]
    assert (len(found.pictures), found.count) == (1, 2)


def test_what_was_named_is_taken_whatever_it_is(stick: Path) -> None:
    named = [stick / "letter.txt", stick / "deep" / "IMG_1.JPG", stick / "gone.zip"]
    found = survey(named, lambda: None)
    assert found.files == (named[0], named[2])
    assert [each.path for each in found.slips] == [named[1]]
    assert (len(found.pictures), found.count) == (0, 2)


def test_books_hold_more_than_one_file_and_nobody_knows_how_many(
    stick: Path, tmp_path: Path
) -> None:
    (tmp_path / "event.toml").write_bytes(TOML)
    event_book.init_book(tmp_path / "a.book", tmp_path / "event.toml")
    assert survey([stick, tmp_path / "a.book"], lambda: None).count is None


def test_a_walk_through_ten_thousand_photos_hears_cancel(tmp_path: Path) -> None:
    for number in range(100):
        (tmp_path / f"IMG_{number}.jpg").touch()
    (tmp_path / "event.toml").write_bytes(TOML)
    event_book.init_book(tmp_path / "a.book", tmp_path / "event.toml")
    calls = 0

    def gauge(step: file_intake.Step) -> None:
        nonlocal calls
        calls += 1
        assert step == file_intake.Step(0, None, "")
        if calls == 3:
            raise Cancelled

    taken = file_intake.add_files(tmp_path / "a.book", [tmp_path], gauge, SystemClock())
    assert taken.files.cancelled and calls == 3
    assert not taken.files.taken and not taken.problems
