"""What a window shows when a start, or the checks after its first paint, found something."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.shops import cash, clock_at, make_shop, ring
from ui_robot import Ticks

from pos_app.clock import SystemClock
from pos_app.errors import PosError
from pos_app.services.day import business_day, closing
from pos_app.services.day.usb_sticks import Stick
from pos_app.services.shop.health_check import check_till
from pos_app.services.shop.shop import Shop, open_shop
from pos_app.services.shop.twin_difference import NEWEST_ROWS
from ui.app import TillApp
from ui.main_window import MainWindow
from ui.session import Session
from ui.staff import authorisation
from ui.start_checks import StartChecks, start_warnings
from ui.start_refused import StartRefused
from ui.tasks import InlineRunner
from ui.till.date_dialog import DateDialog
from ui.till.open_panel import OpenPanel
from ui.till.till_screen import TillScreen
from ui.till.wrong_date_bar import CorrectDateDialog


@pytest.fixture
def till(styled_app: QApplication, tmp_path: Path, ticks: Ticks) -> Iterator[TillApp]:
    till = TillApp(styled_app, tmp_path / "till", ticks)
    yield till
    till.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_till_that_cannot_be_opened_now_is_tried_again_by_a_button(
    till: TillApp, tmp_path: Path
) -> None:
    with make_shop(tmp_path / "till"):
        till.start()
        assert isinstance(till.window, StartRefused)
    till.window.retry.click()
    QTest.qWait(0)
    assert isinstance(till.window, MainWindow)


def test_a_till_without_room_is_copied_to_a_stick_from_the_refused_start(
    styled_app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, stick = tmp_path / "till", tmp_path / "stick"
    with make_shop(folder) as shop:
        ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
        closing.close_till(shop, counted=250_000)
    stick.mkdir()
    found = [Stick("stick", stick)]
    monkeypatch.setattr("ui.start_refused.find_sticks", lambda: found)
    locked = StartRefused(PosError("folder_locked"), folder, "en")
    assert locked.copy.isHidden()
    refused = StartRefused(PosError("disk_full"), folder, "en")
    refused.runner = InlineRunner()
    refused.show()
    QTest.keyClick(refused, Qt.Key.Key_F5)
    assert len(list(stick.glob("*.zip"))) == len(list(stick.glob("*.backup.db"))) == 1
    assert "Rp50.000" in refused.outcome.text() and "1 day file" in refused.outcome.text()
    for each in (locked, refused):
        each.deleteLater()


def test_a_lost_key_and_a_twin_that_cannot_be_written_are_said_at_the_start(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "till"
    make_shop(folder).close()
    (folder / "till.key").unlink()
    (folder / "journal.jsonl").unlink()
    (folder / "journal.jsonl").mkdir()
    with open_shop(folder) as shop:
        assert [found.code for found in start_warnings(shop)] == ["twin_unwritable", "key_missing"]


def change_the_first_sale(folder: Path) -> None:
    with sqlite3.connect(folder / "till.db") as base:
        (sql,) = base.execute("SELECT sql FROM sqlite_master WHERE name = 'sales_no_update'")
        base.execute("DROP TRIGGER sales_no_update")
        base.execute("UPDATE sales SET net = 1 WHERE running = 1")
        base.execute(sql[0])
    base.close()


def test_what_the_start_has_no_time_for_is_found_after_the_first_paint(
    styled_app: QApplication, tmp_path: Path, ticks: Ticks
) -> None:
    folder = tmp_path / "till"
    with make_shop(folder) as shop:
        for _ in range(NEWEST_ROWS + 20):
            ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
    change_the_first_sale(folder)
    with open_shop(folder) as shop:
        assert shop.trouble is None, "the start compares the newest rows only"
        session = Session(shop, ticks)
        found: list[bool] = []
        checks = StartChecks(session)
        checks.trouble_found.connect(lambda: found.append(True))
        for _ in range(200):
            QTest.qWait(0 if found else 50)
            if found:
                break
        assert found and shop.trouble is not None and shop.trouble.code == "twin_differs"
        checks.deleteLater()
        session.deleteLater()


def test_a_flipped_bit_of_the_twin_is_seen_after_the_first_paint_and_written_anew(
    styled_app: QApplication, tmp_path: Path, ticks: Ticks
) -> None:
    folder = tmp_path / "till"
    with make_shop(folder) as shop:
        for _ in range(NEWEST_ROWS + 60):
            ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
    twin = folder / "journal.jsonl"
    whole = twin.read_bytes()
    place = whole.index(b"Kalung", len(whole) // 5)
    twin.write_bytes(whole[:place] + b"k" + whole[place + 1 :])
    with open_shop(folder) as shop:
        session = Session(shop, ticks)
        said: list[str] = []
        session.alert_raised.connect(lambda alert: said.append(alert.text))
        checks = StartChecks(session)
        for _ in range(200):
            QTest.qWait(0 if said else 50)
            if said:
                break
        assert "journal-differs-1.jsonl" in said[0] and shop.trouble is None
        shop.twin.flush()  # type: ignore[union-attr]
        checks.deleteLater()
        session.deleteLater()
    assert twin.read_bytes() == whole
    assert not check_till(folder, SystemClock()).problems


def test_a_day_that_a_wrong_clock_opened_is_corrected_in_one_guided_step(
    styled_app: QApplication, tmp_path: Path, ticks: Ticks, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make_shop(tmp_path / "till", open_with=None) as shop:
        shop.clock = clock_at("2099-01-01T08:00:00+08:00")
        business_day.open_till(shop, 75_000, date_confirmed=True)
        shop.clock = clock_at("2023-10-26T08:00:00+08:00")
        session = Session(shop, ticks)
        screen = TillScreen(session)
        screen.start()
        assert not screen.running.wrong_date.isHidden()
        monkeypatch.setattr(authorisation, "ask_lead", lambda *_: "")
        monkeypatch.setattr(CorrectDateDialog, "confirmed", lambda _dialog: False)
        screen.running.wrong_date.correct.click()
        assert session.day is not None and session.day.day == "2099-01-01"
        monkeypatch.setattr(CorrectDateDialog, "confirmed", lambda _dialog: True)
        screen.running.wrong_date.correct.click()
        assert session.day.day == "2023-10-26"
        assert screen.running.wrong_date.isHidden()
        for each in (screen, session):
            each.deleteLater()


def test_a_doubtful_date_is_asked_about_and_only_a_yes_opens(
    styled_app: QApplication,
    shop: Shop,
    ticks: Ticks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shop.settings.set("planned_days", "2001-01-01")
    shop.clock = SystemClock()
    session = Session(shop, ticks)
    panel = OpenPanel(session)
    panel.start()
    answers = [False, True]
    monkeypatch.setattr(DateDialog, "confirmed", lambda _dialog: answers.pop(0))
    monkeypatch.setattr(authorisation, "ask_lead", lambda *_: "")
    panel.float_.set_amount(100_000)
    panel._open()
    assert business_day.current_day(shop) is None
    panel._open()
    assert business_day.current_day(shop) is not None
    assert len(list(shop.journal.facts_of("date_confirmed"))) == 1
    for each in (panel, session):
        each.deleteLater()


def test_a_fault_of_the_disk_while_reading_is_a_sentence_and_no_crash(
    styled_app: QApplication, shop: Shop, ticks: Ticks
) -> None:
    session = Session(shop, ticks)
    said: list[str] = []
    session.alert_raised.connect(lambda alert: said.append(alert.text))

    def read() -> object:
        raise sqlite3.OperationalError("disk I/O error")

    assert session.attempt(read) is None and session.store(read) is None
    assert len(said) == 2 and "disk I/O error" in said[0]
    session.deleteLater()
