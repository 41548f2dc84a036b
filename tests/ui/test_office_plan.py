"""The plan of an open book changed in the window, by real keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from office.real_files import new_book
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.shops import clock_at
from ui_office import Desk

from pos_app.services.office import book_setup, decisions
from pos_app.services.office.book_setup import EventDraft, StandDraft
from pos_app.services.office.settings import OfficeSettings
from pos_app.services.office.sheet_makers import makers_of_book
from ui.office.plan_dialog import PlanDialog

Key = Qt.Key


@pytest.fixture
def desk(styled_app: QApplication, tmp_path: Path) -> Iterator[Desk]:
    OfficeSettings(tmp_path / "home").set("language", "en")
    found = Desk(styled_app, tmp_path / "home", clock_at("2023-10-27T21:00:00+08:00"))
    found.start(new_book(tmp_path))
    yield found
    found.close()


def test_a_new_stand_and_day_are_in_the_grid(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def fill(dialog: PlanDialog) -> bool:
        dialog.show()
        desk.process_events()
        QTest.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
        said.append(dialog.error_label.text())
        dialog.add_row()
        dialog.stands.paste("B01\tBerau\t2\t0812")
        dialog.end.setDate(QDate(2023, 10, 28))
        QTest.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
        said.append(dialog.error_label.text())
        QTest.keyClicks(dialog.reasons.edit, "datang")
        QTest.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
        dialog.hide()
        return True

    monkeypatch.setattr(PlanDialog, "confirmed", fill)
    desk.window.show_page("report")
    desk.key(Key.Key_F7)
    assert said == ["Nothing was changed.", "Say why."]
    view = desk.session.view
    assert view is not None
    assert [(p.stand, p.till) for p in view.grid.tills][-2:] == [("B01", "1"), ("B01", "2")]
    assert view.grid.days[-1] == "2023-10-28"
    assert "plan is changed" in desk.window.alerts.text.text()
    assert desk.session.book is not None
    assert {each.decision.reason for each in decisions.decisions(desk.session.book)} == {"datang"}


def test_what_cannot_be_planned_is_refused_with_its_sentence(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PlanDialog, "ask", lambda *_: ('[[stand]]\ncode = "A07"\ntills = 0\n', "x"))
    desk.window.show_page("report")
    desk.key(Key.Key_F7)
    assert desk.window.alerts.isVisible() and desk.window.problems_button.isVisible()
    assert desk.session.book is not None
    assert decisions.decisions(desk.session.book) == ()


def test_makers_of_the_goods_are_added_by_a_key(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = tmp_path / "goods.csv"
    sheet.write_text("sku,name,category,maker,price_rp,stock\nA1,Gelang,Manik,Ukir Telindung,9,3\n")
    draft = EventDraft(
        "EXPO", "Expo", "2023-10-27", "2023-10-28", stands=(StandDraft("A01", "", 1),)
    )
    book_setup.new_book(tmp_path / "named.book", draft, sheet)
    desk.session.open_book(tmp_path / "named.book")
    shown: list[str] = []

    def fill(dialog: PlanDialog) -> bool:
        dialog.show()
        desk.process_events()
        shown.append(dialog.of_goods.text())
        QTest.keyClick(dialog, Key.Key_F7)
        assert dialog.makers.rows() == [["UT", "Ukir Telindung", "", ""]]
        assert not dialog.of_goods.isVisible() and dialog.makers.isVisible()
        QTest.keyClicks(dialog.reasons.edit, "dari daftar")
        QTest.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
        dialog.hide()
        return True

    monkeypatch.setattr(PlanDialog, "confirmed", fill)
    desk.window.show_page("report")
    desk.key(Key.Key_F7)
    assert "(1)" in shown[0]
    view = desk.session.view
    assert view is not None and [maker.name for maker in view.status.plan.makers] == [
        "Ukir Telindung"
    ]
    assert makers_of_book(tmp_path / "named.book") == ()
