"""The search box over a list: Up and Down move in the list, Esc empties the box."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.widgets.number_edit import ENTER_KEYS


class FindBox(QLineEdit):
    """Emits `moved` with -1 or 1, `cancelled` on Esc, `entered` on Enter."""

    moved = Signal(int)
    cancelled = Signal()
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.cancelled.emit()
        elif event.text() == "?" and not self.text():
            event.ignore()  # the window shows all keys
        elif event.key() in ENTER_KEYS:
            event.accept()
            if not event.isAutoRepeat():
                self.entered.emit()
        else:
            super().keyPressEvent(event)
