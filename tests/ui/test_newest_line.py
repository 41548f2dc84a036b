"""The line that a key acts on is the one that just came in, from whichever door."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui_replies import answer
from ui_robot import Counter

from pos_app.services.catalogue import product_lookup
from ui.sell.cart_list import newest_line
from ui.sell.price_dialog import PriceDialog

Key = Qt.Key


def unlisted(counter: Counter, name: str = "tas rotan", price: str = "60000") -> None:
    def piece() -> None:
        counter.type(name)
        counter.key(Key.Key_Tab)
        counter.key(Key.Key_Down)
        counter.key(Key.Key_Tab)
        counter.type(price)
        counter.enter()

    answer(counter, piece, Key.Key_F2)


def search(counter: Counter) -> None:
    counter.type("lebar motif")
    counter.enter()


def tile(counter: Counter) -> None:
    tiles = counter.sell.finder.tiles
    model = tiles.model()
    row = next(n for n in range(model.rowCount()) if "Cincin" in str(model.index(n, 0).data()))
    box = tiles.visualRect(model.index(row, 0))
    QTest.mouseClick(tiles.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    counter.app.processEvents()


def chosen(counter: Counter) -> str:
    """The name of the chosen line, which must be in sight."""
    lines = counter.sell.cart.list
    box = lines.visualRect(lines.model().index(lines.row, 0))
    assert lines.viewport().rect().contains(box), "scrolled to"
    return counter.session.cart.items[lines.row].product.name


def recall(counter: Counter) -> None:
    counter.key(Key.Key_F6)
    counter.scan("DST-0501")
    counter.key(Key.Key_F7)


DOORS: dict[str, tuple[Callable[[Counter], None], str]] = {
    "scan": (lambda counter: counter.scan("MNK-0101"), "Gelang manik Dayak kecil"),
    "more of an older line": (lambda counter: counter.scan("DST-0501"), "Bros daun salam"),
    "search": (search, "Gelang manik Dayak lebar motif aso"),
    "tile": (tile, "Cincin batu akik polos"),
    "unlisted": (unlisted, "tas rotan"),
    "recall": (recall, "lagi 29"),
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("size", [(1366, 768), (1024, 600)])
def test_what_comes_in_is_chosen_and_in_sight(
    counter: Counter, door: str, size: tuple[int, int]
) -> None:
    counter.window.resize(*size)
    (product,) = product_lookup.find_by_code(counter.shop, "DST-0501")
    cart = counter.session.cart.add(product)
    for n in range(30):
        cart = cart.add(
            type(product)(f"X{n}", f"lagi {n}", "C", product.maker, 1_000, listed=False)
        )
    counter.session.set_cart(cart)
    counter.app.processEvents()
    counter.sell.cart.list.choose(3)
    come_in, name = DOORS[door]
    come_in(counter)
    assert chosen(counter).startswith(name)


def test_a_price_after_an_unlisted_piece_is_that_pieces(counter: Counter) -> None:
    counter.scan("BTU-0301")
    unlisted(counter)

    def bargain() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PriceDialog) and "tas rotan" in dialog.heading.text()
        counter.type("55000")
        counter.enter()

    answer(counter, bargain, Key.Key_F3)
    assert [item.price for item in counter.session.cart.items] == [137_500, 55_000]


def test_the_chosen_line_stays_where_nothing_came_in(counter: Counter) -> None:
    for code in ("BTU-0301", "DST-0501", "MNK-0101"):
        counter.scan(code)
    counter.key(Key.Key_Up)
    counter.key(Key.Key_Up)
    counter.session.refresh()
    assert counter.sell.cart.list.row == 0
    counter.type("+")
    assert counter.sell.cart.list.row == 0
    counter.key(Key.Key_Delete)
    assert counter.sell.cart.list.row == 0
    cart = counter.session.cart
    assert newest_line(cart, cart) is None
    assert newest_line(cart, cart.without(0)) is None


def test_a_price_above_the_list_is_asked_about_once_more(counter: Counter) -> None:
    counter.scan("DST-0501")

    def dearer() -> None:
        counter.type("350000")
        counter.enter()
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PriceDialog) and dialog.error_label.isVisible()
        assert "Rp35.000" in dialog.error_label.text()
        counter.key(Key.Key_Backspace)
        counter.enter()

    answer(counter, dearer, Key.Key_F3)
    assert counter.session.cart.items[0].price == 35_000

    def twice() -> None:
        counter.type("40000")
        counter.enter()
        counter.enter()

    answer(counter, twice, Key.Key_F3)
    assert counter.session.cart.items[0].price == 40_000
