"""A closed day by photo: which day, how many screens, and the ways to show or print its codes."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services.day import light_export
from pos_app.services.day.business_day import ClosedDay
from pos_app.services.day.light_export import LightDay
from pos_app.services.paper import print_queue, printer_settings
from pos_app.services.paper.print_job_kinds import JobKind
from ui.printing.paper_preview import PaperDialog
from ui.session import Session
from ui.tasks import Outcome, Runner
from ui.texts import day_words
from ui.till.light_screens import LightScreens
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_screen import FittingDialog
from ui.widgets.number_edit import ENTER_KEYS
from ui.widgets.restyle import label

NARROWEST = 560  # pixels


class LightDialog(FittingDialog):
    """Enter shows the codes, F8 puts them on A4 sheets, F9 on the roll, Esc closes.

    The codes are made on a worker thread; a day that was chosen meanwhile wins.
    """

    def __init__(
        self,
        session: Session,
        days: Sequence[ClosedDay],
        day: str,
        parent: QWidget | None = None,
        runner: Runner | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._runner: Runner = runner or session.runner(self)
        self._found: LightDay | None = None
        self.handed_out = False
        self.days = QComboBox()
        for each in days:
            words = f"{day_words(each.day, session.language)}  ·  {each.code}"
            self.days.addItem(words, each.day)
        self.days.setCurrentIndex(max(0, self.days.findData(day)))
        self.size_label = label(kind="strong")
        self.outcome = label(kind="soft", wrap=True)
        self.show_ = KeyButton(self.tr("Show the codes"), "Enter", "primary")
        self.sheet = KeyButton(self.tr("On A4 paper"), "F8")
        self.roll = KeyButton(self.tr("On the roll"), "F9")
        self.close_ = KeyButton(self.tr("Close"), "Esc")
        self._build()
        self._connect()
        self._make()

    def _build(self) -> None:
        self.setWindowTitle(self.tr("By photo"))
        self.setMinimumWidth(NARROWEST)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(10)
        column.addWidget(label(self.tr("By photo"), "title"))
        words = self.tr(
            "The whole day stands in codes. Photograph every screen with a telephone and send the"
            " photos to the office by chat. Set the screen to its brightest."
        )
        column.addWidget(label(words, "hint", wrap=True))
        if self._session.shop.identity.training:
            words = self.tr("Practice: the office does not count these codes.")
            column.addWidget(label(words, "strong", wrap=True))
        self.days.setAccessibleName(self.tr("Day"))
        column.addWidget(self.days)
        column.addWidget(self.size_label)
        column.addWidget(self.outcome)
        column.addWidget(self.show_)
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in (self.sheet, self.roll, self.close_):
            row.addWidget(each, 1)
        column.addLayout(row)
        self.roll.setVisible(printer_settings.printer(self._session.shop) is not None)
        self.days.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect(self) -> None:
        self.days.currentIndexChanged.connect(self._make)
        self.show_.clicked.connect(self.show_codes)
        self.sheet.clicked.connect(self.show_sheet)
        self.roll.clicked.connect(self.print_roll)
        self.close_.clicked.connect(self.reject)

    def _make(self, _at: int = 0) -> None:
        self._set_found(None)
        self.size_label.setText(self.tr("Preparing the codes…"))
        self.outcome.setText("")
        day = str(self.days.currentData())
        work = partial(light_export.light_day, self._session.shop, day)
        self._runner.run(work, partial(self._made, day))

    def _made(self, day: str, outcome: Outcome[LightDay]) -> None:
        if day != self.days.currentData():
            return
        if outcome.value is not None:
            self._set_found(outcome.value)
            self.size_label.setText(self._size_words(outcome.value))
            self.show_.setFocus(Qt.FocusReason.OtherFocusReason)
        elif isinstance(outcome.error, PosError):
            self.size_label.setText(sentence(outcome.error, self._session.language))
        else:
            raise outcome.error or AssertionError("no outcome")

    def _set_found(self, found: LightDay | None) -> None:
        self._found = found
        for button in (self.show_, self.sheet, self.roll):
            button.setEnabled(found is not None)

    def _size_words(self, found: LightDay) -> str:
        screens = self.tr("%n screen(s)", "", len(found.screens))
        enough = self.tr("any {0} of {1} codes are enough").format(found.need, len(found.codes))
        return f"{screens}  ·  {enough}"

    def show_codes(self) -> None:
        """Shows the codes on the whole screen; all of them shown is noted as handed out."""
        found = self._found
        if found is None:
            return
        shown, screens = LightScreens.show_codes(found, self), len(found.screens)
        if shown == screens and self._note(found):
            words = self.tr(
                "All %n screen(s) were shown. Wait for the office's receipt.", "", screens
            )
            self.outcome.setText(words)
        elif shown:
            words = self.tr("{0} of {1} screens were shown. The office asks for what it lacks.")
            self.outcome.setText(words.format(shown, screens))

    def show_sheet(self) -> None:
        """Shows the A4 sheets, to be printed or saved."""
        found = self._found
        if found is None:
            return
        name = f"{found.close.file_name.removesuffix('.zip')}_lembar"
        pdf = self._session.away(found.sheet)
        title = self.tr("Codes of a day")
        if PaperDialog.show_paper(self._session, title, pdf, name, self) and self._note(found):
            self.outcome.setText(self.tr("Photograph half a sheet at a time, or give the paper."))

    def print_roll(self) -> None:
        """Queues the codes for the receipt printer."""
        session, found = self._session, self._found
        if found is None or not session.store(lambda: self._queue(found)):
            return
        session.print_queued.emit()
        if self._note(found):
            self.outcome.setText(self.tr("The codes are being printed."))

    def _queue(self, found: LightDay) -> bool:
        session = self._session
        print_queue.queue_job(session.shop, JobKind.LIGHT, found.close.day, session.language)
        return True

    def _note(self, found: LightDay) -> bool:
        """Notes that the day was handed out; returns whether it is in the journal."""
        noted = self._session.store(lambda: self._noted(found)) is not None
        self.handed_out = self.handed_out or noted
        return noted

    def _noted(self, found: LightDay) -> bool:
        light_export.note_shown(self._session.shop, found)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        buttons = {Qt.Key.Key_F8: self.sheet, Qt.Key.Key_F9: self.roll}
        if event.key() in ENTER_KEYS:
            focused = self.focusWidget()
            (focused if isinstance(focused, KeyButton) else self.show_).click()
        elif event.key() in buttons:
            button = buttons[Qt.Key(event.key())]
            if button.isVisible():
                button.click()
        else:
            super().keyPressEvent(event)

    @classmethod
    def show_day(
        cls, session: Session, days: Sequence[ClosedDay], day: str, parent: QWidget
    ) -> bool:
        """Shows the dialog for a closed day; returns whether one was handed out."""
        dialog = cls(session, days, day, parent)
        dialog.exec()
        dialog.deleteLater()
        return dialog.handed_out
