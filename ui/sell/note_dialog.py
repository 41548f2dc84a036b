"""Asks for a short note on a line of the cart: an engraving, a colour, a name."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app.domain.cart import MAX_NOTE
from ui.widgets.ask_dialog import AskDialog


class NoteDialog(AskDialog):
    """Asks for one line of text."""

    def __init__(self, heading: str, note: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_question(heading, self.tr("Keep the note"))
        self.edit = QLineEdit(note)
        self.edit.setMaxLength(MAX_NOTE)
        self.edit.setAccessibleName(self.tr("Note"))
        self.edit.setPlaceholderText(self.tr("Stands on the receipt; empty takes it away"))
        self.edit.selectAll()
        self.body.addWidget(self.edit)
        self.edit.setFocus()

    @classmethod
    def ask(cls, heading: str, note: str, parent: QWidget | None = None) -> str | None:
        """Asks for the note, which may be empty; None when cancelled."""
        dialog = cls(heading, note, parent)
        return dialog.edit.text() if dialog.confirmed() else None
