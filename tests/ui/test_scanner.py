"""A scan is caught wherever it lands, and never does anything else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import delete
from ui_replies import answer
from ui_robot import Counter

from pos_app.services.catalogue import product_edit
from ui.alerts import Alert
from ui.key_timing import STALL_MS
from ui.sell.price_dialog import PriceDialog


def test_a_scan_into_the_box_for_cash_received_is_never_an_amount(counter: Counter) -> None:
    counter.scan("BTU-0301")
    counter.enter()
    assert counter.sell.paying
    counter.type("20")
    counter.scan("MNK-0101")
    assert counter.sales() == 0
    assert counter.cart() == [("BTU-0301", 1), ("MNK-0101", 1)]
    assert counter.focus is counter.sell.finder.box


def test_a_scan_of_digits_into_the_box_for_cash_received_pays_nothing(counter: Counter) -> None:
    counter.scan("BTU-0301")
    counter.enter()
    counter.scan("8991234567890")
    assert counter.sales() == 0
    assert counter.cart() == [("BTU-0301", 1)]


def test_a_scan_while_a_dialog_is_open_goes_into_the_cart_and_not_into_the_dialog(
    counter: Counter, qtbot: QtBot
) -> None:
    counter.scan("DST-0501")
    dialog = PriceDialog(counter.session, counter.session.cart.items[0], counter.window)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.edit.setFocus()
    counter.app.processEvents()
    assert counter.focus is dialog.edit
    counter.scan("MNK-0101")
    assert dialog.edit.text() == "35.000"
    assert dialog.isVisible()
    assert counter.cart() == [("DST-0501", 1), ("MNK-0101", 1)]
    dialog.reject()


def test_a_scan_with_a_button_in_focus_presses_nothing(counter: Counter) -> None:
    counter.scan("DST-0501")
    counter.sell.cart.remove.setFocus()
    counter.scan("GB 12 A")
    assert counter.cart() == [("DST-0501", 1)]
    assert counter.sell.finder.searching


@pytest.mark.parametrize("code", ["DST-0501", "]C1DST-0501"])
@pytest.mark.parametrize("name", ["more", "remove", "pay", "price"])
def test_a_scan_with_a_button_in_focus_loses_no_letter(
    counter: Counter, name: str, code: str
) -> None:
    counter.scan("DST-0501")
    getattr(counter.sell.cart, name).setFocus()
    counter.scan(code)
    assert counter.cart() == [("DST-0501", 2)]
    assert counter.sell.finder.box.text() == "" and counter.focus is counter.sell.finder.box


def test_a_scanner_without_a_terminator_is_heard_by_the_silence(
    counter: Counter, qtbot: QtBot
) -> None:
    counter.ticks.advance()
    for char in "DST-0501":
        counter.ticks.advance(4)
        QTest.keyClicks(counter.focus, char)
    qtbot.waitUntil(lambda: counter.cart() == [("DST-0501", 1)], timeout=2_000)
    assert counter.sell.finder.box.text() == ""


def test_a_scanner_that_ends_with_tab_is_heard(counter: Counter) -> None:
    counter.ticks.advance()
    for char in "DST-0501":
        counter.ticks.advance(4)
        QTest.keyClicks(counter.focus, char)
    counter.key(Qt.Key.Key_Tab, wait=4)
    assert counter.cart() == [("DST-0501", 1)]
    assert counter.focus is counter.sell.finder.box


def test_a_prefix_that_the_scanner_adds_is_left_out(counter: Counter) -> None:
    counter.scan("]C1DST-0501")
    assert counter.cart() == [("DST-0501", 1)]


def test_caps_lock_changes_nothing(counter: Counter) -> None:
    counter.scan("dst-0501")
    assert counter.cart() == [("DST-0501", 1)]


def test_a_trigger_that_bounces_counts_once_and_is_said(counter: Counter) -> None:
    said: list[Alert] = []
    counter.session.alert_raised.connect(said.append)
    counter.scan("DST-0501")
    for char in "DST-0501":
        counter.ticks.advance(2)
        QTest.keyClicks(counter.focus, char)
    counter.enter(wait=2)
    assert counter.cart() == [("DST-0501", 1)]
    assert "DST-0501" in said[-1].text


def test_another_piece_of_the_same_a_moment_later_counts(counter: Counter) -> None:
    counter.scan("DST-0501")
    counter.ticks.advance(40)
    for char in "DST-0501":
        counter.ticks.advance(2)
        QTest.keyClicks(counter.focus, char)
    counter.enter(wait=2)
    assert counter.cart() == [("DST-0501", 2)]


def test_scans_thirty_a_second_are_all_taken(counter: Counter) -> None:
    for n in range(30):
        code = ("DST-0501", "MNK-0101", "BTU-0301")[n % 3]
        counter.ticks.advance(6)
        for char in code:
            counter.ticks.advance(3)
            QTest.keyClicks(counter.focus, char)
        counter.enter(wait=3)
    assert counter.cart() == [("DST-0501", 10), ("MNK-0101", 10), ("BTU-0301", 10)]


def test_a_key_held_down_is_no_scan(counter: Counter) -> None:

    box = counter.sell.finder.box
    for n in range(8):
        counter.ticks.advance(30)
        no = Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_8, no, "8", n > 0)
        QApplication.sendEvent(box, event)
    assert box.text() == "88888888"
    QTest.qWait(200)
    assert counter.cart() == [] and box.text() == "88888888"


def test_what_a_scanner_writes_is_not_searched_letter_by_letter(counter: Counter) -> None:
    searches: list[int] = []
    counter.sell.finder.results.show_results = lambda *_: searches.append(1)  # type: ignore[method-assign]
    counter.scan("DST-0501")
    assert len(searches) <= 1


def test_the_same_digit_twice_in_a_millisecond_is_a_scanners_and_no_held_key(
    counter: Counter,
) -> None:
    """X marks such a key as a repetition."""
    counter.ticks.advance()
    before = ""
    for char in "DST-0501":
        no = Qt.KeyboardModifier.NoModifier
        again = char in (before, "0")
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key(ord(char)), no, char, again)
        QApplication.sendEvent(counter.focus, event)
        before = char
    counter.enter(wait=1)
    assert counter.cart() == [("DST-0501", 1)]


@pytest.mark.parametrize(
    ("key", "modifiers", "text"),
    [
        (Qt.Key.Key_BracketRight, Qt.KeyboardModifier.ControlModifier, "\x1d"),
        (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier, ""),
    ],
)
@pytest.mark.parametrize("at_button", [False, True])
@pytest.mark.parametrize("stall", [4, 90])
def test_what_separates_the_parts_of_a_code_belongs_to_the_scan(
    counter: Counter,
    key: Qt.Key,
    modifiers: Qt.KeyboardModifier,
    text: str,
    at_button: bool,
    stall: int,
) -> None:
    """A scanner sends it as Ctrl+] or as a function key, in the middle or at the end."""
    entry = product_edit.entry_of(counter.shop, counter.session.products[0])
    product_edit.save_product(counter.shop, replace(entry, barcode="0012345678905"), new=False)
    counter.session.reload_catalogue()
    for n, parts in enumerate((("]C10100012345678905", "10LOT7"), ("]d20100012345678905", "")), 1):
        counter.ticks.advance()
        if at_button:
            counter.sell.cart.more.setFocus()
        for part in parts:
            for char in part:
                counter.ticks.advance(4)
                QTest.keyClicks(counter.focus, char)
            if part == parts[0]:
                counter.ticks.advance(stall)
                for pressed in (Qt.Key.Key_Control, key) if modifiers.value else (key,):
                    words = text if pressed is key else ""
                    event = QKeyEvent(QEvent.Type.KeyPress, pressed, modifiers, words)
                    QApplication.sendEvent(counter.focus, event)
        counter.enter(wait=4)
        assert counter.cart() == [(entry.sku, n)] and QApplication.activeModalWidget() is None
    assert counter.sell.finder.box.text() == ""


def test_a_function_key_after_typed_text_does_what_it_says(counter: Counter) -> None:
    counter.scan("DST-0501")
    counter.type("bros")
    answer(counter, lambda: counter.key(Qt.Key.Key_Escape), Qt.Key.Key_F8)
    counter.scan("DST-0501")
    assert counter.cart() == [("DST-0501", 2)]


def test_a_trigger_pulled_over_nothing_changes_no_price(counter: Counter) -> None:
    """Its prefix ends in a digit, which a box for amounts would take."""
    counter.scan("DST-0501")

    def pull() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, PriceDialog)
        counter.scan("]E0")
        assert dialog.isVisible() and dialog.edit.text() == "35.000"
        counter.key(Qt.Key.Key_Escape)

    answer(counter, pull, Qt.Key.Key_F3)
    assert counter.session.cart.total == 35_000
    counter.enter()
    counter.scan("]C1", line_feed=True)
    assert counter.sell.paying and counter.sales() == 0
    assert counter.sell.right_column.pay.received.text() == ""


def test_a_box_that_is_gone_with_its_dialog_is_looked_at_no_more(counter: Counter) -> None:
    counter.scan("DST-0501")
    for ends in (counter.enter, lambda: counter.key(Qt.Key.Key_Escape)):
        box = QLineEdit(counter.window)
        box.show()
        box.setFocus()
        counter.type("kirim")
        for char in "1234567":
            counter.ticks.advance(4)
            QTest.keyClicks(box, char)
        counter.sell.finder.box.setFocus()
        delete(box)
        QTest.qWait(STALL_MS + 60)
        ends()
    assert counter.sell.right_column.shows("pay", "cart")
