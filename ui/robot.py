"""Hands without a person: real key and mouse events sent to the window that is up.

The pace of the keys is told to the windows by a clock of its own, so that a scanner stays a
scanner and a hand a hand, however fast the machine plays.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

HAND_MS = 180
SCANNER_MS = 5


class SimulatedTicks:
    """Milliseconds that pass only as the hands move."""

    def __init__(self) -> None:
        self._now = 0

    def __call__(self) -> int:
        return self._now

    def advance(self, ms: int) -> None:
        self._now += ms


class Robot:
    """Types, scans, presses, and takes pictures of what is to be seen."""

    def __init__(self, app: QApplication, ticks: SimulatedTicks, pictures: Path) -> None:
        self._app = app
        self._ticks = ticks
        self._pictures = pictures
        self.taken: list[Path] = []

    def _target(self) -> QWidget:
        active, dialog = self._app.activeWindow(), self._app.activeModalWidget()
        if active is None or dialog not in (None, active):
            self._wake()
        target = self._app.focusWidget() or self._app.activeWindow()
        if target is None:
            raise RuntimeError("no window is up")
        return target

    def _wake(self) -> None:
        """Off screen no window manager hands the keyboard back when a dialog goes."""
        dialog = self._app.activeModalWidget()
        windows = [dialog] if dialog is not None else self._app.topLevelWidgets()
        for window in windows:
            if window.isVisible():
                window.activateWindow()
        self._app.processEvents()

    def settle(self) -> None:
        """Lets the windows draw, and lets go of those that were replaced."""
        for _ in range(3):
            self._app.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """One key, a human moment after what was before."""
        self._ticks.advance(1_000)
        QTest.keyClick(self._target(), key, modifier)
        self.settle()

    def enter(self) -> None:
        self.press(Qt.Key.Key_Return)

    def type(self, text: str) -> None:
        """By hand, letter by letter."""
        for letter in text:
            self._ticks.advance(HAND_MS)
            QTest.keyClicks(self._target(), letter)
        self.settle()

    def scan(self, code: str) -> None:
        """As a scanner does it: quick, and Enter at the end."""
        self._ticks.advance(1_000)
        for letter in code:
            self._ticks.advance(SCANNER_MS)
            QTest.keyClicks(self._target(), letter)
        self._ticks.advance(SCANNER_MS)
        QTest.keyClick(self._target(), Qt.Key.Key_Return)
        self.settle()

    def click(self, widget: QWidget) -> None:
        self._ticks.advance(1_000)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.settle()

    def answer(self, text: str) -> None:
        """Types `text` and Enter into the next dialog that asks."""

        def reply() -> None:
            self.type(text)
            self.enter()

        QTimer.singleShot(0, self._app, reply)

    def picture(self, window: QWidget, name: str) -> Path:
        """What `window` shows now, as a PNG."""
        self.settle()
        path = self._pictures / f"{len(self.taken) + 1:02d}-{name}.png"
        window.grab().save(str(path))
        self.taken.append(path)
        return path
