"""Opening the till: who sells, and what lies in the drawer."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from pos_app.services import tills
from ui.session import Session
from ui.widgets.buttons import KeyButton
from ui.widgets.number_edit import ENTER_KEYS, MoneyEdit
from ui.widgets.polish import label


class OpenPanel(QFrame):
    """Opens the day with a float. Emits `opened` once it is on disk."""

    opened = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setObjectName("card")
        self.float_ = MoneyEdit(session.ticks, self.tr("Opening float"))
        self.cashier = QLineEdit()
        self.open = KeyButton(self.tr("Open the till"), "Enter", "primary")
        self._build()
        self.open.clicked.connect(self._open)
        self.float_.scanned.connect(session.scanned)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Open the till"), "title"))
        words = self.tr("Count the money that lies in the drawer now and type the sum.")
        column.addWidget(label(words, "hint", wrap=True))
        grid = QGridLayout()
        grid.setSpacing(8)
        self.float_.setPlaceholderText("0")
        self.cashier.setMaxLength(12)
        self.cashier.setPlaceholderText(self.tr("may stay empty"))
        self.cashier.setAccessibleName(self.tr("Cashier's code"))
        grid.addWidget(label(self.tr("Opening float"), "strong"), 0, 0)
        grid.addWidget(self.float_, 0, 1)
        grid.addWidget(label(self.tr("Cashier's code"), "strong"), 1, 0)
        grid.addWidget(self.cashier, 1, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addWidget(self.open)
        column.addStretch(1)

    def start(self) -> None:
        """Offers what the last count left in the drawer."""
        session = self._session
        offered = session.attempt(lambda: tills.suggested_float(session.shop))
        self.float_.set_amount(offered or 0)
        self.float_.selectAll()
        self.float_.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            if not event.isAutoRepeat():
                self._open()
        else:
            super().keyPressEvent(event)

    def _open(self) -> None:
        session = self._session
        cashier = session.who or self.cashier.text().strip().upper()
        amount = self.float_.amount or 0
        day = session.attempt(lambda: tills.open_till(session.shop, amount, cashier))
        if day is not None:
            session.refresh()
            self.opened.emit()
