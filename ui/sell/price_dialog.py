"""Bargaining: another price for one line, kept beside the list price."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.money import Rupiah, format_rupiah
from pos_app.domain.pricing import Ask
from ui.session import Session
from ui.widgets.buttons import KeyButton
from ui.widgets.number_edit import ENTER_KEYS, MoneyEdit
from ui.widgets.polish import label


class PriceDialog(QDialog):
    """Asks for the price of one piece."""

    def __init__(self, session: Session, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.price: Rupiah | None = None
        self.setWindowTitle(self.tr("Bargained price"))
        self.edit = MoneyEdit(session.ticks, self.tr("Price of one piece"))
        self.edit.set_amount(ask.price)
        self.edit.selectAll()
        self.ok = KeyButton(self.tr("Use this price"), "Enter", "primary")
        cancel = KeyButton(self.tr("Cancel"), "Esc")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(label(ask.product.name, "heading", wrap=True))
        words = self.tr("List price {0}. Price of one piece:")
        column.addWidget(label(words.format(format_rupiah(ask.product.price)), "hint"))
        column.addWidget(self.edit)
        row = QHBoxLayout()
        row.addWidget(cancel)
        row.addWidget(self.ok, 1)
        column.addLayout(row)
        self.setMinimumWidth(400)
        cancel.clicked.connect(self.reject)
        self.ok.clicked.connect(self._accept)

    @classmethod
    def ask(cls, session: Session, ask: Ask, parent: QWidget | None = None) -> Rupiah | None:
        """The price that was agreed, or None."""
        dialog = cls(session, ask, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.price if accepted else None

    def _accept(self) -> None:
        self.price = self.edit.amount
        if self.price is not None:
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS:
            if not event.isAutoRepeat():
                self._accept()
        elif event.key() == Qt.Key.Key_Escape:
            self.reject()
        else:
            super().keyPressEvent(event)
