"""The day in pictures and as a table, and what stays hidden before the count."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from ui_robot import Counter

from pos_app.services import staff
from pos_app.services.day import closing
from pos_app.services.day.review import closed_days
from pos_app.services.staff import Person, Role
from ui.staff import authorisation
from ui.till.review_dialog import ReviewDialog
from ui.today import today_screen
from ui.today.today_screen import TodayScreen

Key = Qt.Key


def today(counter: Counter) -> TodayScreen:
    counter.window.show_screen("today")
    counter.app.processEvents()
    screen = counter.window.page("today")
    assert isinstance(screen, TodayScreen)
    return screen


def sell(counter: Counter, code: str) -> None:
    counter.window.show_screen("sell")
    counter.scan(code)
    counter.enter()
    counter.enter()


def test_the_pictures_and_the_table_say_the_same(counter: Counter) -> None:
    sell(counter, "DST-0501")
    sell(counter, "DST-0501")
    sell(counter, "BTU-0301")
    screen = today(counter)
    assert screen.total.text() == "Rp207.500"
    assert "3 sales" in screen.sums.text()
    assert [(bar.amount, bar.note) for bar in screen.products.bars] == [
        (137_500, "1×"),
        (70_000, "2×"),
    ]
    assert "207.500" in screen.ways.accessibleDescription()
    screen.table_button.click()
    amounts = [screen.table.item(row, 3).text() for row in range(screen.table.rowCount())]
    assert amounts.count("Rp207.500") == 2  # its one hour, and all in cash
    assert "Rp137.500" in amounts


def test_an_empty_day_says_so(counter: Counter) -> None:
    screen = today(counter)
    assert screen.no_sales.isVisible() and screen.total.text() == "Rp0"
    sell(counter, "DST-0501")
    assert not today(counter).no_sales.isVisible()


def test_the_table_is_exported(
    counter: Counter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell(counter, "DST-0501")
    today(counter)
    path = tmp_path / "hari.csv"
    monkeypatch.setattr(today_screen, "ask_where_to_write", lambda *_: path)
    counter.key(Key.Key_F8)
    assert "Bros daun salam tumper kecil,1,35000" in path.read_text("utf-8-sig")


def test_what_lies_in_the_drawer_is_not_told_before_the_count(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    staff.save_person(counter.shop, Person("BUDI", "Budi", Role.LEAD))
    staff.set_pin(counter.shop, "BUDI", "1470")
    sell(counter, "DST-0501")
    screen = today(counter)
    assert screen.ways_locked and not screen.ways.isVisible() and screen.ways.bars == []
    monkeypatch.setattr(authorisation, "ask_lead", lambda *_: None)
    counter.key(Key.Key_F4)
    assert screen.ways_locked
    monkeypatch.setattr(authorisation, "ask_lead", lambda *_: "BUDI")
    counter.key(Key.Key_F4)
    assert screen.ways.isVisible() and len(screen.ways.bars) == 1
    counter.window.show_screen("sell")
    assert today(counter).ways_locked
    closing.close_till(counter.shop, counted=285_000)
    counter.session.refresh()
    assert not screen.ways_locked


def test_what_is_worth_a_look_opens_for_the_newest_closed_day(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell(counter, "DST-0501")
    assert not today(counter).review.isVisible(), "an open day tells nothing"
    opened: list[str] = []
    monkeypatch.setattr(ReviewDialog, "show_review", lambda _, day, __: opened.append(day))
    counter.key(Key.Key_F6)
    assert opened == []
    closing.close_till(counter.shop, counted=0)
    counter.window.show_screen("sell")
    screen = today(counter)
    assert screen.review.isVisible()
    counter.key(Key.Key_F6)
    screen.review.click()
    assert opened == [closed_days(counter.shop)[0]] * 2
