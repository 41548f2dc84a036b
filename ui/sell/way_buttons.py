"""The row of the ways of paying besides cash, each with its key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.domain.payment_methods import Method
from ui.widgets.buttons import KeyButton

WAY_KEYS = {
    Qt.Key.Key_F10: Method.QRIS,
    Qt.Key.Key_F11: Method.TRANSFER,
    Qt.Key.Key_F12: Method.CARD,
}


class WayButtons(QWidget):
    """Emits `wanted` with the method of the button that was pressed."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        texts = {
            Method.QRIS: QCoreApplication.translate("WayButtons", "QRIS"),
            Method.TRANSFER: QCoreApplication.translate("WayButtons", "Transfer"),
            Method.CARD: QCoreApplication.translate("WayButtons", "Card"),
        }
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.buttons: dict[Method, KeyButton] = {}
        for key, method in WAY_KEYS.items():
            button = KeyButton(texts[method], Qt.Key(key).name.removeprefix("Key_"), "small")
            button.clicked.connect(partial(self._want, method))
            button.ensurePolished()
            row.addWidget(button, button.words_and_key)  # so that each has room for its key
            self.buttons[method] = button

    def _want(self, method: Method, _checked: bool = False) -> None:
        self.wanted.emit(method)

    def set_ready(self, ready: bool) -> None:
        """Enables or disables all buttons."""
        for button in self.buttons.values():
            button.setEnabled(ready)
