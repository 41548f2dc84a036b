"""The office's page of orders and inquiries, by clicks and keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.order_fair import DAY, DEPOSIT, TERMS, Fair, at
from ui_office import Desk

from pos_app.office.decide.order_decisions import Progress
from pos_app.office.intake.merge_report import Entry, MergeReport, OrderTwice
from pos_app.office.reconcile.orders import BookOrder, BookOrderState
from pos_app.services.office.buyer_list import buyer_list
from pos_app.services.office.closing_slips import SlipReport
from pos_app.services.office.file_intake import AddedFiles
from pos_app.services.office.order_list import orders_in_book
from pos_app.services.office.settings import OfficeSettings
from ui.guide.places import DIALOGS, OFFICE_PAGES
from ui.office.merge_words import merged_words
from ui.office.order_dialogs import RETURNED, CloseOrderDialog, CountsDialog
from ui.office.settlement_dialogs import PaymentDialog
from ui.widgets.ask_dialog import AskDialog

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def fair(tmp_path: Path) -> Fair:
    """An open order, one that two tills delivered, and an inquiry."""
    found = Fair(tmp_path)
    twice = found.tills[0].take_these(TERMS, DEPOSIT, at(2))
    found.tills[0].deliver(twice, at(3))
    found.tills[1].deliver(twice, at(4))
    found.tills[1].ask(at(5), 1)
    found.close(sales=1)
    found.twice = twice.order.number  # type: ignore[attr-defined]
    return found


@pytest.fixture
def desk(styled_app: QApplication, tmp_path: Path, fair: Fair) -> Iterator[Desk]:
    OfficeSettings(tmp_path / "home").set("language", "en")
    found = Desk(styled_app, tmp_path / "home", fair.clock)
    found.start(fair.book)
    found.key(Key.Key_6, CTRL)
    found.process_events()
    assert found.window.buyers.table.rowCount() == 3
    yield found
    found.close()


def answer(monkeypatch: pytest.MonkeyPatch, act: Callable[..., None]) -> None:
    """Lets hands work in a dialog instead of waiting for somebody."""

    def done(dialog: AskDialog) -> int:
        dialog.show()
        act(dialog)
        return dialog.result()

    monkeypatch.setattr(AskDialog, "exec", done)


def choose(desk: Desk, number: str) -> None:
    """Clicks the row of an order or inquiry."""
    page = desk.window.buyers
    assert page._found is not None
    row = [each.number for each in page._found.buyers].index(number)
    cell = page.table.visualItemRect(page.table.item(row, 1)).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=cell)
    assert page.chosen is not None
    assert page.chosen.number == number


def order(fair: Fair, number: str) -> BookOrder:
    makers = orders_in_book(fair.book, None, fair.clock).makers
    return next(each for maker in makers for each in maker.orders if each.number == number)


def then(desk: Desk, done: Callable[[], bool]) -> None:
    desk.process_events()
    assert done()


def test_the_office_chooses_which_delivery_counts(
    desk: Desk, fair: Fair, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = fair.twice  # type: ignore[attr-defined]
    deciding = desk.window.buyers.deciding
    choose(desk, number)
    assert deciding.counts.isVisible()
    assert not (deciding.close_order.isVisible() or deciding.hand_over.isVisible())

    def which(dialog: AskDialog) -> None:
        assert isinstance(dialog, CountsDialog)
        assert ["S00-1" in each.text() for each in dialog.choices] == [True, False]
        QTest.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
        assert dialog.error_label.text() == "Choose one."
        desk.click(dialog.choices[1])
        QTest.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)

    answer(monkeypatch, which)
    desk.click(deciding.counts)
    then(desk, lambda: order(fair, number).state is BookOrderState.DELIVERED)
    assert order(fair, number).closed.till == "S01-1"
    assert fair.status().totals.net == fair.sold_beside + 1_000_000
    then(desk, lambda: not deciding.counts.isVisible())


def test_what_became_of_an_order_after_the_fair(
    desk: Desk, fair: Fair, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(desk, fair.number)

    def close(dialog: AskDialog) -> None:
        assert isinstance(dialog, CloseOrderDialog)
        assert dialog.amount.amount == 550_000
        desk.click(dialog.ways[RETURNED])
        dialog.amount.set_amount(DEPOSIT + 1)
        QTest.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
        assert dialog.error_label.text() == "At most Rp450.000."
        dialog.amount.set_amount(200_000)
        QTest.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)

    answer(monkeypatch, close)
    desk.key(Key.Key_F8)
    then(desk, lambda: order(fair, fair.number).state is BookOrderState.CANCELLED)
    found = order(fair, fair.number)
    assert (found.returned, found.kept, found.by_office) == (200_000, 250_000, True)


def test_a_deposit_is_handed_to_the_maker(
    desk: Desk, fair: Fair, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(desk, fair.number)

    def pay(dialog: AskDialog) -> None:
        assert isinstance(dialog, PaymentDialog)
        assert dialog.amount.amount == DEPOSIT
        dialog.proof.setText("kuitansi 7")
        QTest.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)

    answer(monkeypatch, pay)
    desk.click(desk.window.buyers.deciding.hand_over)
    then(desk, lambda: order(fair, fair.number).paid == DEPOSIT)
    then(desk, lambda: not desk.window.buyers.deciding.hand_over.isVisible())


def test_how_far_an_inquiry_has_come_by_the_keyboard(desk: Desk, fair: Fair) -> None:
    choose(desk, "M-S01-1-0001")
    deciding = desk.window.buyers.deciding
    shown = (deciding.counts, deciding.close_order, deciding.hand_over)
    assert not any(button.isVisible() for button in shown)
    deciding.state.setFocus()
    QTest.keyClick(deciding.state, Key.Key_Down)
    then(desk, lambda: deciding.state.currentData() == Progress.WRITTEN)
    then(desk, lambda: current(fair) == Progress.WRITTEN)


def current(fair: Fair) -> Progress:
    found = {each.number: each.progress for each in buyer_list(fair.book, fair.clock).buyers}
    return found["M-S01-1-0001"]


def test_f1_opens_the_page_of_the_guide(desk: Desk) -> None:
    assert OFFICE_PAGES["BuyersPage"] == "office-orders"
    assert desk.window.tools.guide_anchor == "office-orders"
    assert DIALOGS["CountsDialog"] == DIALOGS["CloseOrderDialog"] == "office-orders-decide"


def test_the_window_says_which_order_was_closed_twice() -> None:
    entry = Entry("1.zip", "a" * 64, "S01", "1", DAY, 1, "order_delivered_twice")
    documents = (("S00-1", DAY, "S00-1-000002"), ("S01-1", DAY, "S01-1-000001"))
    twice = OrderTwice("P-S00-1-0001", "order_delivered_twice", entry, documents)
    report = MergeReport(conflicts=[entry], orders_twice=[twice])
    words = merged_words(AddedFiles(report, SlipReport()), "en")
    assert "P-S00-1-0001" in words
    assert "S00-1-000002" in words
