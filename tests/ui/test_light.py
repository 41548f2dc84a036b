"""A closed day by photo: F6 after the close, codes on the whole screen, noted once shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.shops import cash, ring
from ui_replies import answer
from ui_robot import Counter

from pos_app.light.codes import read_code
from pos_app.light.collect import combine
from pos_app.light.pictures import codes_on
from pos_app.services.day import closing, handover
from pos_app.services.day.business_day import ClosedDay
from pos_app.services.day.handover import HandoverState
from pos_app.services.day.light_export import light_day
from pos_app.services.paper import print_queue, printer_settings
from pos_app.services.paper.print_job_kinds import JobKind
from pos_app.services.paper.printer_settings import Printer
from ui.tasks import InlineRunner
from ui.till.light_dialog import LightDialog
from ui.till.light_screens import LightScreens

Key = Qt.Key


def close(counter: Counter, sales: int = 60) -> ClosedDay:
    for place in range(sales):
        lines = [{"code": code, "qty": 1 + place % 3} for code in ("DST-0501", "MNK-0101")]
        ring(counter.shop, lines=lines, tenders=cash(1_000_000))
    closed = closing.close_till(counter.shop, counted=0)
    counter.session.refresh()
    counter.window.show_screen("till")
    return closed


def state(counter: Counter) -> HandoverState:
    return handover.state_of(handover.day_handovers(counter.shop)[0])


def ready_dialog(counter: Counter) -> LightDialog:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, LightDialog)
    while not dialog.show_.isEnabled():
        counter.app.processEvents()
    return dialog


def shown(counter: Counter, keys: list[Key], seen: Callable[[LightScreens], None]) -> None:
    """Show the codes from the dialog that is up, press `keys` there, and end."""

    def press() -> None:
        screens = QApplication.activeModalWidget()
        if not isinstance(screens, LightScreens) or not screens.is_ready:
            QTimer.singleShot(5, counter.app, press)
            return
        screens.repaint()
        for key in keys:
            QTest.keyClick(screens, key)
            while not screens.is_ready:
                counter.app.processEvents()
            screens.repaint()
        seen(screens)
        QTest.keyClick(screens, Key.Key_Escape)

    QTimer.singleShot(5, counter.app, press)
    QTest.keyClick(ready_dialog(counter), Key.Key_Return)


def test_all_screens_shown_are_noted_as_handed_out(counter: Counter) -> None:
    closed = close(counter)
    count = len(light_day(counter.shop, closed.day).screens)
    assert count > 1
    found: list[int] = []

    def act() -> None:
        keys = [Key.Key_Return, Key.Key_Space, Key.Key_Right] * count
        shown(counter, keys[: count - 1], lambda screens: found.append(screens.current))
        dialog = ready_dialog(counter)
        assert str(count) in dialog.outcome.text()
        QTest.keyClick(dialog, Key.Key_Escape)

    answer(counter, act, Key.Key_F6)
    assert found == [count - 1]
    assert state(counter) is HandoverState.WRITTEN
    fact = json.loads(list(counter.shop.journal.rows())[-1].payload)
    assert (fact["kind"], fact["manifest"]) == ("export", closed.manifest)


def test_some_screens_shown_leave_the_day_owed(counter: Counter) -> None:
    close(counter)

    def act() -> None:
        shown(counter, [], lambda screens: None)
        QTest.keyClick(ready_dialog(counter), Key.Key_Escape)

    answer(counter, act, Key.Key_F6)
    assert state(counter) is HandoverState.OWED


def test_the_window_shows_the_codes_of_the_day(counter: Counter) -> None:
    day = light_day(counter.shop, close(counter).day)
    screens = LightScreens(day, counter.window, InlineRunner())
    screens.resize(1366, 768)
    screens.show()
    codes = []
    for _ in range(screens.count):
        counter.app.processEvents()
        picture = counter.shop.folder / "screen.png"
        screens.grab().save(str(picture))
        codes += [read_code(data) for data in codes_on(picture.read_bytes())]
        QTest.keyClick(screens, Key.Key_Space)
    screens.close()
    screens.deleteLater()
    assert screens.shown == set(range(screens.count))
    combine([code for code in codes if code is not None])
    assert {code.index for code in codes if code} == set(range(len(day.codes)))


def test_keys_mouse_and_time_turn_the_page(counter: Counter) -> None:
    day = light_day(counter.shop, close(counter).day)
    screens = LightScreens(day, counter.window, InlineRunner())
    screens.resize(800, 480)
    screens.show()
    assert screens.cursor().shape() is Qt.CursorShape.BlankCursor
    for key in (Key.Key_Left, Key.Key_Return, Key.Key_Down, Key.Key_Up):
        QTest.keyClick(screens, key)
    assert screens.current == 0
    QTest.mouseClick(screens, Qt.MouseButton.LeftButton)
    assert screens.current == 1 % screens.count
    QTest.mouseClick(screens, Qt.MouseButton.RightButton)
    assert screens.current == 0
    QTest.keyClick(screens, Key.Key_P)
    assert screens.turning.isActive()
    screens.turning.timeout.emit()
    assert screens.current == 1 % screens.count
    QTest.keyClick(screens, Key.Key_P)
    assert not screens.turning.isActive()
    screens.close()
    screens.deleteLater()


def test_the_roll_is_queued_where_there_is_a_printer(counter: Counter, tmp_path: Path) -> None:
    closed = close(counter)
    printer_settings.set_printer(counter.shop, Printer(f"file://{tmp_path / 'lp0'}", "generic80"))
    counter.session.closing = True  # the job stays in the queue, for this test to see
    kinds: list[tuple[str, str]] = []

    def act() -> None:
        dialog = ready_dialog(counter)
        QTest.keyClick(dialog, Key.Key_F9)
        kinds.extend((job.kind, job.ref) for job in print_queue.unfinished_jobs(counter.shop))
        QTest.keyClick(dialog, Key.Key_Escape)

    answer(counter, act, Key.Key_F6)
    assert kinds == [(JobKind.LIGHT, closed.day)]
    assert state(counter) is HandoverState.WRITTEN


def test_a_sheet_that_was_printed_or_saved_is_noted(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    close(counter)
    sheets: list[bytes] = []

    def show(_session: object, _title: str, pdf: bytes, _name: str, _parent: object) -> bool:
        sheets.append(pdf)
        return True

    monkeypatch.setattr("ui.till.light_dialog.PaperDialog.show_paper", show)

    def act() -> None:
        dialog = ready_dialog(counter)
        QTest.keyClick(dialog, Key.Key_F8)
        QTest.keyClick(dialog, Key.Key_Escape)

    answer(counter, act, Key.Key_F6)
    assert sheets[0].startswith(b"%PDF")
    assert state(counter) is HandoverState.WRITTEN


def test_a_number_goes_to_the_screen_that_the_office_asks_for(counter: Counter) -> None:
    day = light_day(counter.shop, close(counter).day)
    day = replace(day, codes=day.codes * 8)
    screens = LightScreens(day, counter.window, InlineRunner())
    screens.resize(800, 480)
    screens.show()
    assert screens.count > 12
    seen = []
    for digit in "312":
        QTest.keyClicks(screens, digit)
        seen.append(screens.current + 1)
    screens.type_digit("0")
    assert seen == [3, 1, 12] and screens.current + 1 == 12
    screens.close()
    screens.deleteLater()
