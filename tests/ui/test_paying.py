"""Paying: the fewest keys, and never twice."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui_robot import Counter

from pos_app.errors import MachineError
from pos_app.services.demo import DEMO_QRIS
from pos_app.services.selling import carts, sales, stored_sales
from pos_app.services.selling.qris_code import set_stand_code
from ui.buyer_view import QrisRequest
from ui.sell.change_panel import IGNORE_CLICKS_MS
from ui.sell.pay_panel import amounts_offered

QRIS = (
    "00020101021126680016ID.CO.CONTOH.WWW01189360099900000000010215MIDCONTOH0000010303UMI"
    "51440014ID.CO.QRIS.WWW0215ID99999999999990303UMI5204594753033605802ID5920STAN CONTOH"
    " NUSAKRAF6010BALIKPAPAN61057611462070703A01630470F4"
)


def test_an_exact_cash_sale_is_two_keys_after_the_last_scan(counter: Counter) -> None:
    counter.scan("DST-0501")
    counter.enter()
    assert counter.sell.paying
    counter.enter()
    assert counter.sales() == 1
    assert counter.cart() == []
    assert counter.focus is counter.sell.finder.box


def test_enter_on_an_empty_cart_does_nothing(counter: Counter) -> None:
    counter.enter()
    assert not counter.sell.paying


def test_the_amounts_offered_are_the_notes_people_hand_over() -> None:
    assert amounts_offered(137_500) == [138_000, 140_000, 150_000, 200_000]
    assert amounts_offered(100_000) == []
    assert amounts_offered(202_500) == [203_000, 205_000, 210_000, 220_000, 250_000, 300_000]


def test_a_function_key_pays_with_a_note_and_shows_the_change(counter: Counter) -> None:
    counter.scan("BTU-0301")
    counter.enter()
    counter.key(Qt.Key.Key_F6)
    change = counter.sell.right_column.change
    assert change.sale is not None and change.sale.change == 12_500
    assert change.change.text() == "Rp12.500"
    assert change.denominations.text() == "1 × 10.000    1 × 2.000    1 × 500"


def test_typed_digits_are_another_amount(counter: Counter) -> None:
    counter.scan("DST-0501")
    counter.enter()
    counter.type("50000")
    assert counter.sell.right_column.pay.received.text() == "50.000"
    counter.enter()
    assert counter.sell.right_column.change.sale.change == 15_000


def test_too_little_is_said_in_place_and_sells_nothing(counter: Counter) -> None:
    counter.scan("DST-0501")
    counter.enter()
    counter.type("30000")
    counter.enter()
    assert counter.sales() == 0
    assert "Rp5.000" in counter.sell.right_column.pay.error_label.text()


def _held(key: Qt.Key) -> QKeyEvent:
    no = Qt.KeyboardModifier.NoModifier
    return QKeyEvent(QEvent.Type.KeyPress, key, no, "\r", True)


def test_a_held_enter_neither_opens_the_payment_nor_pays(counter: Counter) -> None:
    counter.scan("DST-0501")
    counter.ticks.advance()
    QApplication.sendEvent(counter.focus, _held(Qt.Key.Key_Return))
    assert not counter.sell.paying
    counter.enter()
    for _ in range(20):
        counter.ticks.advance(30)
        QApplication.sendEvent(counter.focus, _held(Qt.Key.Key_Return))
    assert counter.sales() == 0


def test_hammering_enter_makes_one_sale(counter: Counter) -> None:
    counter.scan("DST-0501")
    for _ in range(12):
        counter.enter(wait=160)
    assert counter.sales() == 1


def test_a_double_click_on_exact_makes_one_sale_and_keeps_the_change_up(counter: Counter) -> None:
    counter.scan("DST-0501")
    counter.enter()
    exact = counter.sell.right_column.pay.exact
    QTest.mouseClick(exact, Qt.MouseButton.LeftButton)
    QTest.mouseDClick(exact, Qt.MouseButton.LeftButton)
    QTest.mouseClick(exact, Qt.MouseButton.LeftButton)
    QTest.mouseClick(counter.sell.right_column.change.next, Qt.MouseButton.LeftButton)
    assert counter.sales() == 1
    assert counter.sell.right_column.change.isVisible()
    counter.ticks.advance(IGNORE_CLICKS_MS)
    QTest.mouseClick(counter.sell.right_column.change.next, Qt.MouseButton.LeftButton)
    assert counter.sell.cart.isVisible()


def test_the_change_stays_until_the_next_scan(counter: Counter) -> None:
    counter.scan("DST-0501")
    counter.enter()
    counter.enter()
    counter.enter()
    assert counter.sell.right_column.change.isVisible()
    counter.scan("MNK-0101")
    assert counter.sell.cart.isVisible()
    assert counter.cart() == [("MNK-0101", 1)]


def test_a_scan_into_the_amount_is_a_piece_and_not_money(counter: Counter) -> None:
    counter.scan("DST-0501")
    counter.enter()
    counter.scan("MNK-0101")
    assert counter.cart() == [("DST-0501", 1), ("MNK-0101", 1)]
    assert counter.sales() == 0
    assert counter.focus is counter.sell.finder.box


def test_the_stock_on_the_tiles_goes_down_with_the_sale(counter: Counter) -> None:
    counter.scan("DST-0501")
    counter.enter()
    counter.enter()
    assert next(p for p in counter.session.products if p.sku == "DST-0501").stock == 29
    assert counter.session.not_handed_over == 1


def test_qris_shows_whose_code_it_is_and_pays_only_on_the_word(counter: Counter) -> None:
    counter.shop.settings.set("qris_payload", QRIS)
    counter.scan("DST-0501")
    counter.key(Qt.Key.Key_F10)
    panel = counter.sell.right_column.qris
    assert panel.merchant.text() == "STAN CONTOH NUSAKRAF"
    assert "ID9999999999999" in panel.nmid.text()
    assert counter.sales() == 0
    counter.enter()
    tender = counter.sell.right_column.change.sale.tenders[0]
    assert (tender.method, tender.amount, tender.confirmed) == ("qris", 35_000, True)


def test_without_a_stored_code_qris_asks_for_it_in_place(counter: Counter) -> None:
    counter.scan("DST-0501")
    counter.key(Qt.Key.Key_F10)
    panel = counter.sell.right_column.qris
    assert panel.keep_code.isVisible() and not panel.confirm.isVisible()
    counter.type("not a code")
    counter.enter()
    assert panel.error_label.isVisible()
    panel.payload.selectAll()
    counter.scan(QRIS)
    assert panel.confirm.isVisible()
    assert counter.sales() == 0


def test_f11_is_a_transfer_with_its_reference(counter: Counter) -> None:
    counter.scan("DST-0501")
    counter.key(Qt.Key.Key_F11)
    counter.type("BRI 12")
    counter.enter()
    tender = counter.sell.right_column.change.sale.tenders[0]
    assert (tender.method, tender.reference) == ("transfer", "BRI 12")


def test_escape_leaves_every_way_of_paying_with_the_cart_as_it_was(counter: Counter) -> None:
    counter.shop.settings.set("qris_payload", QRIS)
    counter.scan("DST-0501")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_F10, Qt.Key.Key_F11):
        counter.key(key)
        assert counter.sell.paying
        counter.key(Qt.Key.Key_Escape)
        assert counter.cart() == [("DST-0501", 1)]
        assert counter.focus is counter.sell.finder.box


def test_what_is_refused_is_said_in_the_bar_and_the_next_try_is_the_same_sale(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    sell = sales.sell

    def full(*args, sale_id: str, **more):  # type: ignore[no-untyped-def]
        asked.append(sale_id)
        if len(asked) == 1:
            raise MachineError("disk_full")
        return sell(*args, sale_id=sale_id, **more)

    monkeypatch.setattr(sales, "sell", full)
    counter.scan("DST-0501")
    counter.enter()
    counter.enter()
    assert counter.window.alerts.isVisible()
    assert counter.sales() == 0 and counter.cart() == [("DST-0501", 1)]
    counter.enter()
    assert counter.sales() == 1
    assert asked[0] == asked[1]


def test_a_cart_that_was_sold_before_the_power_went_does_not_come_back(counter: Counter) -> None:
    counter.scan("DST-0501")
    cart, sale_id = counter.session.cart, counter.session.sale_id
    counter.enter()
    counter.enter()
    carts.save_cart(counter.shop, cart, sale_id)
    from ui.session import Session

    assert len(Session(counter.shop).cart) == 0


def test_a_wallet_that_refuses_the_code_gets_the_static_one_by_one_key(counter: Counter) -> None:
    """The buyer types the amount, told in digits and in words; the sale notes which it was."""
    set_stand_code(counter.shop, DEMO_QRIS)
    counter.scan("DST-0501")
    counter.key(Qt.Key.Key_F10)
    panel = counter.sell.right_column.qris
    assert panel.view.code != DEMO_QRIS and not panel.in_words.isVisible()
    counter.key(Qt.Key.Key_F8)
    assert panel.view.code == DEMO_QRIS
    assert panel.amount.text() == "Rp35.000"
    assert panel.in_words.text() == "tiga puluh lima ribu rupiah"
    shown = counter.session.buyer_view
    assert isinstance(shown, QrisRequest) and shown.payload == DEMO_QRIS
    assert shown.words == ("tiga puluh lima ribu rupiah", "thirty-five thousand rupiah")
    counter.key(Qt.Key.Key_F8)
    assert panel.view.code != DEMO_QRIS, "and back"
    counter.key(Qt.Key.Key_F8)
    counter.type("77")
    counter.enter()
    (tender,) = stored_sales.get_sale(counter.shop, "A07-1-000001").tenders
    assert (tender.method, tender.reference) == ("qris", "statis 77")
    counter.scan("DST-0501")
    counter.key(Qt.Key.Key_F10)
    assert panel.view.code != DEMO_QRIS, "the next buyer gets the code with the amount"
    counter.enter()
    (tender,) = stored_sales.get_sale(counter.shop, "A07-1-000002").tenders
    assert tender.reference == ""
