"""The search box above a list: Up and Down move in the list, Esc clears the box."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.widgets.number_edit import ENTER_KEYS


class FindBox(QLineEdit):
    """Emits `moved` with -1 or 1 on Up or Down, `cancelled` on Esc, `entered` on Enter."""

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
            event.ignore()  # in an empty box: the window shows the page of all keys
        elif event.key() in ENTER_KEYS:
            event.accept()
            if not event.isAutoRepeat():
                self.entered.emit()
        else:
            super().keyPressEvent(event)
