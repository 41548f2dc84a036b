"""The question before a day is opened on a doubtful date; a stand lead answers it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pos_app.errors import PosError
from pos_app.messages import sentence
from ui.session import Session
from ui.staff import authorisation
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.restyle import label


class DateDialog(AskDialog):
    """Says why the laptop's date is doubtful, and asks whether it is right."""

    def __init__(self, session: Session, doubt: PosError, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(560)
        today = str(doubt.facts.get("today", ""))
        self.set_question(self.tr("Is today {0}?").format(today), self.tr("Yes, the date is right"))
        self.cancel.set_words(self.tr("No, set the clock first"))
        self.body.addWidget(label(sentence(doubt, session.language), wrap=True))

    @classmethod
    def ask(cls, session: Session, doubt: PosError, parent: QWidget | None = None) -> bool:
        """Return whether a lead confirmed the date."""
        dialog = cls(session, doubt, parent)
        words = dialog.windowTitle()
        return dialog.confirmed() and authorisation.ask_lead(session, words, parent) is not None
