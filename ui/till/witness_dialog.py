"""The count of a second person, who does not see the first count."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pos_app.domain.event import check_code
from pos_app.domain.money import format_rupiah
from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services.day.closing import Witness
from ui.session import Session
from ui.till.note_counter import NoteCounter
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.number_edit import ENTER_KEYS
from ui.widgets.restyle import label, show_whole_hint


class WitnessDialog(AskDialog):
    """Asks for the person's code and own count; an empty count confirms the first one."""

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
        show_whole_hint(self.code)
        side.addWidget(self.code)
        words = self.tr("Count yourself; all boxes empty means: stood by the first count.")
        side.addWidget(label(words, "hint", wrap=True))
        side.addWidget(self.total)
        side.addStretch(1)
        row.addLayout(side, 1)
        self.body.addLayout(row)
        self.setMinimumWidth(880)
        for before, after in pairwise([self.code, *self.counter.pieces.values(), self.ok]):
            QWidget.setTabOrder(before, after)
        self.counter.changed.connect(self._show)
        self._show()
        self.code.setFocus()

    def _show(self) -> None:
        total = self.counter.total
        self.total.setText("" if total is None else format_rupiah(total))

    def witness(self) -> Witness:
        """The code and the count as entered."""
        return Witness(self.code.text().strip().upper(), self.counter.counts or None)

    def problem(self) -> str:
        """Refuses an invalid code."""
        try:
            check_code(self.witness().code, "cashier")
        except PosError as error:
            return sentence(error, self._session.language)
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Moves through the fields on Enter; on the button, or with Ctrl, accepts."""
        inside = self.focusWidget() in (self.code, *self.counter.pieces.values())
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in ENTER_KEYS and inside and plain:
            if not event.isAutoRepeat():
                self.focusNextChild()
        else:
            super().keyPressEvent(event)

    @classmethod
    def ask(cls, session: Session, parent: QWidget | None = None) -> Witness | None:
        """Asks for the second person's count; None when cancelled."""
        dialog = cls(session, parent)
        return dialog.witness() if dialog.confirmed() else None
