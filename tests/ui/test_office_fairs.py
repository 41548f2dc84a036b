"""The page of several fairs: books are added, one that is bad is named, makers are joined."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from office.real_files import TOML, new_book, put_files
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from python_calamine import CalamineWorkbook
from support.shops import clock_at
from ui_office import Desk

from pos_app.domain.money import format_rupiah
from pos_app.office.report.fair_hours import DayHours, FairHours
from pos_app.services.office import board as boards
from pos_app.services.office import event_book
from pos_app.services.office.fairs import FairsRead, MakerName, joined_makers, side_by_side
from pos_app.services.office.settings import OfficeSettings
from ui.office import charts_page, fairs_page


@pytest.fixture
def desk(styled_app: QApplication, tmp_path: Path) -> Iterator[Desk]:
    OfficeSettings(tmp_path / "home").set("language", "en")
    found = Desk(styled_app, tmp_path / "home", clock_at("2023-10-27T21:00:00+08:00"))
    found.start(new_book(tmp_path))
    found.drop(put_files(tmp_path / "stick", "a07 25", "a07 26 r1", "a08 25"))
    yield found
    found.close()


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The book of another event."""
    folder = tmp_path / "other"
    folder.mkdir()
    text = TOML.replace(b"EXPO23", b"GEBYAR").replace(b'"Expo"', b'"Gebyar"')
    (folder / "event.toml").write_bytes(text)
    event_book.init_book(folder / "gebyar.book", folder / "event.toml")
    return folder / "gebyar.book"


def test_books_are_added_and_remembered_and_a_bad_one_is_named(
    desk: Desk, other: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = tmp_path / "bad.book"
    bad.write_bytes(b"no book")
    monkeypatch.setattr(fairs_page, "ask_books", lambda *_: [other, bad])
    desk.click(desk.window.nav["fairs"])
    page = desk.window.fairs
    QTest.keyClick(page.table, Qt.Key.Key_F3)
    desk.process_events()
    assert [fair.code for fair in page.read.fairs.fairs] == ["EXPO23", "GEBYAR"]
    assert "bad.book" in page.trouble.text() and not page.trouble.isHidden()
    assert desk.session.problems and desk.session.view is not None
    assert format_rupiah(desk.session.view.status.totals.net) in page.total.text()
    heads = [page.table.horizontalHeaderItem(n).text() for n in range(page.table.columnCount())]
    assert heads == ["", "Expo", "Gebyar"]
    QTest.keyClick(page.table, Qt.Key.Key_F4)
    desk.process_events()
    assert page.table.columnCount() == 2 and other.exists()


def test_two_names_become_one_person_and_apart_again(desk: Desk) -> None:
    desk.click(desk.window.nav["fairs"])
    page = desk.window.fairs
    (ours,) = page.read.fairs.fairs
    who = MakerName("SRI", "Bu Sri")
    gebyar = replace(ours, code="GEBYAR", makers=(replace(ours.makers[0], who=who),))
    page.show_read(FairsRead(side_by_side([ours, gebyar])))
    desk.click(page.tabs["fair_makers"])
    makers = page.read.fairs.makers
    assert len(makers) > 1 and "may be one person" in page.note.text()
    mode = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    for row in (0, 1):
        page.table.selectionModel().select(page.table.model().index(row, 0), mode)
    QTest.keyClick(page.table, Qt.Key.Key_F5)
    assert len(page.read.fairs.makers) == len(makers) - 1
    assert sum(each.net for each in page.read.fairs.makers) == sum(each.net for each in makers)
    (group,) = joined_makers(OfficeSettings(desk.session.settings.path.parent))
    assert {MakerName(*(each.code, each.name)) for each in group} == {
        each.names[0] for each in makers[:2]
    }
    page.table.selectRow(0)
    QTest.keyClick(page.table, Qt.Key.Key_F7)
    assert len(page.read.fairs.makers) == len(makers)


def test_the_tables_are_saved_as_a_workbook(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.xlsx"
    monkeypatch.setattr(fairs_page, "ask_workbook", lambda *_: target)
    desk.click(desk.window.nav["fairs"])
    QTest.keyClick(desk.window.fairs.table, Qt.Key.Key_F10)
    desk.process_events()
    assert "Fairs by day" in CalamineWorkbook.from_path(str(target)).sheet_names


def test_an_earlier_fair_is_chosen_remembered_and_left_again(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "earlier"
    folder.mkdir()
    book = new_book(folder, TOML.replace(b"EXPO23", b"GEBYAR").replace(b'"Expo"', b'"Gebyar"'))
    hours = FairHours("Gebyar", (DayHours("2022-10-20", {"10": 90_000}, {}, 1),))
    monkeypatch.setattr(boards, "earlier_fair", lambda *_: hours)
    monkeypatch.setattr(charts_page, "ask_book", lambda *_: book)
    desk.click(desk.window.nav["charts"])
    page = desk.window.charts
    assert not page.compared.isVisible() and not page.alone.isVisible()
    QTest.keyClick(page, Qt.Key.Key_F5)
    desk.process_events()
    assert "Gebyar" in page.compared.text() and page.alone.isVisible()
    assert "compared_days" in [picture.key for picture in page.pictures]
    assert OfficeSettings(desk.session.settings.path.parent).get("earlier_book") == str(book)
    desk.click(page.alone)
    assert not page.compared.isVisible() and desk.session.earlier.hours is None
