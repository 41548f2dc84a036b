"""What a sale needs now and then: each by its key, with real keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui_replies import answer, typed
from ui_robot import Counter

from pos_app.domain.cart import Cart
from pos_app.domain.catalogue import Product
from pos_app.services import staff
from pos_app.services.demo import DEMO_QRIS
from pos_app.services.selling import carts, stored_sales
from pos_app.services.selling.qris_code import set_stand_code
from pos_app.services.staff import Person, Role
from ui.sell.unlisted_permission import allow_unlisted, allowed_by
from ui.session import Session
from ui.staff import authorisation

Key = Qt.Key


def test_a_bargained_price_within_the_limit_asks_nobody(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(authorisation, "ask_lead", lambda _s, words, _p: asked.append(words))
    counter.scan("DST-0501")
    answer(counter, typed(counter, "30000"), Key.Key_F3)
    assert counter.session.cart.total == 30_000 and not asked
    answer(counter, typed(counter, "20000"), Key.Key_F3)
    assert counter.session.cart.total == 30_000 and "20 %" in asked[0]


def test_a_lead_allows_a_lower_price(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(authorisation, "ask_lead", lambda *_: "LEAD")
    counter.scan("DST-0501")
    answer(counter, typed(counter, "20000"), Key.Key_F3)
    assert counter.session.cart.total == 20_000
    assert counter.focus is counter.sell.finder.box


def test_a_discount_on_the_whole_sale(counter: Counter) -> None:
    counter.scan("BTU-0301")
    answer(counter, typed(counter, "7500"), Key.Key_F4)
    assert counter.session.cart.total == 130_000
    counter.enter()
    counter.enter()
    (sale,) = stored_sales.list_sales(counter.shop)
    assert sale.net == 130_000


def test_a_discount_above_the_sale_is_refused_in_place(counter: Counter) -> None:
    counter.scan("DST-0501")

    def act() -> None:
        typed(counter, "35001")()
        dialog = QApplication.activeModalWidget()
        assert dialog is not None and dialog.error_label.isVisible()  # type: ignore[attr-defined]
        counter.key(Key.Key_Escape)

    answer(counter, act, Key.Key_F4)
    assert counter.session.cart.discount == 0


def test_a_note_and_a_country_are_in_the_sale(counter: Counter) -> None:
    counter.scan("DST-0501")
    answer(counter, typed(counter, "ukir Sari"), Key.Key_F5)

    def australia() -> None:
        dialog = QApplication.activeModalWidget()
        QTest.mouseClick(dialog.buttons["AU"], Qt.MouseButton.LeftButton)  # type: ignore[union-attr]

    answer(counter, australia, Key.Key_F8)
    counter.enter()
    counter.enter()
    sale = stored_sales.get_sale(counter.shop, "A07-1-000001")
    assert (sale.note, sale.country) == ("Bros daun salam tumper kecil: ukir Sari", "AU")


def test_an_unlisted_piece_is_sold_at_once_and_bound_to_its_maker(counter: Counter) -> None:
    def piece() -> None:
        counter.type("bros rotan")
        counter.key(Key.Key_Tab)
        counter.key(Key.Key_Down)
        counter.key(Key.Key_Tab)
        counter.type("25000")
        counter.enter()

    answer(counter, piece, Key.Key_F2)
    assert counter.session.cart.total == 25_000
    counter.enter()
    counter.enter()
    (line,) = stored_sales.get_sale(counter.shop, "A07-1-000001").lines
    assert (line.name, line.amount) == ("bros rotan", 25_000)
    assert line.maker and line.sku == f"LAIN-{line.maker}"


def test_a_cart_is_held_and_recalled_also_after_a_restart(counter: Counter) -> None:
    counter.scan("DST-0501")
    counter.key(Key.Key_F6)
    assert counter.cart() == []
    counter.scan("MNK-0101")
    assert Session(counter.shop).cart.items[0].product.sku == "MNK-0101"
    counter.key(Key.Key_F7)
    assert counter.cart() == [("DST-0501", 1)]
    (other,) = carts.held_carts(counter.shop)
    assert other.total == 15_000


def test_a_sale_is_paid_in_parts(counter: Counter) -> None:
    set_stand_code(counter.shop, DEMO_QRIS)
    counter.scan("BTU-0301")
    counter.key(Key.Key_F9)
    counter.type("100000")
    counter.key(Key.Key_F10)
    assert counter.sell.right_column.shows("qris")
    counter.enter()
    assert counter.sell.right_column.shows("split") and counter.sales() == 0
    assert counter.sell.right_column.split.received.amount == 37_500
    counter.type("50000")
    counter.enter()
    sale = stored_sales.get_sale(counter.shop, "A07-1-000001")
    ways = [(str(t.method), t.amount) for t in sale.tenders]
    assert ways == [("qris", 100_000), ("cash", 50_000), ("change", -12_500)]
    assert counter.sell.right_column.change.sale == sale


def test_a_part_may_be_taken_back_and_the_whole_left(counter: Counter) -> None:
    counter.scan("BTU-0301")
    counter.key(Key.Key_F9)
    counter.type("100000")
    counter.enter()
    counter.key(Key.Key_F8)
    assert counter.sell.right_column.split.received.amount == 137_500
    counter.key(Key.Key_Escape)
    assert counter.sales() == 0 and counter.cart() == [("BTU-0301", 1)]


def test_only_cash_gives_change(counter: Counter) -> None:
    counter.scan("DST-0501")
    counter.key(Key.Key_F9)
    counter.type("40000")
    counter.key(Key.Key_F12)
    assert counter.sell.right_column.split.error_label.isVisible() and counter.sales() == 0


def test_qris_not_seen_yet_is_sold_as_such(counter: Counter) -> None:
    set_stand_code(counter.shop, DEMO_QRIS)
    counter.scan("DST-0501")
    counter.key(Key.Key_F10)
    counter.type("abc 12")
    counter.key(Key.Key_F9)
    (tender,) = stored_sales.get_sale(counter.shop, "A07-1-000001").tenders
    assert (tender.confirmed, tender.reference) == (False, "abc 12")


def test_the_page_of_buttons_says_the_keys_and_does_the_same(counter: Counter) -> None:
    counter.scan("DST-0501")
    QTest.mouseClick(counter.sell.cart.more, Qt.MouseButton.LeftButton)
    more = counter.sell.right_column.more
    assert more.isVisible()
    QTest.mouseClick(more.buttons["hold"], Qt.MouseButton.LeftButton)
    assert counter.cart() == [] and len(carts.held_carts(counter.shop)) == 1
    assert counter.focus is counter.sell.finder.box


@pytest.mark.parametrize("keys", [[Key.Key_Return, Key.Key_Return], [Key.Key_Return, Key.Key_F5]])
def test_a_plain_cash_sale_is_two_keys_after_the_last_scan(
    counter: Counter, keys: list[Key]
) -> None:
    counter.scan("BTU-0301")
    for key in keys:
        counter.key(key)
    assert counter.sales() == 1


def test_qris_is_at_most_three_keys_after_the_last_scan(counter: Counter) -> None:
    set_stand_code(counter.shop, DEMO_QRIS)
    counter.scan("BTU-0301")
    counter.key(Key.Key_F10)
    counter.enter()
    assert counter.sales() == 1


def test_a_cheap_piece_without_a_code_needs_a_lead(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    staff.save_person(counter.shop, Person("BUDI", "Budi", Role.LEAD))
    staff.set_pin(counter.shop, "BUDI", "1470")
    piece = Product("LAIN-X", "bros daun salam tumper kecil", "", "X", 5_000, listed=False)
    cart = Cart().add(piece)
    asked: list[str] = []

    def ask_lead(_session: Session, words: str, _parent: object = None) -> str | None:
        asked.append(words)
        return "BUDI" if len(asked) > 1 else None

    monkeypatch.setattr(authorisation, "ask_lead", ask_lead)
    assert not allow_unlisted(counter.session, cart)
    assert allow_unlisted(counter.session, cart) and allow_unlisted(counter.session, cart)
    assert len(asked) == 2, "once allowed it is not asked again"
    assert allowed_by(counter.session, cart) == "BUDI"
    assert allow_unlisted(counter.session, cart.with_price(0, 4_000))
    assert len(asked) == 3, "another price is asked again"
