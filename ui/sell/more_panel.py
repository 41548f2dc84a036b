"""A page of large buttons for the less frequent actions, each with its key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.key_tables import DESK, SELL
from ui.session import Session
from ui.widgets.button_rows import button_row
from ui.widgets.buttons import KeyButton
from ui.widgets.restyle import label

DESK_ACTIONS = tuple(entry.action for entry in DESK)


class MorePanel(QWidget):
    """Emits `wanted` with the name of the action whose button was pressed.

    The keys of the actions are the sell screen's, which gets them from here.
    """

    wanted = Signal(str)
    cancelled = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.buttons: dict[str, KeyButton] = {}
        self.back = KeyButton(self.tr("Back"), "Esc", "small")
        self._build()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(8)
        column.addWidget(label(self.tr("More"), "heading"))
        keys = {entry.action: entry.key for entry in (*SELL, *DESK)}
        for name, words in self._entries():
            button = KeyButton(words, keys[name])
            button.setMinimumHeight(44)
            button.clicked.connect(partial(self._want, name))
            self.buttons[name] = button
            if name not in DESK_ACTIONS:
                column.addWidget(button)
        column.addLayout(button_row(*(self.buttons[name] for name in DESK_ACTIONS)))
        column.addStretch(1)
        column.addWidget(self.back)
        self.back.clicked.connect(self.cancelled)

    def _entries(self) -> list[tuple[str, str]]:
        """The name and the text of each action; its key is that of the sell screen."""
        return [
            ("unlisted", self.tr("A piece without a code")),
            ("discount", self.tr("Discount on the sale")),
            ("note", self.tr("Note on the line")),
            ("hold", self.tr("Put the cart aside")),
            ("recall", self.tr("Take up a held cart")),
            ("country", self.tr("Buyer's country")),
            ("pay_in_parts", self.tr("Mixed payment")),
            ("take_order", self.tr("Order")),
            ("note_inquiry", self.tr("Inquiry")),
        ]

    def start(self) -> None:
        """Gives the focus to the back button."""
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _want(self, name: str, _checked: bool = False) -> None:
        self.wanted.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            event.ignore()
