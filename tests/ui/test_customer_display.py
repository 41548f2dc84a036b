"""The buyer's own screen: what it shows when, and a screen that is unplugged."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from ui_replies import answer
from ui_robot import Counter

from pos_app.domain.maker_card import MakerCard
from pos_app.services.catalogue.product_edit import set_english_names
from pos_app.services.demo import DEMO_QRIS
from pos_app.services.selling.qris_code import set_stand_code
from pos_app.store.maker_cards import put_cards
from ui.customer_display.customer_window import CustomerWindow
from ui.customer_display.second_screen import MODE_KEY, OFF, WINDOW, SecondScreen
from ui.sell.maker_card_dialog import MakerCardDialog

Key = Qt.Key


@pytest.fixture
def shown(counter: Counter) -> CustomerWindow:
    counter.shop.settings.set(MODE_KEY, WINDOW)
    counter.window.buyer.update_window()
    window = counter.window.buyer.window
    assert window is not None and window.isVisible()
    # The off-screen platform knows no window that takes no focus.
    counter.window.activateWindow()
    counter.app.processEvents()
    return window


def texts(window: CustomerWindow) -> list[str]:
    return [row[0].text() for row in window.rows if row[0].text()]


def test_the_lines_and_the_total_follow_the_cart(counter: Counter, shown: CustomerWindow) -> None:
    assert shown.stand.isVisible()
    counter.scan("DST-0501")
    counter.type("2*")
    counter.scan("BTU-0301")
    assert texts(shown) == ["Bros daun salam tumper kecil", "Cincin batu akik polos"]
    assert shown.total.text() == "Rp310.000"
    counter.key(Key.Key_Delete)
    assert texts(shown) == ["Bros daun salam tumper kecil"]


def test_a_guest_reads_the_english_names_below_and_alone_where_there_is_no_room(
    counter: Counter, shown: CustomerWindow
) -> None:
    set_english_names(counter.shop, {"DST-0501": "Small tumper bay-leaf brooch"})
    counter.session.reload_catalogue()
    counter.scan("DST-0501")
    assert shown.english[0].text() == "Small tumper bay-leaf brooch"
    assert shown.english[0].isVisible() and not shown.english[1].isVisible()
    cart = counter.session.cart
    for price in range(1_000, 9_000, 1_000):
        cart = cart.add(counter.session.products[0])
        cart = cart.with_price(len(cart) - 1, price)
    counter.session.set_cart(cart)
    assert not shown.english[0].isVisible()
    assert texts(shown)[0] == "Bros daun salam tumper kecil"
    counter.session.set_cart(cart.with_country("KR"))
    assert texts(shown)[0] == "Small tumper bay-leaf brooch"


def tell_of_the_first_maker(counter: Counter) -> str:
    maker = counter.session.products[0].maker
    with counter.shop.transaction():
        card = MakerCard(maker, "Cerita.", "A story.", "manik", village="Teritip", contact="@a")
        put_cards(counter.shop.database, [card])
    return maker


def test_makers_are_shown_slowly_while_nobody_buys(counter: Counter, shown: CustomerWindow) -> None:
    tell_of_the_first_maker(counter)
    shown.show_next()
    assert shown.maker_name.isVisible() and not shown.stand.isVisible()
    assert [each.text() for each in shown.maker_told if each.isVisible()] == [
        "manik · Teritip",
        "Cerita.",
        "A story.",
    ]
    shown.show_next()
    assert shown.stand.isVisible(), "the welcome comes round again"
    shown.show_next()
    counter.scan("DST-0501")
    assert not shown.maker_name.isVisible() and texts(shown)


def test_a_key_shows_who_made_the_piece_here_and_to_the_buyer(
    counter: Counter, shown: CustomerWindow
) -> None:
    maker = tell_of_the_first_maker(counter)
    product = next(p for p in counter.session.products if p.maker == maker)
    counter.scan(product.sku)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, MakerCardDialog)
        assert shown.maker_name.isVisible()
        counter.key(Key.Key_Escape)

    answer(counter, look, Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert not shown.maker_name.isVisible() and texts(shown) == [product.name]


def test_it_takes_no_key_from_the_till(counter: Counter, shown: CustomerWindow) -> None:
    assert counter.focus is counter.sell.finder.box
    counter.scan("DST-0501")
    assert counter.cart() == [("DST-0501", 1)]
    assert shown.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus


def test_the_qris_code_is_large_with_its_name_and_goes_with_back(
    counter: Counter, shown: CustomerWindow
) -> None:
    set_stand_code(counter.shop, DEMO_QRIS)
    counter.scan("DST-0501")
    counter.key(Key.Key_F10)
    assert shown.code.isVisible() and shown.amount.text() == "Rp35.000"
    assert shown.merchant.text() and "ID9999999999999" in shown.nmid.text()
    counter.key(Key.Key_Escape)
    assert not shown.code.isVisible() and shown.total.isVisible()
    counter.key(Key.Key_F10)
    counter.key(Key.Key_F9)
    assert shown.thanks.isVisible() and not shown.caption.isVisible(), "nothing says it is paid"


def test_the_change_stays_until_the_next_scan(counter: Counter, shown: CustomerWindow) -> None:
    counter.scan("DST-0501")
    counter.enter()
    counter.type("50000")
    counter.enter()
    assert shown.thanks.isVisible() and shown.change.text() == "Rp15.000"
    counter.scan("MNK-0101")
    assert not shown.thanks.isVisible() and texts(shown) == ["Gelang manik Dayak kecil"]


def test_a_long_cart_shows_its_end(counter: Counter, shown: CustomerWindow) -> None:
    product = counter.session.products[0]
    cart = counter.session.cart
    for price in range(1_000, 31_000, 1_000):
        cart = cart.add(product)
        cart = cart.with_price(len(cart) - 1, price)
    counter.session.set_cart(cart)
    assert shown.earlier.isVisible() and "21" in shown.earlier.text()
    assert shown.rows[-1][2].text() == "30.000"


def test_without_a_second_screen_there_is_no_window(counter: Counter) -> None:
    counter.window.buyer.update_window()
    assert counter.window.buyer.window is None


def test_a_screen_that_is_plugged_in_is_used_and_one_unplugged_is_left(counter: Counter) -> None:
    own = counter.window.screen()

    class Other:
        def geometry(self) -> object:
            return own.geometry()

    plugged: list[object] = [own]
    second = SecondScreen(counter.session, counter.window, lambda: plugged)  # type: ignore[arg-type,return-value]
    second.update_window()
    assert second.window is None
    other = Other()
    plugged.append(other)
    window = CustomerWindow(counter.session)
    window.setScreen = lambda _: None  # type: ignore[assignment,method-assign]
    second.window = window
    second.update_window()
    assert window.isFullScreen() and window.isVisible()
    plugged.remove(other)
    second.update_window()
    assert second.window is None and not window.isVisible()
    counter.shop.settings.set(MODE_KEY, OFF)
    plugged.append(other)
    second.update_window()
    assert second.window is None


def test_it_goes_with_the_till(counter: Counter, shown: CustomerWindow) -> None:
    counter.window.close()
    assert counter.window.buyer.window is None
    assert [w for w in QGuiApplication.allWindows() if w.isVisible()] == []
