"""Prices for several pieces, discounts and unique pieces: no way around what is asked about."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from ui_replies import answer, later, typed
from ui_robot import Counter
from ui_touch import pad_of, press, tap_line

from pos_app.domain.catalogue import Product
from pos_app.services.catalogue import product_edit, product_lookup
from ui.sell.price_dialog import PriceDialog
from ui.sell.unique_question import UniqueQuestion
from ui.staff import authorisation
from ui.widgets.ask_dialog import AskDialog

Key = Qt.Key


def known(counter: Counter, sku: str) -> Product:
    return product_lookup.find_by_code(counter.shop, sku)[0]


@pytest.fixture
def stepped(counter: Counter) -> Counter:
    """Brooches at 35.000, from ten pieces on 30.000 each; ten of them are in the cart."""
    entry = product_edit.entry_of(counter.shop, known(counter, "DST-0501"))
    product_edit.save_product(counter.shop, replace(entry, price_steps="10=30000"), new=False)
    counter.session.reload_catalogue()
    counter.type("10*DST-0501")
    counter.enter()
    assert counter.session.cart.total == 300_000
    return counter


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a lead was asked for, who allowed nothing."""
    asked: list[str] = []
    monkeypatch.setattr(authorisation, "ask_lead", lambda _s, words, _p: asked.append(words))
    return asked


def unit_price(counter: Counter, row: int = 0) -> int | None:
    return counter.session.cart.items[row].unit_price


def test_leaving_the_price_for_several_as_it_is_changes_nothing(stepped: Counter) -> None:
    answer(stepped, stepped.enter, Key.Key_F3)
    assert unit_price(stepped) is None
    stepped.scan("DST-0501")
    assert stepped.cart() == [("DST-0501", 11)] and stepped.session.cart.total == 330_000


def test_the_price_of_one_is_dearer_than_that_of_several_and_is_asked_about(
    stepped: Counter,
) -> None:
    def single() -> None:
        typed(stepped, "35000")()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PriceDialog) and "Rp30.000" in dialog.error_label.text()
        stepped.enter()

    answer(stepped, single, Key.Key_F3)
    assert stepped.session.cart.total == 350_000, "as it was typed, and not the price for several"
    answer(stepped, typed(stepped, "30000"), Key.Key_F3)
    assert unit_price(stepped) is None


def test_per_cent_are_taken_off_the_price_for_several(stepped: Counter) -> None:
    def ten_per_cent(dialog: AskDialog) -> None:
        assert isinstance(dialog, PriceDialog)
        dialog._take_percent("−10 %")
        dialog.try_to_accept()

    assert tap_line(stepped, False, ten_per_cent)
    assert unit_price(stepped) == 27_000


def test_a_bargain_for_several_does_not_go_with_fewer(stepped: Counter, refused: list[str]) -> None:
    answer(stepped, typed(stepped, "25000"), Key.Key_F3)
    assert unit_price(stepped) == 25_000 and not refused
    stepped.type("-")
    assert refused and stepped.cart() == [("DST-0501", 10)]


@pytest.mark.parametrize(("key", "total"), [(Key.Key_Delete, 56_000), (Key.Key_Minus, 138_000)])
def test_a_discount_does_not_grow_by_taking_pieces_out(
    counter: Counter, refused: list[str], key: Key, total: int
) -> None:
    for code in ("BTU-0301", "DST-0501", "DST-0501"):
        counter.scan(code)
    answer(counter, typed(counter, "40000"), Key.Key_F4)
    assert counter.session.cart.total == 167_500
    if key == Key.Key_Delete:
        counter.key(Key.Key_Up)
        counter.key(key)
    else:
        counter.type("-")
    assert counter.session.cart.total == total and not refused, "a fifth off, and no dead end"
    assert "F4" in counter.window.alerts.text.text()


def test_a_discount_within_the_limit_stays_when_pieces_leave(counter: Counter) -> None:
    for code in ("BTU-0301", "DST-0501"):
        counter.scan(code)
    answer(counter, typed(counter, "7000"), Key.Key_F4)
    counter.key(Key.Key_Up)
    counter.key(Key.Key_Delete)
    assert counter.session.cart.total == 28_000 and not counter.window.alerts.isVisible()
    counter.key(Key.Key_Delete)
    assert counter.cart() == [] and counter.session.cart.discount == 0


def test_lines_without_a_discount_leave_the_cart_unasked(
    counter: Counter, refused: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    counter.scan("DST-0501")
    with monkeypatch.context() as allowing:
        allowing.setattr(authorisation, "ask_lead", lambda *_: "LEAD")
        answer(counter, typed(counter, "10000"), Key.Key_F3)
    counter.scan("BTU-0301")
    counter.key(Key.Key_Delete)
    assert not refused and counter.session.cart.total == 10_000


@pytest.fixture
def carving(counter: Counter) -> Counter:
    """A piece that there is only one of, MNK-0102."""
    entry = product_edit.entry_of(counter.shop, known(counter, "MNK-0102"))
    product_edit.save_product(counter.shop, replace(entry, unique=True), new=False)
    counter.session.reload_catalogue()
    return counter


def test_a_second_unique_piece_by_touch_is_asked_about(carving: Counter) -> None:
    carving.scan("MNK-0102")
    faults = later(carving, UniqueQuestion, lambda: carving.key(Key.Key_Escape))

    def two(dialog: AskDialog) -> None:
        press(pad_of(dialog), "2")
        dialog.try_to_accept()

    assert tap_line(carving, True, two)
    assert not faults and carving.cart() == [("MNK-0102", 1)]


@pytest.mark.parametrize(("reply", "left"), [(Key.Key_Escape, 0), (Key.Key_F2, 1)])
def test_a_unique_piece_that_was_sold_while_put_aside_is_asked_about(
    carving: Counter, reply: Key, left: int
) -> None:
    carving.scan("DST-0501")
    carving.scan("MNK-0102")
    carving.key(Key.Key_F6)
    carving.scan("MNK-0102")
    carving.enter()
    carving.enter()
    answer(carving, lambda: carving.key(reply), Key.Key_F7)
    assert carving.cart() == [("DST-0501", 1), ("MNK-0102", 1)][: 1 + left]


@pytest.mark.parametrize("code", ["BTU-0301", "DST-0501"])
@pytest.mark.parametrize(("key", "typed_words"), [(Key.Key_F3, "1000"), (Key.Key_F4, "40000")])
def test_what_is_scanned_while_a_lead_is_asked_stays_in_the_cart(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, key: Key, typed_words: str, code: str
) -> None:
    counter.scan("DST-0501")
    counter.scan("DST-0501")
    asked: list[str] = []

    def allow(_session: object, words: str, _parent: object) -> str:
        asked.append(words)
        counter.sell.take_scan(code)
        return "LEAD"

    monkeypatch.setattr(authorisation, "ask_lead", allow)
    answer(counter, typed(counter, typed_words), key)
    assert asked and sum(qty for _sku, qty in counter.cart()) == 3
    assert counter.session.cart.total < 205_000


def test_what_is_scanned_while_a_lead_is_asked_about_fewer_pieces_stays(
    stepped: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(stepped, typed(stepped, "25000"), Key.Key_F3)

    def allow(*_: object) -> str:
        stepped.sell.take_scan("BTU-0301")
        return "LEAD"

    monkeypatch.setattr(authorisation, "ask_lead", allow)
    stepped.type("-")
    assert stepped.cart() == [("DST-0501", 9), ("BTU-0301", 1)]
