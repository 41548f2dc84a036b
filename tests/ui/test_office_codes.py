"""Codes scanned and pasted at the office's window, makers told apart, visitors typed in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from office.real_files import TOML
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.shops import SHEET, cash, clock_at, make_shop, ring
from ui_office import Desk

from pos_app.services.day import business_day, closing
from pos_app.services.office import decisions, event_book
from pos_app.services.office.settings import OfficeSettings
from pos_app.services.shop import till_key
from ui.office.maker_dialog import MakerDialog
from ui.office.visitors_dialog import VisitorsDialog
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.reason_dialog import ReasonDialog

CLOCK = clock_at("2023-10-26T21:00:00+08:00")
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(styled_app: QApplication, tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "event.toml").write_bytes(TOML)
    event_book.init_book(tmp_path / "fair.book", tmp_path / "event.toml")
    OfficeSettings(tmp_path / "home").set("language", "en")
    found = Desk(styled_app, tmp_path / "home", CLOCK)
    found.start(tmp_path / "fair.book")
    yield found
    found.close()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every question answered with a reason; what was asked."""
    found: list[str] = []

    def ask(heading: str, *_: object) -> str:
        found.append(heading)
        return "laptop seen"

    monkeypatch.setattr(ReasonDialog, "ask", ask)
    return found


@pytest.fixture
def shown(tmp_path: Path) -> str:
    """The QR code on the screen of till A08."""
    with make_shop(tmp_path / "till", stand="A08") as shop:
        return till_key.till_public_key(shop).code


def scan(desk: Desk, text: str) -> None:
    """As a scanner types it, wherever the focus is."""
    QTest.keyClicks(desk.app.focusWidget() or desk.window, text)
    desk.key(Key.Key_Return)


def keys(desk: Desk) -> list[str]:
    assert desk.session.book is not None
    heard = decisions.decisions(desk.session.book)
    return [str(getattr(each.decision.content, "key", "")) for each in heard]


def test_a_till_s_key_is_pasted_compared_and_accepted(
    desk: Desk, shown: str, asked: list[str]
) -> None:
    QGuiApplication.clipboard().setText(f"  {shown}\n")
    desk.key(Key.Key_V, CTRL)
    (key,) = keys(desk)
    fingerprint = f"{key[:4]}-{key[4:8]}".upper()
    assert asked == [f"Accept key {fingerprint} for stand A08, till 1?"]
    assert "accepted and signed" in desk.window.alerts.text.text()


def test_a_till_s_key_is_scanned_while_the_grid_has_the_focus(
    desk: Desk, shown: str, asked: list[str]
) -> None:
    scan(desk, shown)
    assert len(keys(desk)) == 1 and len(asked) == 1
    assert not desk.window.grid_page.is_open, "the scanner's Enter opens no cell"


def test_a_key_that_nobody_compared_is_not_accepted(
    desk: Desk, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ReasonDialog, "ask", lambda *_: None)
    scan(desk, shown)
    assert keys(desk) == []


def test_a_key_that_was_typed_over_or_any_other_code_is_refused_in_words(
    desk: Desk, shown: str, asked: list[str]
) -> None:
    scan(desk, shown[:-9] + "AAAAAAAAA")
    first = desk.window.alerts.text.text()
    scan(desk, "8991234567890")
    assert first and "neither a closing slip" in desk.window.alerts.text.text()
    assert keys(desk) == [] and asked == []


def answer(monkeypatch: pytest.MonkeyPatch, act: object) -> None:
    """Lets hands work in a dialog instead of waiting for somebody."""

    def done(dialog: AskDialog) -> int:
        dialog.show()
        act(dialog)  # type: ignore[operator]
        return dialog.result()

    monkeypatch.setattr(AskDialog, "exec", done)


def makers(desk: Desk) -> list[str]:
    table = desk.window.settlement.table
    return [table.item(row, 0).text() for row in range(table.rowCount())]  # type: ignore[union-attr]


def test_a_maker_that_a_till_mistyped_is_settled_with_the_one_of_the_plan(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with make_shop(tmp_path / "till", stand="A08", sheet=SHEET.replace("M1", "Bu Srii")) as shop:
        ring(shop, lines=[{"code": "A", "qty": 1}], tenders=cash(50_000))
        closed = closing.close_till(shop, counted=0)
        (tmp_path / "day.zip").write_bytes(business_day.day_file_bytes(shop, closed))
    desk.drop(tmp_path / "day.zip")
    desk.key(Key.Key_3, CTRL)
    assert makers(desk) == ["Bu Srii *  (not in the plan)"]

    def choose(dialog: AskDialog) -> None:
        assert isinstance(dialog, MakerDialog)
        assert dialog.maker == "M1", "the name most like it is proposed"
        QTest.keyClick(dialog.makers, Key.Key_Down)
        assert dialog.maker == "M2"
        QTest.keyClick(dialog.makers, Key.Key_Up)
        QTest.keyClick(dialog.makers, Key.Key_Return)
        assert dialog.error_label.text() == "Say why."
        QTest.keyClicks(dialog.reasons.edit, "asked her", delay=60)
        QTest.keyClick(dialog.reasons.edit, Key.Key_Return)

    answer(monkeypatch, choose)
    desk.key(Key.Key_F4)
    assert makers(desk) == ["Bu Sri *"]
    row = desk.window.settlement.aliases
    assert row.isVisible() and row.words.text() == "Also meant by: “Bu Srii”"
    monkeypatch.setattr(ReasonDialog, "ask", lambda *_: "a mistake")
    desk.click(row.undo)
    assert makers(desk) == ["Bu Srii *  (not in the plan)"]


def test_of_a_name_like_no_other_no_maker_is_proposed(styled_app: QApplication) -> None:
    dialog = MakerDialog("Zzz", [("M1", "Bu Sri"), ("M2", "Pak Budi")])
    assert dialog.maker == "" and dialog.problem() == "Choose a maker."
    dialog.deleteLater()


def test_visitors_are_typed_in_and_stand_in_the_window_and_the_report(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.key(Key.Key_2, CTRL)

    def count(dialog: AskDialog) -> None:
        assert isinstance(dialog, VisitorsDialog)
        assert list(dialog.edits) == ["2023-10-25", "2023-10-26"], "days that have come"
        for day, number in (("2023-10-25", "1200"), ("2023-10-26", "34")):
            dialog.edits[day].setFocus()
            QTest.keyClicks(dialog.edits[day], number, delay=60)
        dialog.try_to_accept()

    answer(monkeypatch, count)
    desk.key(Key.Key_F4)
    assert desk.session.view is not None
    assert desk.session.view.status.visitors == {"2023-10-25": 1200, "2023-10-26": 34}
    assert "1.234 visitors" in desk.window.charts.completeness.text()

    def clear(dialog: AskDialog) -> None:
        assert isinstance(dialog, VisitorsDialog)
        assert dialog.edits["2023-10-25"].number == 1200
        dialog.edits["2023-10-25"].clear()
        dialog.try_to_accept()

    answer(monkeypatch, clear)
    desk.click(desk.window.charts.visitors)
    assert desk.session.view.status.visitors == {"2023-10-26": 34}
