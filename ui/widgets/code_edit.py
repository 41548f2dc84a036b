"""A box for a scanned or typed code."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.key_timing import TAKES_SCANS
from ui.widgets.number_edit import ENTER_KEYS


class CodeEdit(QLineEdit):
    """Emits `entered` with the text on Enter, which does not confirm the dialog around it."""

    entered = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty(TAKES_SCANS, True)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setMaxLength(60)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in ENTER_KEYS and not control:
            event.accept()
            if not event.isAutoRepeat():
                self.entered.emit(self.text().strip())
        else:
            super().keyPressEvent(event)
