"""The interim total: F7 on the Till screen, every hour by the clock, and pasted at the office."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from office.real_files import new_book
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.shops import cash, clock_at, make_shop, ring
from ui_office import Desk
from ui_replies import answer
from ui_robot import Counter

from pos_app.clock import ManualClock
from pos_app.dayfile.interim_qr import interim_codes_in, read_signed_interim
from pos_app.services.day.interim import interim_message, make_interim, newest_interim
from pos_app.services.office.book_view import TillDayState
from pos_app.services.office.settings import OfficeSettings
from pos_app.services.paper.print_job_kinds import JobKind
from ui.tasks import InlineRunner
from ui.till.interim_clock import InterimClock
from ui.till.interim_dialog import InterimDialog

CLOCK = clock_at("2023-10-25T21:00:00+08:00")
Key = Qt.Key


def sell_one(counter: Counter) -> None:
    counter.scan("DST-0501")
    counter.enter()
    counter.enter()


def test_one_key_makes_it_and_one_more_copies_the_message(counter: Counter) -> None:
    sell_one(counter)
    counter.window.show_screen("till")
    seen: list[str] = []

    def copied() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, InterimDialog)
        QTest.keyClick(dialog, Key.Key_Return)
        seen.append(dialog.outcome.text())
        QTest.keyClick(dialog, Key.Key_Escape)

    answer(counter, copied, Key.Key_F7)
    assert "Copied" in seen[0] or "Tersalin" in seen[0]
    (text,) = interim_codes_in(QGuiApplication.clipboard().text())
    facts = read_signed_interim(text).facts
    assert (facts.sales, facts.net) == (1, 35_000)
    newest = newest_interim(counter.shop)
    assert newest is not None and newest.text == text


def test_it_is_printed_where_there_is_a_printer(counter: Counter) -> None:
    sell_one(counter)
    counter.shop.settings.set("printer_address", "dummy:")
    counter.shop.settings.set("print_receipts", "off")
    interim = make_interim(counter.shop)
    dialog = InterimDialog(counter.session, interim, counter.window)
    dialog.show()
    QTest.keyClick(dialog, Key.Key_F8)
    jobs = counter.shop.database.execute("SELECT kind, ref FROM print_jobs").fetchall()
    assert jobs == [(JobKind.INTERIM, str(interim.facts.seq))]
    dialog.close()


def test_by_the_clock_it_comes_every_hour_only_where_the_lead_wants_it(counter: Counter) -> None:
    sell_one(counter)
    session, shop = counter.session, counter.shop
    clock = InterimClock(session, counter.window, InlineRunner())
    start = shop.clock.now()

    def after(hours: float) -> int:
        shop.clock = ManualClock(start + timedelta(hours=hours))
        clock.look()
        found = newest_interim(shop)
        return found.facts.seq if found else 0

    assert after(2) == 0
    shop.settings.set("interim_hourly", "on")
    first = after(2)
    assert first and after(2.5) == first and "F7" in counter.window.alerts.text.text()
    assert after(3.1) > first


@pytest.fixture
def desk(styled_app: QApplication, tmp_path: Path) -> Iterator[Desk]:
    book = new_book(tmp_path)
    OfficeSettings(tmp_path / "home").set("language", "en")
    found = Desk(styled_app, tmp_path / "home", CLOCK)
    found.start(book)
    yield found
    found.close()


def test_a_message_of_a_chat_is_pasted_at_the_office(desk: Desk, tmp_path: Path) -> None:
    with make_shop(tmp_path / "till", stand="A08") as shop:
        shop.clock = clock_at("2023-10-25T18:30:00+08:00")
        ring(shop, lines=[{"code": "A", "qty": 3}], tenders=cash(150_000))
        message = interim_message(make_interim(shop))
    QGuiApplication.clipboard().setText(message)
    desk.window.paste()
    desk.process_events()
    assert desk.window.alerts.text.text() == "Interim totals: 1 new"
    view = desk.session.view
    assert view is not None
    found = view.grid.statuses["A08", "1", "2023-10-25"]
    assert found.state is TillDayState.MISSING and found.amount == 0
    assert found.interim is not None and found.interim.net == 150_000
    words = desk.window.grid_page.headline.accessibleName()
    assert "Rp0" in words and "interim at 18.30: 1 of 2 tills still open · Rp150.000" in words


def test_the_code_on_a_till_s_screen_is_scanned_at_the_office(desk: Desk, tmp_path: Path) -> None:
    """By a hand scanner that types, wherever the focus is; scanned again it is known."""
    with make_shop(tmp_path / "till", stand="A08") as shop:
        shop.clock = clock_at("2023-10-25T18:30:00+08:00")
        ring(shop, lines=[{"code": "A", "qty": 3}], tenders=cash(150_000))
        text = make_interim(shop).text
    for told in ("Interim totals: 1 new", "Interim totals: 1 already here"):
        QTest.keyClicks(desk.app.focusWidget() or desk.window, text)
        desk.key(Key.Key_Return)
        assert desk.window.alerts.text.text() == told
        assert not desk.window.grid_page.is_open, "the scanner's Enter opens no cell"
