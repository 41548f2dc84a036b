"""A robot that operates the windows by real key and mouse events, for the played demo day.

The times of its keys come from a simulated clock, so that the windows tell its scans from its
typing however fast the machine is.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

TYPING_MS = 180  # between two typed keys
SCANNER_MS = 5  # between two keys of a scan


class SimulatedTicks:
    """A clock in milliseconds that only `advance` moves."""

    def __init__(self) -> None:
        self._now = 0

    def __call__(self) -> int:
        """Return the present time in milliseconds."""
        return self._now

    def advance(self, ms: int) -> None:
        """Let `ms` milliseconds pass."""
        self._now += ms


class Robot:
    """Types, scans and clicks, and saves screenshots into `folder`."""

    def __init__(self, app: QApplication, ticks: SimulatedTicks, folder: Path) -> None:
        self._app = app
        self._ticks = ticks
        self._folder = folder
        self.screenshots: list[Path] = []

    def _target(self) -> QWidget:
        active, dialog = self._app.activeWindow(), self._app.activeModalWidget()
        if active is None or dialog not in (None, active):
            self._activate()
        target = self._app.focusWidget() or self._app.activeWindow()
        if target is None:
            raise RuntimeError("no window is up")
        return target

    def _activate(self) -> None:
        """Activate a window, as no window manager does it off screen when a dialog closes."""
        dialog = self._app.activeModalWidget()
        windows = [dialog] if dialog is not None else self._app.topLevelWidgets()
        for window in windows:
            if window.isVisible():
                window.activateWindow()
        self._app.processEvents()

    def process_events(self) -> None:
        """Process all events, and delete the widgets that are due for deletion."""
        for _ in range(3):
            self._app.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press one key, a second after the previous event."""
        self._ticks.advance(1_000)
        QTest.keyClick(self._target(), key, modifier)
        self.process_events()

    def enter(self) -> None:
        """Press Enter."""
        self.press(Qt.Key.Key_Return)

    def type(self, text: str) -> None:
        """Type `text` as slowly as a person."""
        for letter in text:
            self._ticks.advance(TYPING_MS)
            QTest.keyClicks(self._target(), letter)
        self.process_events()

    def scan(self, code: str) -> None:
        """Type `code` as fast as a scanner, with Enter at the end."""
        self._ticks.advance(1_000)
        for letter in code:
            self._ticks.advance(SCANNER_MS)
            QTest.keyClicks(self._target(), letter)
        self._ticks.advance(SCANNER_MS)
        QTest.keyClick(self._target(), Qt.Key.Key_Return)
        self.process_events()

    def click(self, widget: QWidget) -> None:
        """Click `widget` with the left button."""
        self._ticks.advance(1_000)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
        self.process_events()

    def answer_next_dialog(self, text: str) -> None:
        """Type `text` and Enter into the modal dialog that opens next."""

        def reply() -> None:
            self.type(text)
            self.enter()

        QTimer.singleShot(0, self._app, reply)

    def screenshot(self, window: QWidget, name: str) -> Path:
        """Save what `window` shows as a numbered PNG; return its path."""
        self.process_events()
        path = self._folder / f"{len(self.screenshots) + 1:02d}-{name}.png"
        window.grab().save(str(path))
        self.screenshots.append(path)
        return path
