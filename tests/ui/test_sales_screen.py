"""What was sold is found, printed again, voided and given back, by real keys."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from ui_replies import answer, typed
from ui_robot import Counter

from pos_app.domain.catalogue import Product
from pos_app.errors import MachineError
from pos_app.services.catalogue import product_lookup
from pos_app.services.day import business_day, cash_drawer
from pos_app.services.demo import DEMO_QRIS
from pos_app.services.selling import sale_search, stored_sales
from pos_app.services.selling.qris_code import set_stand_code
from pos_app.services.selling.sale_search import SalesFound
from ui.sales import older_sales
from ui.sales.refund_dialog import RefundDialog
from ui.sales.sales_screen import SalesScreen
from ui.staff import authorisation
from ui.widgets.reason_dialog import ReasonDialog

Key = Qt.Key


def sell(counter: Counter, code: str, qty: int = 1, *, qris: bool = False) -> str:
    if qty > 1:
        counter.type(f"{qty}*")
    counter.scan(code)
    if qris:
        counter.key(Key.Key_F10)
    else:
        counter.enter()
    counter.enter()
    return stored_sales.list_sales(counter.shop)[-1].number


def sales(counter: Counter) -> SalesScreen:
    counter.window.show_screen("sales")
    counter.app.processEvents()
    screen = counter.window.page("sales")
    assert isinstance(screen, SalesScreen)
    return screen


def test_the_newest_sale_is_shown_as_it_is_on_paper(counter: Counter) -> None:
    sell(counter, "DST-0501")
    number = sell(counter, "MNK-0101")
    screen = sales(counter)
    current = screen.list.current()
    assert current is not None and current.number == number
    assert counter.focus is screen.box
    assert screen.paper.count == 1
    seen = screen.paper.viewport().grab().toImage()
    greys = {seen.pixelColor(x, 60).lightness() for x in range(seen.width())}
    assert min(greys) < 80 and max(greys) == 255, "ink on white paper"


def test_typing_finds_and_the_arrows_choose(counter: Counter) -> None:
    first = sell(counter, "DST-0501")
    sell(counter, "MNK-0101")
    screen = sales(counter)
    counter.type("bros")
    assert [row.number for row in screen.list.documents.rows] == [first]
    counter.key(Key.Key_Escape)
    counter.key(Key.Key_Down)
    current = screen.list.current()
    assert current is not None and current.number == first


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest two sales are read at once, and one more in each piece after that."""
    monkeypatch.setattr(sale_search, "FIRST", 2)
    monkeypatch.setattr(sale_search, "PIECE", 1)


@pytest.mark.usefixtures("small_pieces")
def test_older_sales_come_into_the_list_as_they_are_found(counter: Counter, qtbot: QtBot) -> None:
    first = sell(counter, "DST-0501")
    for _ in range(3):
        sell(counter, "MNK-0101")
    screen = sales(counter)
    assert not screen.reached.isVisible()
    screen.chips.chosen.emit("")
    counter.type("bros")
    assert screen.list.documents.rows == [] and screen.empty_hint.isVisible()
    assert "so far" in screen.empty_hint.text()
    assert screen.reached.isVisible() and "so far" in screen.reached.text()
    qtbot.waitUntil(lambda: not screen.reached.isVisible())
    assert [row.number for row in screen.list.documents.rows] == [first]
    assert screen.list.current() is not None and screen.paper.count == 1
    counter.key(Key.Key_Escape)
    assert len(screen.list.documents.rows) == 4 and not screen.reached.isVisible()


@pytest.mark.usefixtures("small_pieces")
def test_what_is_typed_next_ends_the_search_before(counter: Counter) -> None:
    sell(counter, "DST-0501")
    for _ in range(3):
        last = sell(counter, "MNK-0101")
    screen = sales(counter)
    screen.chips.chosen.emit("")
    counter.type("bros")
    counter.key(Key.Key_Escape)
    counter.type(last)
    assert [row.number for row in screen.list.documents.rows] == [last]
    for _ in range(20):
        counter.app.processEvents()
        assert [row.number for row in screen.list.documents.rows] == [last]


@pytest.mark.usefixtures("small_pieces")
def test_a_chosen_sale_stays_chosen_while_older_ones_arrive_and_when_the_list_is_read_anew(
    counter: Counter,
    qtbot: QtBot,
) -> None:
    numbers = [sell(counter, "MNK-0101") for _ in range(5)]
    screen = sales(counter)
    screen.chips.chosen.emit("")
    counter.type("man")
    assert len(screen.list.documents.rows) == 2
    counter.key(Key.Key_Down)
    chosen = screen.list.current()
    assert chosen is not None and chosen.number == numbers[-2]
    qtbot.waitUntil(lambda: len(screen.list.documents.rows) == 5)
    assert screen.list.current().number == numbers[-2]  # type: ignore[union-attr]
    for _ in range(2):
        counter.key(Key.Key_Down)
    screen.refresh()
    assert len(screen.list.documents.rows) == 2
    qtbot.waitUntil(lambda: len(screen.list.documents.rows) == 5)
    assert screen.list.current().number == numbers[1]  # type: ignore[union-attr]


@pytest.mark.usefixtures("small_pieces")
def test_a_search_of_older_sales_that_fails_says_so_and_how_far_it_came(
    counter: Counter, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> SalesFound:
        raise MachineError("disk_unreadable")

    for _ in range(4):
        sell(counter, "MNK-0101")
    screen = sales(counter)
    screen.chips.chosen.emit("")
    monkeypatch.setattr(older_sales, "search_on", fails)
    counter.type("bros")
    qtbot.waitUntil(lambda: "Searched back to" in screen.reached.text())
    assert screen.reached.isVisible() and counter.window.alerts.isVisible()


def test_another_tills_receipt_says_which_till(counter: Counter) -> None:
    screen = sales(counter)
    counter.type("B03-2-000017")
    assert "B03-2" in screen.empty_hint.text() and screen.empty_hint.isVisible()


def test_a_sale_is_voided_with_a_reason(counter: Counter) -> None:
    number = sell(counter, "DST-0501")
    screen = sales(counter)
    answer(counter, typed(counter, "salah barang"), Key.Key_F8)
    void = stored_sales.list_sales(counter.shop)[-1]
    assert (void.kind, void.net) == ("void", -35_000)
    assert stored_sales.get_sale(counter.shop, void.number).note == "salah barang"
    current = screen.list.current()
    assert current is not None and current.number == void.number
    assert not screen.void.isEnabled()
    assert business_day.today_totals(counter.shop).net == 0
    counter.key(Key.Key_Down)
    assert screen.list.current().number == number  # type: ignore[union-attr]
    assert not screen.void.isEnabled() and screen.hint.isVisible()


def test_a_void_without_a_reason_or_a_lead_voids_nothing(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    sell(counter, "DST-0501")
    sales(counter)

    def nothing() -> None:
        counter.enter()
        dialog = QApplication.activeModalWidget()
        assert dialog is not None and dialog.error_label.isVisible()  # type: ignore[attr-defined]
        counter.key(Key.Key_Escape)

    answer(counter, nothing, Key.Key_F8)
    monkeypatch.setattr(authorisation, "ask_lead", lambda *_: None)
    counter.key(Key.Key_F8)
    assert counter.sales() == 1


def test_one_of_three_pieces_comes_back_the_way_it_was_paid(counter: Counter) -> None:
    set_stand_code(counter.shop, DEMO_QRIS)
    sell(counter, "MNK-0101", 3, qris=True)
    sales(counter)

    def one_piece() -> None:
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        dialog.step(1, 1)  # type: ignore[attr-defined]
        for _ in range(9):
            dialog.step(1, 1)  # type: ignore[attr-defined]
        assert dialog.pieces == {1: 3}  # type: ignore[attr-defined]
        dialog.step(1, -1)  # type: ignore[attr-defined]
        dialog.step(1, -1)  # type: ignore[attr-defined]
        assert "15.000" in dialog.due.text()  # type: ignore[attr-defined]
        dialog.reasons.edit.setFocus()  # type: ignore[attr-defined]
        typed(counter, "rusak")()

    answer(counter, one_piece, Key.Key_F6)
    refund = stored_sales.get_sale(counter.shop, stored_sales.list_sales(counter.shop)[-1].number)
    assert [(str(t.method), t.amount) for t in refund.tenders] == [("qris", -15_000)]
    assert cash_drawer.expected_cash_now(counter.shop) == 250_000
    stock = next(p.stock for p in counter.session.products if p.sku == "MNK-0101")
    assert stock == 3 - 3 + 1


def test_money_of_a_qris_sale_may_go_back_in_cash(counter: Counter) -> None:
    set_stand_code(counter.shop, DEMO_QRIS)
    sell(counter, "MNK-0101", qris=True)
    sales(counter)

    def in_cash() -> None:
        dialog = QApplication.activeModalWidget()
        QTest.mouseClick(dialog.all, Qt.MouseButton.LeftButton)  # type: ignore[union-attr]
        QTest.mouseClick(dialog.cash, Qt.MouseButton.LeftButton)  # type: ignore[union-attr]
        dialog.reasons.edit.setFocus()  # type: ignore[union-attr]
        typed(counter, "rusak")()

    answer(counter, in_cash, Key.Key_F6)
    assert cash_drawer.expected_cash_now(counter.shop) == 235_000


@pytest.mark.parametrize(("key", "amount"), [(Key.Key_F9, "Rp35.000"), (Key.Key_Return, "")])
def test_qris_that_nobody_saw_is_said_before_money_goes_back(
    counter: Counter, key: Key, amount: str
) -> None:
    set_stand_code(counter.shop, DEMO_QRIS)
    counter.scan("DST-0501")
    counter.key(Key.Key_F10)
    counter.key(key)
    sales(counter)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RefundDialog)
        counter.type("1")
        assert dialog.warnings.isVisible() == bool(amount) and amount in dialog.warnings.text()
        counter.key(Key.Key_Escape)

    answer(counter, look, Key.Key_F6)

    def look_at_void() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, ReasonDialog)
        told = " ".join(each.text() for each in dialog.findChildren(QLabel))
        assert ("merchant" in told) == bool(amount)
        counter.key(Key.Key_Escape)

    answer(counter, look_at_void, Key.Key_F8)


def test_a_copy_is_saved_and_noted(counter: Counter) -> None:
    number = sell(counter, "DST-0501")
    sales(counter)
    counter.key(Key.Key_F5)
    assert (Path(counter.shop.folder) / "receipts" / f"{number}-en-salinan.pdf").exists() or (
        Path(counter.shop.folder) / "receipts" / f"{number}-id-salinan.pdf"
    ).exists()
    assert json.loads(counter.shop.journal.head().payload)["kind"] == "reprint"


def test_a_scan_on_this_screen_goes_to_the_sale(counter: Counter) -> None:
    sell(counter, "DST-0501")
    screen = sales(counter)
    counter.scan("MNK-0101")
    assert counter.cart() == [("MNK-0101", 1)] and screen.box.text() == ""
    assert counter.window.selling


def test_a_return_takes_a_digit_and_two_enters(counter: Counter) -> None:
    """The first quantity has the focus, digits set it, Enter goes on to the reason."""
    counter.scan("DST-0501")
    counter.scan("MNK-0101")
    counter.type("+")
    counter.enter()
    counter.enter()
    sales(counter)

    def by_keys() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RefundDialog)
        assert counter.focus is dialog.counts[1], "not the button that gives up"
        counter.enter()
        assert counter.focus is dialog.counts[2]
        counter.type("9")
        assert dialog.pieces == {1: 0, 2: 2}, "at most those that are left"
        counter.type("1")
        assert dialog.pieces == {1: 0, 2: 1}
        counter.type("+-")
        assert dialog.pieces == {1: 0, 2: 1}
        counter.key(Key.Key_Up)
        assert counter.focus is dialog.counts[1]
        counter.key(Key.Key_Down)
        counter.enter()
        assert counter.focus is dialog.reasons.edit
        counter.type("rusak")
        counter.enter()

    answer(counter, by_keys, Key.Key_F6)
    (line,) = stored_sales.get_sale(counter.shop, "A07-1-000002").lines
    assert (line.sku, line.qty) == ("MNK-0101", -1)


def test_the_quantity_in_hand_is_in_sight_in_a_long_sale(counter: Counter) -> None:
    (listed,) = product_lookup.find_by_code(counter.shop, "DST-0501")
    cart = counter.session.cart
    for n in range(14):
        cart = cart.add(Product(f"X{n}", f"lagi {n}", "C", listed.maker, 50_000, listed=False))
    counter.session.set_cart(cart)
    counter.enter()
    counter.enter()
    sales(counter)
    hidden: list[int] = []

    def through_the_lines() -> None:
        for key in [Key.Key_Return] * 13 + [Key.Key_Up] * 13:
            counter.key(key)
            shown = counter.focus.visibleRegion().boundingRect().height()
            hidden.append(counter.focus.height() - shown)
        counter.key(Key.Key_Escape)

    answer(counter, through_the_lines, Key.Key_F6)
    assert hidden == [0] * 26
