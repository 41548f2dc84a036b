"""What the office decides at its window: asked with a reason, signed, shown, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from office.real_files import new_book, put_files
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from support.shops import clock_at
from ui_office import Desk

from pos_app.services.office import decisions, event_book
from pos_app.services.office.book_view import TillDayState, TillDayStatus
from pos_app.services.office.settings import OfficeSettings
from ui.office.operator_button import OperatorDialog
from ui.widgets.reason_dialog import ReasonDialog

CLOCK = clock_at("2023-10-27T21:00:00+08:00")


@pytest.fixture
def desk(
    styled_app: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    book = new_book(tmp_path)
    names = ("a07 25", "a07 26 r1", "a07 26 r2", "a07 27", "twin 27", "a08 25", "x99 25")
    event_book.merge_into(book, [put_files(tmp_path / "files", *names)])
    monkeypatch.setattr(ReasonDialog, "ask", lambda *_: "by telephone")
    OfficeSettings(tmp_path / "home").set("language", "en")
    found = Desk(styled_app, tmp_path / "home", CLOCK)
    found.start(book)
    yield found
    found.close()


def till_day(desk: Desk, stand: str, day: int) -> TillDayStatus:
    view = desk.session.view
    assert view is not None
    return view.grid.statuses[stand, "1", f"2023-10-{day}"]


def press(desk: Desk, row: int, column: int, words: str) -> None:
    """Opens a cell and presses the button that begins with those words."""
    desk.window.grid_page.open_cell(row, column)
    desk.process_events()
    panel = desk.window.grid_page.panel
    buttons = [b for b in panel.findChildren(QPushButton) if b.isVisibleTo(panel)]
    desk.click(next(button for button in buttons if button.text().startswith(words)))


def said(desk: Desk) -> str:
    panel = desk.window.grid_page.panel
    return "\n".join(x.text() for x in panel.findChildren(QLabel) if x.isVisibleTo(panel))


def test_a_day_without_sales_is_no_longer_missing_and_can_be_again(desk: Desk) -> None:
    press(desk, 1, 1, "No sales that day")
    assert till_day(desk, "A08", 26).state is TillDayState.NO_SALES
    assert "decided: no sales that day (by telephone)" in said(desk)
    assert "can be taken back" in desk.window.alerts.text.text()
    press(desk, 1, 1, "Take back")
    assert till_day(desk, "A08", 26).state is TillDayState.MISSING
    assert "decided" not in said(desk)


def test_a_stand_that_withdrew_is_waited_for_no_more(desk: Desk) -> None:
    press(desk, 1, 1, "The stand withdrew")
    assert [till_day(desk, "A08", day).state for day in (26, 27)] == [TillDayState.WITHDRAWN] * 2
    assert "missing" not in desk.window.grid_page.headline.accessibleName()


def test_one_of_two_files_is_chosen(desk: Desk) -> None:
    before = till_day(desk, "A07", 27)
    assert before.state is TillDayState.DISPUTED
    wanted = before.files[0]
    press(desk, 0, 2, f"Count file {wanted.slip}")
    after = till_day(desk, "A07", 27)
    assert after.state is TillDayState.RECEIVED and after.amount == wanted.net
    assert f"decided: file {wanted.slip} counts" in said(desk)


def test_a_key_is_accepted(desk: Desk) -> None:
    file = till_day(desk, "A08", 25).files[0]
    assert "key_not_enrolled" in {warning.code for warning in till_day(desk, "A08", 25).warnings}
    press(desk, 1, 0, f"Accept key {file.fingerprint}")
    codes = {warning.code for warning in till_day(desk, "A08", 25).warnings}
    assert "key_not_enrolled" not in codes
    assert f"key {file.fingerprint} is the till's" in said(desk)


def test_a_strangers_file_is_put_away(desk: Desk) -> None:
    press(desk, 2, 0, "Put file")
    assert "set aside" not in desk.window.grid_page.headline.accessibleName()
    assert "is put away" in said(desk)


def test_nothing_is_decided_without_a_reason(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ReasonDialog, "ask", lambda *_: None)
    press(desk, 1, 1, "No sales that day")
    assert till_day(desk, "A08", 26).state is TillDayState.MISSING
    assert desk.session.book is not None
    assert decisions.decisions(desk.session.book) == ()


def test_what_is_refused_is_said(desk: Desk) -> None:
    assert desk.session.book is not None
    key = next(desk.session.book.parent.glob("*.key"))
    key.unlink()
    press(desk, 1, 1, "No sales that day")
    assert till_day(desk, "A08", 26).state is TillDayState.MISSING
    assert "key" in desk.window.alerts.text.text()


def test_a_day_is_decided_by_the_keyboard_alone(desk: Desk) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return):
        desk.key(key)
    panel = desk.window.grid_page.panel
    for _ in range(6):
        desk.key(Qt.Key.Key_Tab)
        focused = desk.app.focusWidget()
        if isinstance(focused, QPushButton) and focused.text() == "No sales that day":
            break
    desk.key(Qt.Key.Key_Return)
    assert till_day(desk, "A08", 26).state is TillDayState.NO_SALES and panel.isVisible()


def test_two_laptops_stand_side_by_side_and_what_speaks_against_both_is_named(desk: Desk) -> None:
    before = till_day(desk, "A07", 27)
    assert before.disputed.high == sum(file.net for file in before.files)
    desk.window.grid_page.open_cell(0, 2)
    desk.process_events()
    assert "The laptops side by side" in said(desk) and "Numbers given twice: " in said(desk)
    assert "More sold together than there were: A" in said(desk)
    press(desk, 0, 2, "Both sold: count both")
    assert "both files cannot be right together (A)" in desk.window.alerts.text.text()
    assert till_day(desk, "A07", 27).state is TillDayState.DISPUTED


def test_who_decided_and_when_is_said(desk: Desk) -> None:
    wanted = till_day(desk, "A07", 27).files[0]
    press(desk, 0, 2, f"Count file {wanted.slip}")
    (decided,) = till_day(desk, "A07", 27).made_by
    assert f"office {decided.office}" in said(desk)


def test_the_panel_asks_and_says_who_decides(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OperatorDialog, "ask", lambda *_: "Bu Rina")
    press(desk, 1, 1, "Decided by: name not given")
    press(desk, 1, 1, "No sales that day")
    (found,) = till_day(desk, "A08", 26).decisions
    assert found.decision.person == "Bu Rina"
    desk.window.grid_page.open_cell(1, 1)
    desk.process_events()
    assert f"Bu Rina ({found.office})" in said(desk)
