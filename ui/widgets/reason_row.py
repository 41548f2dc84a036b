"""The input of a reason: buttons of the usual ones, and a box."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

MAX_LENGTH = 200


class ReasonRow(QWidget):
    """A box for the reason, and buttons that fill it in."""

    def __init__(self, reasons: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setMaxLength(MAX_LENGTH)
        words = QCoreApplication.translate("ReasonRow", "Reason")
        self.edit.setAccessibleName(words)
        self.edit.setPlaceholderText(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        for reason in reasons:
            button = QPushButton(reason)
            button.setProperty("kind", "choice")
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._take, reason))
            row.addWidget(button)
        column.addLayout(row)
        column.addWidget(self.edit)
        self.setFocusProxy(self.edit)

    def _take(self, reason: str) -> None:
        self.edit.setText(reason)
        self.edit.setFocus()

    @property
    def reason(self) -> str:
        """The reason typed or chosen; empty for none."""
        return self.edit.text().strip()
