"""The office's window takes what arrives in its folders by the same door as a drop."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from office.real_files import new_book
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.by_light import screens_of_day
from support.camera import CHAT, jpeg_photo
from support.shops import cash, clock_at, make_shop, ring
from ui_office import Desk

from pos_app.services.day import business_day, closing
from pos_app.services.office.file_intake import Step
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


def test_photos_of_a_day_s_screens_arrive_by_a_watched_folder(
    desk: Desk, folder: Path, file: Path
) -> None:
    screens = screens_of_day(file.read_bytes(), small=True)
    shot, rng = replace(CHAT, lcd=False), Random(1)
    photos = [jpeg_photo(screen, shot, rng) for screen in screens]
    Image.new("RGB", (60, 40), "blue").save(folder / "beach.jpg")
    (folder / "IMG-1.jpg").write_bytes(photos[0])
    look(desk)
    assert total(desk) == 0 and "A08-1" in desk.window.alerts.text.text()
    for number, photo in enumerate(photos[1:], 2):
        (folder / f"IMG-{number}.jpg").write_bytes(photo)
    look(desk)
    assert total(desk) == 150_000 and desk.session.problems == ()
    assert len(list(folder.iterdir())) == len(photos) + 1


def test_the_strip_counts_pictures_by_themselves(desk: Desk) -> None:
    strip = desk.window.merge_strip
    strip.show_progress(Step(3, 4, "A07.zip"))
    assert strip.words.text() == "3 of 4 files checked  ·  A07.zip"
    strip.show_progress(Step(5, 2_000, "IMG.jpg", is_picture=True))
    assert strip.words.text() == "5 of 2000 pictures looked at  ·  IMG.jpg"
    assert (strip.bar.value(), strip.bar.maximum()) == (5, 2_000)


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
