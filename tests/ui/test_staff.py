"""PINs at the counter: the lock, the switch, and what a lead has to allow."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui_replies import answer, typed
from ui_robot import Counter

from pos_app.services import staff
from pos_app.services.selling import stored_sales
from pos_app.services.staff import Person, Role
from ui.main_window import MainWindow
from ui.session import Session

Key = Qt.Key


@pytest.fixture
def staffed(counter: Counter) -> Counter:
    """A counter with a cashier (2580) and a lead (1470); the cashier stands at it."""
    for person, pin in (
        (Person("ANI", "Ani", Role.CASHIER), "2580"),
        (Person("BUDI", "Budi", Role.LEAD), "1470"),
    ):
        staff.save_person(counter.shop, person)
        staff.set_pin(counter.shop, person.code, pin)
    counter.session.set_cashier(staff.people(counter.shop)[0])
    return counter


def test_without_staff_nothing_is_locked(counter: Counter) -> None:
    assert not counter.window.locked and not counter.window.cashier.isVisible()
    counter.window.lock_till()
    assert not counter.window.locked


def test_a_till_with_staff_starts_locked_and_opens_with_a_pin(staffed: Counter) -> None:
    window = MainWindow(Session(staffed.shop, staffed.ticks))
    window.resize(1024, 600)
    window.show()
    assert window.locked
    window.close()
    window.deleteLater()


def test_the_lock_keeps_the_cart_and_takes_no_scan(staffed: Counter) -> None:
    staffed.scan("DST-0501")
    staffed.key(Key.Key_L)  # a letter alone locks nothing
    staffed.key(Key.Key_Escape)
    QTest.keyClick(staffed.window, Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert staffed.window.locked
    staffed.app.processEvents()
    staffed.scan("MNK-0101")
    assert staffed.cart() == [("DST-0501", 1)] and staffed.window.locked
    answer(staffed, typed(staffed, "2580"), Key.Key_Return)
    assert not staffed.window.locked
    assert staffed.focus is staffed.sell.finder.box
    assert staffed.cart() == [("DST-0501", 1)]


def test_a_payment_is_not_cut_short_by_the_lock(staffed: Counter) -> None:
    staffed.scan("DST-0501")
    staffed.enter()
    staffed.window.lock_till()
    assert not staffed.window.locked


def test_the_sale_bears_who_stands_at_the_till(staffed: Counter) -> None:
    staffed.scan("DST-0501")
    staffed.enter()
    staffed.enter()

    def budi() -> None:
        dialog = QApplication.activeModalWidget()
        QTest.mouseClick(dialog.names["BUDI"], Qt.MouseButton.LeftButton)  # type: ignore[union-attr]
        typed(staffed, "1470")()

    answer(staffed, budi, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    staffed.scan("DST-0501")
    staffed.enter()
    staffed.enter()
    numbers = [sale.number for sale in stored_sales.list_sales(staffed.shop)]
    assert [stored_sales.get_sale(staffed.shop, n).cashier for n in numbers] == ["ANI", "BUDI"]
    assert "Budi" in staffed.window.cashier.text()


def test_a_deep_bargain_asks_a_lead_and_a_wrong_pin_gives_nothing(staffed: Counter) -> None:
    staffed.scan("DST-0501")

    def price_then_pin(pin: str):  # type: ignore[no-untyped-def]
        def act() -> None:
            from PySide6.QtCore import QTimer

            def lead() -> None:
                dialog = QApplication.activeModalWidget()
                if dialog is None or not hasattr(dialog, "names"):
                    QTimer.singleShot(5, staffed.app, lead)
                    return
                assert list(dialog.names) == ["BUDI"]
                dialog.activateWindow()
                staffed.app.processEvents()
                typed(staffed, pin)()
                if dialog.isVisible():
                    dialog.reject()  # type: ignore[attr-defined]

            QTimer.singleShot(5, staffed.app, lead)
            typed(staffed, "10000")()

        return act

    answer(staffed, price_then_pin("9999"), Key.Key_F3)
    assert staffed.session.cart.total == 35_000
    answer(staffed, price_then_pin("1470"), Key.Key_F3)
    assert staffed.session.cart.total == 10_000
    assert staffed.session.cashier == "ANI"


def test_the_pad_types_the_pin(staffed: Counter) -> None:
    def by_hand() -> None:
        from PySide6.QtWidgets import QPushButton

        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        keys = {b.text(): b for b in dialog.findChildren(QPushButton)}
        for cap in "14470":
            QTest.mouseClick(keys[cap], Qt.MouseButton.LeftButton)
        assert dialog.pin.text() == "14470"  # type: ignore[attr-defined]
        QTest.mouseClick(keys["C"], Qt.MouseButton.LeftButton)
        for cap in "1470":
            QTest.mouseClick(keys[cap], Qt.MouseButton.LeftButton)
        staffed.enter()

    answer(staffed, by_hand, Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert staffed.session.cashier == "BUDI"
