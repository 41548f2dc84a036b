"""What one more piece and one sale cost, by the number of lines in the cart."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from bench.windows import counter_of, new_till
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from support.figures import Figures, least_of_processor
from ui_robot import Counter

from pos_app.domain.cart import Cart
from pos_app.domain.payment_methods import Method
from pos_app.domain.tender import Payment
from pos_app.printing.escpos import to_escpos
from pos_app.printing.profiles import profile
from pos_app.services.paper.receipts import receipt_layout
from pos_app.services.selling import sales

pytestmark = [
    pytest.mark.bench,
    pytest.mark.qt_log_ignore("propagateSizeHints", extend=True),
]
AXIS = "cart lines"
ROUNDS = 3
MOST_LINES = 1_000
PER_LINE = ("sell, per line", "bytes of the receipt, per line")
Took = dict[str, list[float]]


def cart_of(counter: Counter, lines: int) -> Cart:
    cart = Cart()
    for product in counter.session.products[:lines]:
        cart = cart.add(product)
    return cart


def measure(counter: Counter, lines: int) -> Took:
    """Milliseconds of the processor, for a piece more in a cart of so many lines, and its sale."""
    took: Took = defaultdict(list)
    session, box = counter.session, counter.sell.finder.box
    cart = cart_of(counter, lines)
    payments = [Payment(Method.CASH, 200_000 * lines)]

    def scan() -> None:
        counter.ticks.advance()
        box.setText(cart.items[lines // 2].product.sku)
        QTest.keyClick(box, Qt.Key.Key_Return)
        QApplication.processEvents()

    def sell() -> None:
        sold = sales.sell(session.shop, cart, payments, sale_id=sales.new_sale_id(session.shop))
        numbers.append(sold.number)

    def receipt() -> None:
        layout = receipt_layout(session.shop, numbers[-1], "id")
        assert to_escpos(layout, profile("generic80"))

    numbers: list[str] = []
    session.set_cart(cart)
    scan()
    for _ in range(ROUNDS):
        took["scan to paint"].append(least_of_processor(scan, 5))
    session.set_cart(Cart())
    for name, work in zip(PER_LINE, (sell, receipt), strict=True):
        for _ in range(ROUNDS):
            took[name].append(least_of_processor(work, 3) / lines)
    return took


def test_very_long_carts_against_one_line(tmp_path: Path, figures: Figures, *, quick: bool) -> None:
    points: dict[str, list[tuple[int, list[float]]]] = defaultdict(list)
    with new_till(tmp_path, MOST_LINES) as shop, counter_of(shop) as counter:
        for lines in (1, 10, 100) if quick else (1, 10, 100, MOST_LINES):
            for name, rounds in measure(counter, lines).items():
                points[name].append((lines, rounds))
    for name, each in points.items():
        figures.growth(name, each, axis=AXIS)
