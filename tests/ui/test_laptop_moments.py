"""A till on a laptop as people have them: its names, a second start, a program that is older."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel
from support.shops import make_shop
from support.till_places import sell
from ui_robot import Ticks

from pos_app.services.day import closing
from pos_app.services.day.cash_drawer import expected_cash_now
from pos_app.services.day.day_export import export_day
from pos_app.services.selling import stored_sales
from pos_app.services.shop.shop import FILE_NAME
from ui.app import TillApp
from ui.main_window import MainWindow
from ui.start_refused import StartRefused


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The folder of a person whose name has blanks and letters beyond ASCII."""
    folder = tmp_path / "Bu Sitä Müller 日" / "AppData Lokal" / "kasir"
    folder.parent.mkdir(parents=True)
    with make_shop(folder) as shop:
        sell(shop, "r1")
    return folder


@pytest.fixture
def apps(styled_app: QApplication, home: Path, ticks: Ticks) -> Iterator[list[TillApp]]:
    """Two starts of the program, as a double click twice makes them."""
    made = [TillApp(styled_app, home, ticks) for _ in range(2)]
    yield made
    for each in made:
        each.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def words(window: StartRefused) -> str:
    return " ".join(each.text() for each in window.findChildren(QLabel))


def test_a_name_with_blanks_and_umlauts_is_a_folder_like_any_other(
    apps: list[TillApp], tmp_path: Path
) -> None:
    apps[0].start()
    session = apps[0].session
    assert isinstance(apps[0].window, MainWindow) and session is not None
    sell(session.shop, "r2")
    assert session.day is not None
    closing.close_till(session.shop, counted=expected_cash_now(session.shop))
    stick = tmp_path / "STIK MERAH ü"
    stick.mkdir()
    written = export_day(session.shop, session.day.day, stick)
    assert written.path.parent == stick and written.path.stat().st_size
    apps[0].close()
    apps[1].start()
    again = apps[1].session
    assert again is not None and len(stored_sales.list_sales(again.shop)) == 2


def test_a_double_click_twice_leaves_the_first_window_selling(apps: list[TillApp]) -> None:
    apps[0].start()
    apps[1].start()
    assert isinstance(apps[0].window, MainWindow) and apps[0].session is not None
    assert isinstance(apps[1].window, StartRefused)
    sell(apps[0].session.shop, "r2")
    assert len(stored_sales.list_sales(apps[0].session.shop)) == 2
    apps[0].close()
    apps[1].window.retry.click()
    QApplication.processEvents()
    assert isinstance(apps[1].window, MainWindow)


def test_an_older_program_leaves_a_newer_database_as_it_is_and_says_so(
    apps: list[TillApp], home: Path
) -> None:
    database = sqlite3.connect(home / FILE_NAME)
    database.execute("PRAGMA user_version=9999")
    database.close()
    before = (home / FILE_NAME).read_bytes()
    apps[0].start()
    window = apps[0].window
    assert isinstance(window, StartRefused)
    assert "9999" in words(window)
    assert (home / FILE_NAME).read_bytes() == before
