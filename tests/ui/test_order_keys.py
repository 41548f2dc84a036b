"""Orders, deliveries and inquiries by keys alone: how many strokes, and how long at 4 a second.

A person with a scanner has 40 s for an order with a deposit, and 20 s for an inquiry.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from ui_robot import Counter
from ui_strokes import Key, Strokes

from pos_app.domain.orders import OrderState
from pos_app.services.orders.contacts import travels
from pos_app.services.orders.inquiries import list_inquiries
from pos_app.services.orders.lookup import list_orders
from pos_app.services.orders.slips import slip_text
from pos_app.services.shop.setting_keys import NUMBER_PAD
from ui.orders.deliver_dialog import DeliverDialog
from ui.orders.inquiry_dialog import InquiryDialog
from ui.orders.order_dialog import OrderDialog
from ui.translate import use_language
from ui.widgets.fit_screen import needed_size
from ui.widgets.number_pad import NumberPad

PACE = 250  # milliseconds for a stroke
LEFT = Qt.MouseButton.LeftButton


def order_by_keys(counter: Counter, hand: Strokes) -> None:
    """Six of a product found by its name, for a guest with a contact; half of it in cash."""

    def work(dialog: OrderDialog) -> None:
        hand.type("bros")
        hand.key(Key.Key_Down, Key.Key_Return)
        counter.app.processEvents()
        hand.type("6")
        hand.tab_to(dialog.buyer.name)
        hand.type("Grace Kim")
        hand.key(Key.Key_Tab)
        hand.type("+82101234567")
        hand.key(Key.Key_Return)  # asks the guest
        hand.key(Key.Key_Space, Key.Key_Return)
        hand.key(Key.Key_Return)  # exact
        assert dialog.stored is not None, dialog.error_label.text()
        hand.key(Key.Key_Return)

    hand.in_dialog(OrderDialog, Key.Key_O, work)
    order = list_orders(counter.shop)[-1]
    assert (order.terms.qty, order.terms.sku) == (6, "DST-0501"), order
    assert order.contact and order.deposit * 2 == order.terms.total


def delivery_by_slip(counter: Counter, hand: Strokes) -> None:
    """The slip is scanned, the balance paid in exact cash."""
    number = list_orders(counter.shop)[-1].number
    text = slip_text(counter.shop, number)

    def work(dialog: DeliverDialog) -> None:
        hand.key(Key.Key_Return, Key.Key_Return, Key.Key_Return)
        assert dialog.stored is not None

    hand.in_dialog(DeliverDialog, lambda: counter.session.scanned.emit(text), work)
    found = {each.number: each for each in list_orders(counter.shop, open_only=False)}
    assert found[number].state is OrderState.DELIVERED


def inquiry_by_keys(counter: Counter, hand: Strokes) -> None:
    """Two pieces are scanned; the guest's name and contact are typed."""

    def work(dialog: InquiryDialog) -> None:
        counter.session.scanned.emit("DST-0501")
        counter.session.scanned.emit("MNK-0101")
        hand.type("Matilda")
        hand.key(Key.Key_Tab)
        hand.type("m@example.au")
        hand.key(Key.Key_Return)  # asks the guest
        hand.key(Key.Key_Space, Key.Key_Return)
        assert dialog.noted is not None

    hand.in_dialog(InquiryDialog, Key.Key_N, work)
    assert list_inquiries(counter.shop)[-1].contact


FLOWS: dict[str, tuple[Callable[[Counter, Strokes], None], int, int]] = {
    "order with a deposit": (order_by_keys, 60, 40),
    "delivery by the slip": (delivery_by_slip, 3, 20),
    "inquiry": (inquiry_by_keys, 25, 20),
}
"""Each flow, the most strokes and the most seconds that it may take."""


def test_each_flow_takes_few_strokes(counter: Counter) -> None:
    for name, (flow, most, _) in FLOWS.items():
        hand = Strokes(counter)
        flow(counter, hand)
        print(f"\n{name}: {hand.count} strokes")
        assert hand.count <= most, name


@pytest.mark.soak
def test_each_flow_is_done_in_time_at_four_strokes_a_second(counter: Counter) -> None:
    for name, (flow, _, seconds) in FLOWS.items():
        hand = Strokes(counter, PACE)
        flow(counter, hand)
        print(f"\n{name}: {hand.count} strokes, {hand.seconds:.1f} s")
        assert hand.seconds <= seconds, name


@pytest.mark.parametrize("lang", ["en", "id"])
def test_an_error_needs_no_scrolling_on_a_small_laptop(
    counter: Counter, styled_app: QApplication, lang: str
) -> None:
    """A till without a stand pack says one sentence more: the contact stays on it."""
    use_language(lang)
    assert not travels(counter.shop)
    counter.window.resize(1024, 600)
    hand = Strokes(counter)

    def work(dialog: OrderDialog) -> None:
        dialog.resize(1024, 600)
        problems = [dialog.problem()]
        dialog.form.take_product(counter.session.products[0])
        dialog.deposit.deposit.set_amount(0)
        problems.append(dialog.problem())
        dialog.deposit.set_total(dialog.form.price)
        dialog.buyer.name.setText("Grace Kim")
        problems.append(dialog.problem())
        assert all(problems) and len(set(problems)) == 3
        for problem in problems:
            dialog.show_error(problem)
            styled_app.processEvents()
            needed = needed_size(dialog, 1024)
            assert needed.height() <= 600 and needed.width() <= 1024, (problem, needed)

    try:
        hand.in_dialog(OrderDialog, Key.Key_O, work)
    finally:
        use_language("en")


def test_a_touch_brings_keys_for_numbers(counter: Counter) -> None:
    hand = Strokes(counter)

    def press(pad: NumberPad, *caps: str) -> None:
        for cap in caps:
            QTest.mouseClick(pad.ok if cap == "OK" else pad.keys[cap], LEFT)

    def work(dialog: OrderDialog) -> None:
        form, pad = dialog.form, dialog.pads.form
        form.take_product(counter.session.products[0])
        assert not pad.isVisible(), "nobody touched a box"
        QTest.mouseClick(form.qty, LEFT)
        assert pad.isVisible() and not pad.geometry().intersects(inside(form.qty, dialog))
        press(pad.pad, "1", "2", "OK")
        assert form.qty.number == 12 and not pad.isVisible()
        price = form.price
        QTest.mouseClick(dialog.deposit.deposit, LEFT)
        assert not pad.geometry().intersects(inside(dialog.deposit.deposit, dialog))
        press(pad.pad, "5", "000", "OK")
        assert dialog.deposit.amount == 5_000 and form.price == price
        QTest.mouseClick(dialog.deposit.pay, LEFT)
        QTest.mouseClick(dialog.pages.pay.received, LEFT)
        cash = dialog.pads.cash
        assert cash.isVisible() and not cash.geometry().intersects(
            inside(dialog.pages.pay.received, dialog)
        )
        press(cash.pad, "1", "0", "000", "OK")
        assert dialog.stored is not None and not cash.isVisible()

    hand.in_dialog(OrderDialog, Key.Key_O, work)
    (order,) = list_orders(counter.shop)
    assert (order.terms.qty, order.deposit) == (12, 5_000)


def test_no_keys_come_where_they_are_never_wanted(counter: Counter) -> None:
    counter.shop.settings.set(NUMBER_PAD, "off")
    hand = Strokes(counter)

    def work(dialog: OrderDialog) -> None:
        QTest.mouseClick(dialog.form.qty, LEFT)
        assert not dialog.pads.form.isVisible()

    hand.in_dialog(OrderDialog, Key.Key_O, work)


def inside(widget: QWidget, dialog: QWidget) -> QRect:
    """Where a widget is in its dialog."""
    return QRect(widget.mapTo(dialog, QPoint(0, 0)), widget.size())
