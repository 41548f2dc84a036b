"""First start by keys alone, and practice beside a real till."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui_robot import Ticks

from pos_app.errors import PosError
from pos_app.services import staff
from pos_app.services.catalogue import product_lookup
from pos_app.services.day import business_day, cash_drawer
from pos_app.services.demo import sample_catalogue
from pos_app.services.selling import stored_sales
from pos_app.services.shop.shop import open_shop
from ui.app import TillApp
from ui.main_window import MainWindow
from ui.setup.opening_page import OpeningPage
from ui.setup.wizard import SetupWizard
from ui.staff.people_card import RecoveryDialog

Key = Qt.Key


class Newcomer:
    """Somebody in front of a till that was never set up."""

    def __init__(self, app: QApplication, till: TillApp, ticks: Ticks) -> None:
        self.app, self.till, self.ticks = app, till, ticks
        self.keys = 0

    def press(self, key: Key) -> None:
        self.ticks.advance()
        self.keys += 1
        QTest.keyClick(self.app.focusWidget() or self.app.activeWindow(), key)
        self.process_events()

    def type(self, text: str) -> None:
        for char in text:
            self.ticks.advance(120)
            QTest.keyClicks(self.app.focusWidget() or self.app.activeWindow(), char)
        self.process_events()

    def process_events(self) -> None:
        for _ in range(3):
            self.app.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if self.till.window is not None:
            self.till.window.activateWindow()
        self.app.processEvents()

    @property
    def window(self) -> MainWindow:
        assert isinstance(self.till.window, MainWindow)
        return self.till.window

    def to_last_step(self) -> SetupWizard:
        self.till.start()
        self.process_events()
        self.press(Key.Key_F2)
        for code in ("EXPO26", "A01", "1"):
            self.type(code)
            self.press(Key.Key_Return)
        self.type(str(sample_catalogue()))
        self.press(Key.Key_Return)
        assert self.till.window.pages.currentIndex() == 2  # type: ignore[union-attr]
        self.press(Key.Key_Return)
        wizard = self.till.window
        assert isinstance(wizard, SetupWizard) and wizard.pages.currentIndex() == 3
        return wizard


@pytest.fixture
def newcomer(styled_app: QApplication, tmp_path: Path, ticks: Ticks) -> Iterator[Newcomer]:
    till = TillApp(styled_app, tmp_path / "till", ticks)
    yield Newcomer(styled_app, till, ticks)
    till.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_four_steps_and_one_sells(newcomer: Newcomer, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(RecoveryDialog, "show_code", lambda code, _parent: shown.append(code))
    newcomer.to_last_step()
    newcomer.type("Budi")
    newcomer.press(Key.Key_Return)
    newcomer.type("1470")
    newcomer.press(Key.Key_Return)
    newcomer.type("500000")
    newcomer.press(Key.Key_Return)
    session = newcomer.till.session
    assert session is not None
    assert newcomer.window.selling and not newcomer.window.locked
    assert (session.cashier, session.cashier_name) == ("BUDI", "Budi")
    assert session.day is not None and session.day.cashier == "BUDI"
    assert cash_drawer.expected_cash_now(session.shop) == 500_000
    assert len(shown) == 1 and staff.uses_pins(session.shop)
    assert len(product_lookup.all_products(session.shop)) > 50
    assert newcomer.keys <= 9, "the typing apart, a handful of keys"


def test_both_may_wait(newcomer: Newcomer) -> None:
    newcomer.to_last_step()
    newcomer.press(Key.Key_Escape)
    session = newcomer.till.session
    assert session is not None and session.day is None and not staff.uses_pins(session.shop)
    assert newcomer.window.till.open.isVisible()


def test_a_pin_that_is_too_simple_is_said_and_nothing_is_lost(newcomer: Newcomer) -> None:
    wizard = newcomer.to_last_step()
    newcomer.press(Key.Key_Return)
    newcomer.type("1234")
    newcomer.press(Key.Key_Return)
    newcomer.press(Key.Key_Return)
    assert wizard.error_label.isVisible() and wizard.pages.currentIndex() == 3
    assert newcomer.till.window is wizard


def test_a_set_up_that_is_given_up_leaves_its_folder_free(
    newcomer: Newcomer, tmp_path: Path
) -> None:
    folder = tmp_path / "till"
    newcomer.to_last_step()
    with pytest.raises(PosError) as held:
        open_shop(folder).close()
    assert held.value.code == "folder_locked"
    newcomer.till.close()
    with open_shop(folder) as shop:
        assert (shop.identity.stand, shop.identity.till) == ("A01", "1")


def test_practice_beside_the_real_till_and_back(newcomer: Newcomer) -> None:
    newcomer.to_last_step()
    newcomer.press(Key.Key_Return)
    newcomer.press(Key.Key_Return)
    newcomer.type("100000")
    newcomer.press(Key.Key_Return)
    real = newcomer.till.session
    assert real is not None
    folder, identity = real.shop.folder, real.shop.identity
    newcomer.window.show_screen("settings")
    newcomer.window.page("settings").practice.click()  # type: ignore[attr-defined]
    newcomer.process_events()
    session = newcomer.till.session
    assert session is not None and session.shop.folder == folder / "latihan"
    assert session.shop.identity.training and newcomer.window.practice.isVisible()
    assert session.shop.identity.till_id != identity.till_id
    assert len(session.products) == len(real.products)
    business_day.open_till(session.shop, 0)
    session.refresh()
    newcomer.window.show_screen("sell")
    session.set_cart(session.cart.add(session.products[0]))
    newcomer.press(Key.Key_Return)
    newcomer.press(Key.Key_Return)
    assert len(stored_sales.list_sales(session.shop)) == 1
    assert newcomer.window.practice.back.isVisible()
    newcomer.window.practice.back.click()
    newcomer.process_events()
    session = newcomer.till.session
    assert session is not None and session.shop.folder == folder
    assert stored_sales.list_sales(session.shop) == [] and session.day is not None
    assert not newcomer.window.practice.isVisible()
    kinds = [json.loads(row.payload)["kind"] for row in session.shop.journal.rows()]
    assert "sale" not in kinds


def test_a_pin_is_hidden_while_it_is_typed(styled_app: QApplication, ticks: Ticks) -> None:
    page = OpeningPage("en", ticks)
    QTest.keyClicks(page.pin, "1470")
    assert page.pin.text() == "1470" and "1470" not in page.pin.displayText()
    shown = page.pin.show_button()
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton)
    assert page.pin.displayText() == "1470"
    QTest.mouseClick(shown, Qt.MouseButton.LeftButton)
    assert page.pin.displayText() != "1470"
