"""The bar that shows a day opened under a wrong date, and leads a stand lead to the right one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services.day.date_correction import WrongDate, correct_date, wrong_date
from ui.alerts import Level
from ui.session import Session
from ui.staff import authorisation
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.buttons import KeyButton
from ui.widgets.restyle import label


class WrongDateBar(QWidget):
    """Hidden while the open day's date is right. Emits `corrected` once today is open."""

    corrected = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.found: WrongDate | None = None
        self.words = label(kind="error", wrap=True)
        self.correct = KeyButton(self.tr("Correct the date"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self.correct)
        self.correct.clicked.connect(self.ask)
        self.hide()

    def refresh(self) -> None:
        """Show the bar if the clock of now contradicts the open day's date."""
        session = self._session
        self.show_found(session.attempt(lambda: wrong_date(session.shop)))

    def show_found(self, found: WrongDate | None) -> None:
        """Show what is wrong with the open day's date; None hides the bar."""
        self.found = found
        self.setVisible(found is not None)
        if found is None:
            return
        self.correct.setVisible(found.empty)
        if found.empty:
            words = self.tr("This day was opened as {0}, but today is {1}. Nothing is sold yet.")
            self.words.setText(words.format(found.opened, found.today))
        else:
            facts = {"day": found.opened, "today": found.today}
            error = PosError("day_not_empty", **facts)
            self.words.setText(sentence(error, self._session.language))

    def ask(self) -> None:
        """Ask whether today's date is right, then correct the day; a lead allows it."""
        found, session = self.found, self._session
        if found is None or not found.empty or not CorrectDateDialog.ask(found, self.window()):
            return
        lead = authorisation.ask_lead(session, self.correct.text(), self.window())
        if lead is None:
            return
        opened = session.store(lambda: correct_date(session.shop, by=lead))
        if opened is None:
            return
        session.refresh()
        words = self.tr("{0} is open now. {1} was closed empty; hand its file over too.")
        session.say(words.format(opened.day, found.opened), Level.INFO)
        self.corrected.emit()


class CorrectDateDialog(AskDialog):
    """Says what happens to the empty day, and asks whether the laptop's clock is right now."""

    def __init__(self, found: WrongDate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(560)
        self.set_question(
            self.tr("Is today {0}?").format(found.today), self.tr("Yes, correct the date")
        )
        self.cancel.set_words(self.tr("No, set the clock first"))
        words = self.tr(
            "The day {0} is closed empty, and {1} is opened with the same float. Both stand in the"
            " journal. Nothing is lost, and nothing has to be counted again."
        )
        self.body.addWidget(label(words.format(found.opened, found.today), wrap=True))

    @classmethod
    def ask(cls, found: WrongDate, parent: QWidget | None = None) -> bool:
        """Return whether the date was confirmed."""
        return cls(found, parent).confirmed()
