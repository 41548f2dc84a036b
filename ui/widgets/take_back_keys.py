"""The keyboard goes back to a window when the dialog over it is gone.

A window manager does that; a display without one leaves the keys with nobody, and then shortcuts
such as Ctrl+6 do nothing until somebody clicks.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget


class TakeBackKeys(QObject):
    """Activates `window` once the dialogs that block it are closed, unless it is active."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._activate)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice that no dialog blocks the window any more; every event goes on."""
        if event.type() == QEvent.Type.WindowUnblocked:
            self._later.start()
        return False

    def _activate(self) -> None:
        modal = QApplication.activeModalWidget()
        if self._window.isVisible() and modal in (None, self._window):
            self._window.activateWindow()
