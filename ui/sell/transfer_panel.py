"""The bank transfer panel: amount, optional reference and the cashier's confirmation."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pos_app.domain.money import Rupiah, format_rupiah
from pos_app.domain.payment_methods import Method
from pos_app.domain.tender import Payment
from ui.session import Session
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_label import FitLabel
from ui.widgets.number_edit import ENTER_KEYS
from ui.widgets.restyle import label


class PanelTexts(NamedTuple):
    """What a panel calls its way of paying, its reference and its confirmation."""

    heading: str
    reference: str
    advice: str
    confirm: str


class TransferPanel(QWidget):
    """Emits `paid` when the cashier confirms that the money is in the account."""

    method = Method.TRANSFER
    paid = Signal(object)
    cancelled = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._due: Rupiah = 0
        self.amount = FitLabel(44)
        self.reference = QLineEdit()
        self.back = KeyButton(self.tr("Back"), "Esc", "small")
        self._words = self._texts()
        self.confirm = KeyButton(self._words.confirm, "Enter", "primary")
        self._build()
        self.back.clicked.connect(self.cancelled)
        self.confirm.clicked.connect(self._confirm)

    def _texts(self) -> PanelTexts:
        return PanelTexts(
            self.tr("Bank transfer"),
            self.tr("Reference or sender (may stay empty)"),
            self.tr("Look for the money in the stand's own account before you confirm."),
            self.tr("Money is in"),
        )

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(12)
        column.addWidget(label(self._words.heading, "heading"))
        column.addWidget(self.amount)
        self.reference.setPlaceholderText(self._words.reference)
        self.reference.setAccessibleName(self.tr("Reference"))
        self.reference.setMaxLength(60)
        column.addWidget(self.reference)
        column.addWidget(label(self._words.advice, "look", wrap=True))
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.back)
        row.addWidget(self.confirm, 1)
        column.addLayout(row)

    def start(self, due: Rupiah) -> None:
        """Shows the amount due in rupiah and waits for the confirmation."""
        self._due = due
        self.amount.setText(format_rupiah(due))
        self.reference.clear()
        self.confirm.setEnabled(True)
        self.reference.setFocus(Qt.FocusReason.OtherFocusReason)

    def _confirm(self) -> None:
        if not self.confirm.isEnabled():
            return
        self.confirm.setEnabled(False)
        reference = self.reference.text().strip()
        self.paid.emit(Payment(self.method, self._due, reference, confirmed=True))
        self.confirm.setEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        if event.key() in ENTER_KEYS:
            if event.isAutoRepeat() or self._session.keys.is_echo():
                return
            focused = self.focusWidget()
            if isinstance(focused, KeyButton):
                focused.click()
            else:
                self._confirm()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            event.ignore()
