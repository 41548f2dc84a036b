"""Whom to phone, the messages to them one after another, and trouble first in the grid."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from office.real_files import new_book, put_files
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.shops import clock_at
from ui_office import Desk

from pos_app.services.office import plan_decisions
from pos_app.services.office.chat_links import whatsapp_link
from pos_app.services.office.settings import OfficeSettings
from ui.office.call_list import calls_for, messages_for
from ui.office.message_round import MessageRound

Key = Qt.Key
CLOCK = clock_at("2023-10-27T21:00:00+08:00")
PHONE = b'[[stand]]\ncode = "A08"\nname = "Berau"\nphone = "0812-3456-7890"\n'


@pytest.fixture
def desk(styled_app: QApplication, tmp_path: Path) -> Iterator[Desk]:
    OfficeSettings(tmp_path / "home").set("language", "en")
    found = Desk(styled_app, tmp_path / "home", CLOCK)
    book = new_book(tmp_path)
    plan_decisions.change_plan(book, PHONE, CLOCK)
    found.start(book)
    found.drop(put_files(tmp_path / "stick", "a07 25", "a07 26 r2", "a07 27", "twin 27"))
    yield found
    found.close()


def test_disputed_tills_are_called_first_and_missing_ones_after_them(desk: Desk) -> None:
    assert desk.session.view is not None
    calls = calls_for(desk.session.view)
    assert [(call.till, bool(call.disputed), len(call.days)) for call in calls] == [
        ("A07 · 1", True, 0),
        ("A08 · 1", False, 3),
    ]
    desk.key(Key.Key_F5)
    table = desk.window.grid_page.calls.table
    assert "in dispute" in table.item(0, 1).text() and "missing" in table.item(1, 1).text()


def test_the_messages_go_round_by_keys(desk: Desk, styled_app: QApplication) -> None:
    assert desk.session.view is not None
    opened: list[QUrl] = []
    found = messages_for(desk.session.view, "en")
    dialog = MessageRound(found, desk.window, lambda url: bool(opened.append(url)) or True)
    dialog.show()
    desk.process_events()
    assert not dialog.chat.isEnabled()  # the first stand has no telephone
    QTest.keyClick(dialog, Key.Key_F7)
    assert "contradict each other" in QGuiApplication.clipboard().text()
    assert "Berau" in dialog.heading.text()
    QTest.keyClick(dialog, Key.Key_F8)
    link = opened[0].toString(QUrl.ComponentFormattingOption.FullyEncoded)
    assert link.startswith("https://wa.me/6281234567890?text=")
    assert "27 Oct 2023" in unquote(link) or "27" in unquote(link)
    assert "2 of 2" in dialog.state.text()
    dialog.close()
    dialog.deleteLater()


def test_f8_in_the_list_opens_the_messages(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[int] = []
    monkeypatch.setattr(MessageRound, "exec", lambda self: shown.append(len(self._messages)))
    desk.key(Key.Key_F5)
    desk.key(Key.Key_F8)
    assert shown == [2]


def test_trouble_comes_first_and_the_current_cell_stays_on_its_till_day(desk: Desk) -> None:
    page = desk.window.grid_page
    model = page.grid.grid
    page.go_to_till_day("A07", "1", "2023-10-26")
    order = [model.place(row).stand for row in range(model.rowCount())]
    assert order == ["A07", "A08"]
    desk.drop(desk.window._session.book.parent / "stick")  # type: ignore[union-attr]
    plan_decisions.change_plan(desk.session.book, b'[[stand]]\ncode = "A01"\ntills = 1\n', CLOCK)  # type: ignore[arg-type]
    desk.key(Key.Key_F2)
    desk.key(Key.Key_F3)
    assert model.place(0).stand == "A07"
    index = page.grid.currentIndex()
    assert (model.place(index.row()).stand, model.day(index.column())) == ("A07", "2023-10-26")
    desk.key(Key.Key_F3)
    assert [model.place(row).stand for row in range(model.rowCount())] == ["A07", "A08", "A01"]


@pytest.mark.parametrize(
    ("phone", "number"),
    [
        ("0812-3456-7890", "6281234567890"),
        ("+62 812 3456 7890", "6281234567890"),
        ("0065 9123 4567", "6591234567"),
        ("", ""),
        ("12", ""),
        ("ibu Ani 0812-3456-7890", ""),
    ],
)
def test_a_telephone_becomes_a_link_or_none(phone: str, number: str) -> None:
    link = whatsapp_link(phone, "Selamat & malam")
    expected = f"https://wa.me/{number}?text=Selamat%20%26%20malam" if number else ""
    assert link == expected
