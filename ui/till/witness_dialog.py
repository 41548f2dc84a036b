"""A second person counts the same drawer, without seeing the first count."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pos_app.domain.event import check_code
from pos_app.domain.money import format_rupiah
from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services.day.business_day import Witness
from ui.session import Session
from ui.till.note_counter import NoteCounter
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.number_edit import ENTER_KEYS
from ui.widgets.restyle import label


class WitnessDialog(AskDialog):
    """Their code; and their own count, or none if they only stood by."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.code = QLineEdit()
        self.counter = NoteCounter(session)
        self.total = label(kind="heading")
        self.set_question(self.tr("The second person counts too"), self.tr("Take the count"))
        self.code.setMaxLength(12)
        self.code.setPlaceholderText(self.tr("their code, as BUDI"))
        self.code.setAccessibleName(self.tr("Code of the second person"))
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self.counter)
        side = QVBoxLayout()
        side.addWidget(self.code)
        words = self.tr("Count yourself; all boxes empty means: stood by the first count.")
        side.addWidget(label(words, "hint", wrap=True))
        side.addWidget(self.total)
        side.addStretch(1)
        row.addLayout(side, 1)
        self.body.addLayout(row)
        self.setMinimumWidth(620)
        for before, after in pairwise([self.code, *self.counter.pieces.values(), self.ok]):
            QWidget.setTabOrder(before, after)
        self.counter.changed.connect(self._show)
        self._show()
        self.code.setFocus()

    def _show(self) -> None:
        total = self.counter.total
        self.total.setText("" if total is None else format_rupiah(total))

    def witness(self) -> Witness:
        return Witness(self.code.text().strip().upper(), self.counter.counts or None)

    def problem(self) -> str:
        try:
            check_code(self.witness().code, "cashier")
        except PosError as error:
            return sentence(error, self._session.language)
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes through the boxes; on the button, or with Ctrl, it takes the count."""
        inside = self.focusWidget() in (self.code, *self.counter.pieces.values())
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in ENTER_KEYS and inside and plain:
            if not event.isAutoRepeat():
                self.focusNextChild()
        else:
            super().keyPressEvent(event)

    @classmethod
    def ask(cls, session: Session, parent: QWidget | None = None) -> Witness | None:
        """Who counted along and what they counted, or None."""
        dialog = cls(session, parent)
        return dialog.witness() if dialog.confirmed() else None
