"""A page of large buttons for the less frequent actions, each with its key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.session import Session
from ui.widgets.buttons import KeyButton
from ui.widgets.restyle import label


class MorePanel(QWidget):
    """Emits `wanted` with the key of the button that was pressed."""

    wanted = Signal(object)
    cancelled = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.buttons: dict[Qt.Key, KeyButton] = {}
        self.back = KeyButton(self.tr("Back"), "Esc", "small")
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(8)
        column.addWidget(label(self.tr("More"), "heading"))
        for key, cap, words in self._entries():
            button = KeyButton(words, cap)
            button.setMinimumHeight(44)
            button.clicked.connect(lambda _=False, key=key: self.wanted.emit(key))
            column.addWidget(button)
            self.buttons[key] = button
        column.addStretch(1)
        column.addWidget(self.back)
        self.back.clicked.connect(self.cancelled)

    def _entries(self) -> list[tuple[Qt.Key, str, str]]:
        return [
            (Qt.Key.Key_F2, "F2", self.tr("A piece without a code")),
            (Qt.Key.Key_F4, "F4", self.tr("Discount on the sale")),
            (Qt.Key.Key_F5, "F5", self.tr("Note on the line")),
            (Qt.Key.Key_F6, "F6", self.tr("Put the cart aside")),
            (Qt.Key.Key_F7, "F7", self.tr("Take up a held cart")),
            (Qt.Key.Key_F8, "F8", self.tr("Buyer's country")),
            (Qt.Key.Key_F9, "F9", self.tr("Mixed payment")),
        ]

    def start(self) -> None:
        """Gives the focus to the back button."""
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in self.buttons and not event.isAutoRepeat():
            self.wanted.emit(key)
        elif key == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            event.ignore()
