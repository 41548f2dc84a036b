"""Quantity, price, discount and cash by touch, with keys for numbers on the screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui_robot import Counter
from ui_touch import pad_of, press, tap_line

from pos_app.services.selling import stored_sales
from pos_app.services.shop.setting_keys import NUMBER_PAD
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.chip_strip import ChipStrip
from ui.widgets.number_pad import SIDE

LEFT = Qt.MouseButton.LeftButton


def test_a_tap_on_the_quantity_sets_it(counter: Counter) -> None:
    counter.scan("DST-0501")

    def act(dialog: AskDialog) -> None:
        press(pad_of(dialog), "1", "2")
        QTest.mouseClick(pad_of(dialog).ok, LEFT)

    assert tap_line(counter, True, act)
    assert counter.session.cart.items[0].qty == 12


def test_a_tap_on_the_amount_sets_the_price_with_thousands(counter: Counter) -> None:
    counter.scan("DST-0501")

    def act(dialog: AskDialog) -> None:
        press(pad_of(dialog), "3", "4", "000", "⌫", "⌫", "⌫", "⌫", "1", "000")
        assert not dialog.geometry().intersects(
            counter.sell.cart.rect().translated(counter.sell.cart.mapToGlobal(QPoint(0, 0)))
        )
        QTest.mouseClick(pad_of(dialog).ok, LEFT)

    assert tap_line(counter, False, act)
    assert counter.session.cart.items[0].price == 31_000


def test_a_line_gets_a_discount_in_per_cent_by_touch(counter: Counter) -> None:
    counter.scan("DST-0501")

    def act(dialog: AskDialog) -> None:
        chips = dialog.findChild(ChipStrip)
        assert chips is not None
        QTest.mouseClick(chips.chips["−10 %"], LEFT)
        QTest.mouseClick(pad_of(dialog).ok, LEFT)

    assert tap_line(counter, False, act)
    assert counter.session.cart.items[0].price == 31_500


def test_a_tap_on_the_total_gives_a_discount_on_the_sale(counter: Counter) -> None:
    counter.scan("DST-0501")

    def reply() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, AskDialog)
        press(pad_of(dialog), "5", "000")
        QTest.mouseClick(pad_of(dialog).ok, LEFT)

    QTimer.singleShot(30, counter.app, reply)
    QTest.mouseClick(counter.sell.cart.total, LEFT)
    QTest.qWait(60)
    assert counter.session.cart.total == 30_000


def test_cash_is_taken_by_touch_and_the_panel_stays_in_sight(counter: Counter) -> None:
    counter.window.resize(1024, 600)
    counter.scan("DST-0501")
    QTest.mouseClick(counter.sell.cart.pay, LEFT)
    counter.app.processEvents()
    pad = counter.sell.pad
    assert pad.isVisible()
    column = counter.sell.right_column
    right = pad.mapTo(counter.window, QPoint(pad.width(), 0)).x()
    assert right <= column.mapTo(counter.window, QPoint(0, 0)).x()
    assert pad.mapTo(counter.window, QPoint(0, 0)).y() >= 0
    press(pad.pad, "5", "0", "000")
    assert column.pay.received.amount == 50_000
    QTest.mouseClick(pad.pad.ok, LEFT)
    counter.app.processEvents()
    (sale,) = stored_sales.list_sales(counter.shop)
    assert stored_sales.get_sale(counter.shop, sale.number).change == 15_000
    assert not pad.isVisible()


def test_who_uses_the_keyboard_sees_no_keys(counter: Counter) -> None:
    counter.scan("DST-0501")
    counter.enter()
    assert counter.sell.right_column.shows("pay")
    assert "pad" not in counter.sell.__dict__
    QTest.mouseClick(counter.sell.right_column.pay.received, LEFT)
    assert counter.sell.pad.isVisible()
    counter.type("5")
    assert not counter.sell.pad.isVisible()


def test_the_keys_are_there_always_or_never_by_choice(counter: Counter) -> None:
    counter.scan("DST-0501")
    counter.shop.settings.set(NUMBER_PAD, "on")
    counter.enter()
    assert counter.sell.pad.isVisible()
    counter.type("5")
    assert counter.sell.pad.isVisible()
    counter.key(Qt.Key.Key_Escape)
    assert not counter.sell.pad.isVisible()
    counter.shop.settings.set(NUMBER_PAD, "off")
    QTest.mouseClick(counter.sell.cart.pay, LEFT)
    QTest.mouseClick(counter.sell.right_column.pay.received, LEFT)
    assert not counter.sell.pad.isVisible()
    counter.key(Qt.Key.Key_Escape)
    assert not tap_line(counter, True, lambda dialog: dialog.reject())


def test_parts_of_a_mixed_payment_are_typed_by_touch(counter: Counter) -> None:
    counter.scan("DST-0501")
    counter.key(Qt.Key.Key_F9)
    column = counter.sell.right_column
    assert column.shows("split") and "pad" not in counter.sell.__dict__
    QTest.mouseClick(column.split.received, LEFT)
    pad = counter.sell.pad
    assert pad.isVisible()
    press(pad.pad, "2", "0", "000")
    QTest.mouseClick(pad.pad.ok, LEFT)
    assert [part.amount for part in column.split.payments] == [20_000]
    press(pad.pad, "1", "5", "000")
    QTest.mouseClick(pad.pad.ok, LEFT)
    counter.app.processEvents()
    assert counter.sales() == 1 and not pad.isVisible()


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600)])
def test_every_key_is_large_enough_and_named(counter: Counter, size: tuple[int, int]) -> None:
    counter.window.resize(*size)
    counter.scan("DST-0501")
    QTest.mouseClick(counter.sell.cart.pay, LEFT)
    counter.app.processEvents()
    pad = counter.sell.pad.pad
    for key in (*pad.keys.values(), pad.ok):
        assert min(key.width(), key.height()) >= 56 and SIDE >= 56
        assert key.accessibleName()
