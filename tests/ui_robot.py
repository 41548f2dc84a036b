"""Drives a till's window by real keys, on a clock that the test advances."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.services.selling import stored_sales
from pos_app.services.shop.shop import Shop
from ui.main_window import MainWindow
from ui.sell.sell_screen import SellScreen
from ui.session import Session


class Ticks:
    """A clock in milliseconds that only `advance` moves."""

    def __init__(self) -> None:
        self.now = 1_000

    def __call__(self) -> int:
        return self.now

    def advance(self, ms: int = 1_000) -> None:
        self.now += ms


class Counter:
    """A till's window, with keys and scans sent to it."""

    def __init__(self, qapp: QApplication, shop: Shop, ticks: Ticks) -> None:
        self.app = qapp
        self.shop = shop
        self.ticks = ticks
        self.session = Session(shop, ticks)
        self.window = MainWindow(self.session)
        self.window.resize(1366, 768)
        self.window.show()
        self.window.activateWindow()
        qapp.processEvents()

    def close(self) -> None:
        """Close and delete the window: it would go on reading a closed shop."""
        self.session.stop_printing()
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @property
    def sell(self) -> SellScreen:
        return self.window.sell

    @property
    def focus(self) -> QWidget:
        return self.app.focusWidget() or self.window

    def key(
        self,
        key: Qt.Key,
        *,
        wait: int = 1_000,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        """Press a key, `wait` ms after the previous one."""
        self.ticks.advance(wait)
        QTest.keyClick(self.focus, key, modifiers)
        self.app.processEvents()

    def enter(self, *, wait: int = 1_000) -> None:
        self.key(Qt.Key.Key_Return, wait=wait)

    def type(self, text: str) -> None:
        """Type `text`, slower than any scanner."""
        for char in text:
            self.ticks.advance(120)
            QTest.keyClicks(self.focus, char)

    def scan(self, code: str, *, line_feed: bool = False) -> None:
        """Scan `code`: keys a few milliseconds apart, then Enter."""
        self.ticks.advance(1_000)
        for char in code:
            self.ticks.advance(4)
            QTest.keyClicks(self.focus, char)
        self.enter(wait=4)
        if line_feed:
            self.enter(wait=10)

    def cart(self) -> list[tuple[str, int]]:
        return [(ask.product.sku, ask.qty) for ask in self.session.cart.items]

    def sales(self) -> int:
        return len(stored_sales.list_sales(self.shop))
