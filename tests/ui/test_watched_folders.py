"""The office's window takes what arrives in its folders by the same door as a drop."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from office.real_files import new_book
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.shops import cash, clock_at, make_shop, ring
from ui_office import Desk

from pos_app.services.day import business_day, closing
from pos_app.services.office.settings import OfficeSettings
from pos_app.services.office.watched_folders import set_watched_folders
from ui.office import folders_dialog
from ui.office.folders_dialog import FoldersDialog

CLOCK = clock_at("2023-10-25T21:00:00+08:00")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    with make_shop(tmp_path / "till", stand="A08") as shop:
        ring(shop, lines=[{"code": "A", "qty": 3}], tenders=cash(150_000))
        data = business_day.day_file_bytes(shop, closing.close_till(shop, counted=0))
    (tmp_path / "day.zip").write_bytes(data)
    return tmp_path / "day.zip"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "WhatsApp"
    found.mkdir()
    return found


@pytest.fixture
def desk(styled_app: QApplication, tmp_path: Path, folder: Path) -> Iterator[Desk]:
    book = new_book(tmp_path)
    settings = OfficeSettings(tmp_path / "home")
    settings.set("language", "en")
    set_watched_folders(settings, [folder])
    found = Desk(styled_app, tmp_path / "home", CLOCK)
    found.start(book)
    yield found
    found.close()


def look(desk: Desk, times: int = 2) -> None:
    for _ in range(times):
        desk.session.folders.look()
        desk.process_events()


def total(desk: Desk) -> int:
    assert desk.session.view is not None
    return desk.session.view.status.totals.net


def test_a_file_that_arrives_is_added_said_and_left_where_it_is(
    desk: Desk, folder: Path, file: Path
) -> None:
    shutil.copy(file, folder / "received.zip")
    look(desk, 1)
    assert total(desk) == 0, "it may still be growing"
    look(desk, 1)
    assert total(desk) == 150_000
    assert desk.window.alerts.text.text() == "From a watched folder: Files: 1 new"
    assert (folder / "received.zip").read_bytes() == file.read_bytes()


def test_holiday_pictures_and_known_files_are_passed_over_in_silence(
    desk: Desk, folder: Path, file: Path
) -> None:
    shutil.copy(file, folder / "received.zip")
    look(desk)
    desk.window.alerts.dismiss()
    Image.new("RGB", (60, 40), "blue").save(folder / "beach.jpg")
    (folder / "notes.txt").write_text("Halo", encoding="utf-8")
    shutil.copy(file, folder / "again.zip")
    look(desk)
    assert not desk.window.alerts.isVisible() and desk.session.problems == ()
    (folder / "cut.zip").write_bytes(file.read_bytes()[:400])
    look(desk)
    assert "1 rejected" in desk.window.alerts.text.text()


def test_a_folder_that_is_gone_is_named_once(desk: Desk, folder: Path) -> None:
    folder.rmdir()
    look(desk)
    assert "is not there" in desk.window.alerts.text.text()
    desk.window.alerts.dismiss()
    look(desk)
    assert not desk.window.alerts.isVisible()


def test_folders_are_chosen_in_the_window_and_kept(
    desk: Desk, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "stick"
    other.mkdir()
    monkeypatch.setattr(folders_dialog, "ask_folder", lambda *_: other)
    dialog = FoldersDialog(desk.session.folders.folders, desk.window)
    dialog.show()
    dialog.ask_folder()
    dialog.list.setCurrentRow(0)
    QTest.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    assert dialog.folders == [other]
    desk.session.watch_folders(dialog.folders)
    assert desk.session.folders.folders == (other,)
    dialog.close()
    dialog.deleteLater()
