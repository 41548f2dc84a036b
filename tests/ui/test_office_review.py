"""What is worth a look, at the office: over all stands by F4, and in an opened till-day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from office.real_files import TOML, new_book, put_files
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel
from support.shops import clock_at
from ui_office import Desk

from pos_app.domain.review_items import ReviewItem, ReviewKind
from pos_app.services.office import event_book
from pos_app.services.office.book_view import TillReview
from pos_app.services.office.settings import OfficeSettings
from ui.models.review import Col, ReviewRow
from ui.office.review_dialog import ReviewDialog

Key = Qt.Key
AT = "2023-10-25T21:00:00+08:00"


@pytest.fixture
def desk(styled_app: QApplication, tmp_path: Path) -> Iterator[Desk]:
    book = new_book(tmp_path, TOML)
    event_book.merge_into(book, [put_files(tmp_path / "files", "a07 25", "a07 26 r1", "a08 25")])
    OfficeSettings(tmp_path / "home").set("language", "en")
    found = Desk(styled_app, tmp_path / "home", clock_at("2023-10-27T21:00:00+08:00"))
    found.start(book)
    yield found
    found.close()


def item(amount: int, by: str = "ANI", kind: ReviewKind = ReviewKind.VOID) -> ReviewItem:
    return ReviewItem(kind, amount, by, AT, 9, "A07-1-000001", 1, 37, "cash")


def column(dialog: ReviewDialog, which: Col) -> list[str]:
    model = dialog.sorter
    return [str(model.index(row, which).data()) for row in range(model.rowCount())]


def dialog_of(*items: TillReview) -> ReviewDialog:
    dialog = ReviewDialog("Worth a look", items, "en")
    dialog.show()
    return dialog


def test_the_button_counts_and_the_row_chosen_opens_its_till_day(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = desk.window.grid_page
    assert page.headline.review.text() == "Worth a look (4)"  # three shortages, and their days
    shown: list[TillReview] = []

    def choose(_title: str, items: tuple[TillReview, ...], *_more: object) -> ReviewRow:
        shown.extend(items)
        return ReviewRow(items[1].item, "A08", "1", "2023-10-25")

    monkeypatch.setattr(ReviewDialog, "ask", choose)
    QTest.keyClick(page.grid, Key.Key_F4)
    assert shown[0].item.count == 2 and page.is_open
    texts = [each.text() for each in page.panel.findChildren(QLabel)]
    assert any(text.startswith("Rp550.000  ·  Drawer short") for text in texts)
    monkeypatch.setattr(ReviewDialog, "ask", lambda *_: None)
    QTest.mouseClick(page.headline.review, Qt.MouseButton.LeftButton)


def test_f8_lists_the_opened_till_day_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    page = desk.window.grid_page
    lists: list[tuple[str, tuple[TillReview, ...]]] = []

    def note(title: str, items: tuple[TillReview, ...], *_more: object) -> None:
        lists.append((title, items))

    monkeypatch.setattr(ReviewDialog, "ask", note)
    page.open_till_day("A07", "1", "2023-10-26")
    QTest.keyClick(page, Key.Key_F8)
    ((title, items),) = lists
    assert title.startswith("Worth a look  ·  A07 · 1")
    assert {each.day for each in items} == {"2023-10-26"}


def test_a_till_day_outside_the_grid_opens_nothing(desk: Desk) -> None:
    desk.window.grid_page.open_till_day("Z99", "1", "2023-10-25")
    assert not desk.window.grid_page.is_open


def test_large_amounts_are_sorted_as_numbers_and_enter_chooses(styled_app: QApplication) -> None:
    large = 3_000_000_000
    places = [("A07", "1", 9), ("A08", "1", large), ("A07", "2", 70_000)]
    items = [TillReview(stand, till, "2023-10-25", item(n)) for stand, till, n in places]
    dialog = dialog_of(*items)
    assert column(dialog, Col.AMOUNT) == ["Rp3.000.000.000", "Rp70.000", "Rp9"]
    dialog.table.sortByColumn(Col.PLACE, Qt.SortOrder.AscendingOrder)
    assert column(dialog, Col.PLACE) == ["A07 · 1", "A07 · 2", "A08 · 1"]
    dialog.table.selectRow(1)
    QTest.keyClick(dialog, Key.Key_Return)
    assert dialog.chosen is not None and dialog.chosen.till == "2" and not dialog.isVisible()


def test_an_item_of_several_tills_opens_none(styled_app: QApplication) -> None:
    dialog = dialog_of(TillReview("", "", "2023-10-25", item(5)))
    assert not dialog.open_.isEnabled()
    QTest.keyClick(dialog, Key.Key_Return)
    assert dialog.isVisible() and dialog.chosen is None
    QTest.keyClick(dialog, Key.Key_Escape)
    assert not dialog.isVisible()


def test_an_empty_list_says_so_and_the_model_is_sound(styled_app: QApplication) -> None:
    dialog = dialog_of()
    assert dialog.empty.isVisible() and not dialog.table.isVisible()
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(dialog.model, fatal)
    QAbstractItemModelTester(dialog.sorter, fatal)
    dialog.model.set_rows([ReviewRow(item(1), "A07", "1", "2023-10-25")])
    dialog.close()
