"""A box for one long code that is scanned or pasted, such as a stand's QRIS code."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.key_timing import TAKES_SCANS
from ui.widgets.file_dialogs import ask_open
from ui.widgets.number_edit import ENTER_KEYS


class PayloadEdit(QPlainTextEdit):
    """Takes scans itself; emits `entered` on Enter and `cancelled` on Esc."""

    entered = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty(TAKES_SCANS, True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            event.accept()
            if not event.isAutoRepeat():
                self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)


def ask_for_photo(parent: QWidget, words: str = "") -> str:
    """Ask for a picture file, with title `words`; return its path, or an empty text."""
    words = words or QCoreApplication.translate("PayloadEdit", "A photo of the QRIS sticker")
    kinds = QCoreApplication.translate("PayloadEdit", "Pictures")
    found = ask_open(parent, words, f"{kinds} (*.png *.jpg *.jpeg *.webp *.bmp)")
    return str(found or "")
