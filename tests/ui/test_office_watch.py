"""A book that another window or program changes: the lists reload by themselves, and say so."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from office.real_files import new_book, put_files, world
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.by_light import screens_of_day
from support.shops import clock_at
from ui_office import Desk

from pos_app.services.office import event_book
from pos_app.services.office.file_intake import add_files
from pos_app.services.office.open_windows import STALE_S, OpenWindow
from pos_app.services.office.settings import OfficeSettings
from ui.help_overlay import HelpOverlay

CLOCK = clock_at("2023-10-27T21:00:00+08:00")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return new_book(tmp_path)


@pytest.fixture
def desk(styled_app: QApplication, tmp_path: Path) -> Iterator[Desk]:
    OfficeSettings(tmp_path / "home").set("language", "en")
    found = Desk(styled_app, tmp_path / "home", CLOCK)
    yield found
    found.close()


def add_elsewhere(tmp_path: Path, book: Path, *names: str) -> None:
    """Merge files as another process would."""
    event_book.merge_into(book, [put_files(tmp_path / "elsewhere", *names)])


def test_files_added_by_another_program_are_shown_and_it_is_said(
    desk: Desk, book: Path, tmp_path: Path
) -> None:
    desk.start(book)
    add_elsewhere(tmp_path, book, "a07 25")
    desk.session.watch.look()
    assert "1 of 6 till-days" in desk.window.grid_page.headline.accessibleName()
    assert "by another window or program" in desk.window.alerts.text.text()


def test_the_watch_looks_by_itself_within_seconds(desk: Desk, book: Path, tmp_path: Path) -> None:
    desk.start(book)
    add_elsewhere(tmp_path, book, "a07 25")
    until = time.monotonic() + 10
    while "1 of 6" not in desk.window.grid_page.headline.accessibleName():
        assert time.monotonic() < until
        QTest.qWait(50)


def test_nothing_is_said_of_ones_own_files(desk: Desk, book: Path, tmp_path: Path) -> None:
    desk.start(book)
    desk.drop(put_files(tmp_path / "stick", "a07 25"))
    desk.session.watch.look()
    assert desk.window.alerts.text.text() == "Files: 1 new"


def test_a_statement_of_a_newer_book_is_never_beside_an_older_list(
    desk: Desk, book: Path, tmp_path: Path
) -> None:
    desk.start(book)
    desk.drop(put_files(tmp_path / "stick", "a07 25"))
    desk.window.show_page("settlement")
    table = desk.window.settlement.table
    before = [table.item(row, 3).text() for row in range(table.rowCount())]
    add_elsewhere(tmp_path, book, "a07 26 r1", "a08 25")
    table.setCurrentCell(-1, -1)
    table.setCurrentCell(0, 0)
    desk.process_events()
    assert [table.item(row, 3).text() for row in range(table.rowCount())] != before
    assert "by another window or program" in desk.window.alerts.text.text()


def test_f2_reads_the_book_again_and_the_help_names_it(
    desk: Desk, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.start(book)
    add_elsewhere(tmp_path, book, "a07 25")
    desk.key(Qt.Key.Key_F2)
    assert "1 of 6 till-days" in desk.window.grid_page.headline.accessibleName()
    shown = []
    monkeypatch.setattr(HelpOverlay, "exec", lambda self: shown.append(self._columns))
    desk.click(desk.window.tools.help)
    keys = [key for column in shown[0] for _, rows in column for key, _ in rows]
    assert "F2" in keys


def test_two_windows_on_one_book_know_of_each_other(
    desk: Desk, book: Path, styled_app: QApplication, tmp_path: Path
) -> None:
    desk.start(book)
    desk.session.watch.look()
    OfficeSettings(tmp_path / "home2").set("language", "en")
    other = Desk(styled_app, tmp_path / "home2", CLOCK)
    other.start(book)
    other.session.watch.look()
    assert "open in another window too" in other.window.alerts.text.text()
    assert "1 other window" in other.window.others.text()
    other.close()
    desk.session.watch._looks = 0
    desk.session.watch.look()
    assert desk.window.others.text() == ""
    assert len(list(book.parent.glob("*.window-*"))) == 1


def test_a_window_that_crashed_is_forgotten(book: Path) -> None:
    dead = OpenWindow(book)
    dead.renew()
    mine = OpenWindow(book)
    assert len(mine.renew()) == 1
    old = time.time() - STALE_S - 5
    os.utime(dead._file, (old, old))
    assert mine.renew() == ()
    assert not dead._file.exists()


def test_a_book_on_a_disk_that_cannot_be_written_has_no_other_windows(tmp_path: Path) -> None:
    assert OpenWindow(tmp_path / "gone" / "book.db").renew() == ()


def test_after_midnight_the_status_goes_on_to_the_new_day(
    styled_app: QApplication, book: Path, tmp_path: Path
) -> None:
    """A board in the hall and a window stay open over night, and nothing comes in."""
    clock = clock_at("2023-10-25T23:59:30+08:00")
    desk = Desk(styled_app, tmp_path / "home", clock)
    desk.start(book)
    desk.session.watch.look()
    assert desk.session.view is not None and desk.session.view.status.through == "2023-10-25"
    read: list[str] = []
    desk.session.view_changed.connect(lambda: read.append(desk.session.view.status.through))
    clock.advance(60)
    for _ in range(3):
        desk.session.watch.look()
    assert read == ["2023-10-26"], "once"
    desk.close()


def test_codes_by_photo_that_another_program_took_are_shown(
    desk: Desk, book: Path, tmp_path: Path
) -> None:
    desk.start(book)
    (screen, *_) = screens_of_day(world()["a07 25"], small=True)
    screen.save(tmp_path / "IMG-1.png")
    add_files(book, [tmp_path / "IMG-1.png"], lambda _: None, CLOCK)
    desk.session.watch.look()
    assert "by photo: 2 of" in desk.window.grid_page.headline.completeness.text()
