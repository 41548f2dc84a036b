"""A buyer at a till's window, by scans and keys: what benches and profiles let it do."""

from __future__ import annotations

from bench.windows import Times
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from ui_robot import Counter

Key = Qt.Key


class Buyer:
    """A whole sale by scans and keys; keeps the times of each, and those of paying."""

    def __init__(self, counter: Counter) -> None:
        self.counter = counter
        self.scans, self.keys, self.paying = Times(), Times(), Times()
        self.number = 0

    def buy(self) -> None:
        """Four scans, a piece found by its name, one more and one less of it, and exact change."""
        self.number += 1
        before = self.counter.sales()
        for n in range(4):
            self._scan(f"P-{self.number * 7 % 90 + n:05}")
        self._type("gelang")
        self._press(Key.Key_Down, Key.Key_Return, Key.Key_Plus, Key.Key_Minus, Key.Key_Return)
        self._type("2000000")
        self.paying.take(self.counter.enter)
        assert self.counter.sales() == before + 1
        self._press(Key.Key_Escape)
        assert self.counter.cart() == []

    def _scan(self, code: str) -> None:
        """The letters of a scan, and then its Enter, which is timed."""
        self.counter.ticks.advance(1_000)
        for letter in code:
            self.counter.ticks.advance(4)
            QTest.keyClicks(self.counter.focus, letter)
        self.scans.take(lambda: self.counter.enter(wait=4))

    def _type(self, text: str) -> None:
        for letter in text:
            self.counter.ticks.advance(120)
            self.keys.take(lambda letter=letter: self._letter(letter))

    def _letter(self, letter: str) -> None:
        QTest.keyClicks(self.counter.focus, letter)
        QApplication.processEvents()

    def _press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.keys.take(lambda key=key: self.counter.key(key))
