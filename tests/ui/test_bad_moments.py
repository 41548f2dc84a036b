"""What goes wrong at a stand, and that the counter stays on its feet."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from ui_robot import Counter, Ticks

from pos_app.clock import ManualClock, parse_stamp
from pos_app.domain.money import MAX_PRICE
from pos_app.services.catalogue import import_export, product_edit, product_lookup
from pos_app.services.catalogue.product_edit import ProductEntry
from pos_app.services.day import business_day, cash_drawer, closing
from pos_app.services.paper import receipts
from pos_app.services.selling import stored_sales
from pos_app.services.shop.setup import TillSetup, set_up

Key = Qt.Key
LONG = "Gelang manik Dayak lebar motif aso dan burung enggang terbang di atas sungai " * 3


def enter(counter: Counter, sku: str, name: str, price: int) -> None:
    entry = ProductEntry(sku, name, "Batu", "Kilau Manggar Sari", price)
    product_edit.save_product(counter.shop, entry, new=True)
    counter.session.reload_catalogue()
    counter.app.processEvents()


def test_five_hundred_lines_are_sold_and_printed(counter: Counter) -> None:
    product = counter.session.products[0]
    cart = counter.session.cart
    for n in range(500):
        cart = cart.add(product)
        cart = cart.with_price(n, 1_000 + n)
    counter.session.set_cart(cart)
    start = time.monotonic()
    counter.scan("MNK-0101")
    counter.enter()
    counter.enter()
    assert time.monotonic() - start < 10, "a buyer waits"
    (sold,) = stored_sales.list_sales(counter.shop)
    assert len(stored_sales.get_sale(counter.shop, sold.number).lines) == 501
    path = receipts.save_receipt(counter.shop, sold.number, counter.shop.folder / "long.pdf")
    assert path.stat().st_size > 1_000
    text = receipts.receipt_text(counter.shop, sold.number)
    assert "Rp639.750" in text or "639.750" in text


def test_a_name_of_two_hundred_letters_breaks_nothing(counter: Counter) -> None:
    enter(counter, "LONG-1", LONG[:200], 10_000)
    width = counter.window.width()
    counter.scan("LONG-1")
    counter.type("gelang")
    counter.key(Key.Key_Escape)
    counter.window.show_screen("products")
    counter.app.processEvents()
    counter.window.show_screen("sell")
    counter.enter()
    counter.enter()
    assert counter.window.width() == width, "no name makes the window grow"
    number = stored_sales.list_sales(counter.shop)[-1].number
    for line in receipts.receipt_text(counter.shop, number, 32).splitlines():
        assert len(line) <= 32


def test_the_dearest_piece_is_sold_with_its_whole_price_to_be_read(counter: Counter) -> None:
    enter(counter, "DEAR-1", "Mahkota", MAX_PRICE)
    counter.scan("DEAR-1")
    counter.scan("DEAR-1")
    total = counter.sell.cart.total
    assert total.text() == "Rp19.999.999.998"
    assert total._width(14) <= total.width(), "it fits in a smaller type, never cut"
    counter.enter()
    counter.enter()
    (sold,) = stored_sales.list_sales(counter.shop)
    assert sold.net == 2 * MAX_PRICE
    assert cash_drawer.expected_cash_now(counter.shop) == 250_000 + 2 * MAX_PRICE


def test_qris_refuses_more_than_its_limit_and_says_it(counter: Counter) -> None:
    from pos_app.services.demo import DEMO_QRIS
    from pos_app.services.selling.qris_code import set_stand_code

    set_stand_code(counter.shop, DEMO_QRIS)
    enter(counter, "TEN-1", "Patung", 10_000_001)
    counter.scan("TEN-1")
    counter.key(Key.Key_F10)
    panel = counter.sell.right_column.qris
    assert "10.000.000" in panel.error_label.text() and panel.error_label.isVisible()
    assert not panel.confirm.isEnabled()
    counter.enter()
    assert counter.sales() == 0


def test_a_piece_that_is_not_in_stock_is_sold_and_said(counter: Counter) -> None:
    counter.scan("MNK-0102")
    assert counter.cart() == [("MNK-0102", 1)], "the shelf knows better than the list"
    assert counter.window.alerts.isVisible() and "MNK" not in counter.window.alerts.text.text()
    assert "knows of 0" in counter.window.alerts.text.text()
    counter.enter()
    counter.enter()
    assert counter.sales() == 1
    left = next(p.stock for p in product_lookup.all_products(counter.shop) if p.sku == "MNK-0102")
    assert left == -1


def test_the_window_closed_in_the_middle_of_a_sale_brings_the_cart_back(counter: Counter) -> None:
    counter.scan("DST-0501")
    counter.type("2*")
    counter.scan("MNK-0101")
    counter.enter()  # the payment is up
    cart = counter.session.cart
    counter.window.close()
    again = Counter(counter.app, counter.shop, Ticks())
    try:
        assert again.session.cart == cart
        again.enter()
        again.enter()
        assert again.sales() == 1
    finally:
        again.close()


def test_a_day_runs_past_midnight(styled_app: object, tmp_path: Path, goods: Path) -> None:
    clock = ManualClock(parse_stamp("2023-10-25T23:58:00+08:00"))
    with set_up(tmp_path / "night", TillSetup("NUSAKRAF23", "A07", "1"), clock) as shop:
        assert import_export.import_file(shop, goods).stored
        business_day.open_till(shop, 100_000)
        counter = Counter(styled_app, shop, Ticks())  # type: ignore[arg-type]
        try:
            counter.scan("DST-0501")
            counter.enter()
            counter.enter()
            shop.clock = ManualClock(parse_stamp("2023-10-26T00:03:00+08:00"))
            counter.scan("DST-0501")
            counter.enter()
            counter.enter()
            assert counter.sales() == 2
            closed = closing.close_till(shop, counted=170_000)
            assert (closed.day, closed.totals.sales, closed.difference) == ("2023-10-25", 2, 0)
        finally:
            counter.close()


def test_a_clock_set_back_reorders_nothing(counter: Counter) -> None:
    counter.shop.clock = ManualClock(parse_stamp("2023-10-25T12:00:00+08:00"))
    counter.scan("DST-0501")
    counter.enter()
    counter.enter()
    counter.shop.clock = ManualClock(parse_stamp("2023-10-24T12:00:00+08:00"))
    counter.scan("MNK-0101")
    counter.enter()
    counter.enter()
    numbers = [sale.number for sale in stored_sales.list_sales(counter.shop)]
    assert numbers == sorted(numbers) and len(numbers) == 2


@pytest.mark.parametrize("key", [Key.Key_F10, Key.Key_F11, Key.Key_F9])
def test_a_scan_while_a_buyer_pays_changes_nothing_and_is_said(counter: Counter, key: Key) -> None:
    from pos_app.services.demo import DEMO_QRIS
    from pos_app.services.selling.qris_code import set_stand_code

    set_stand_code(counter.shop, DEMO_QRIS)
    counter.scan("DST-0501")
    counter.key(key)
    counter.scan("MNK-0101")
    assert counter.cart() == [("DST-0501", 1)]
    assert counter.window.alerts.isVisible() and counter.sell.paying
