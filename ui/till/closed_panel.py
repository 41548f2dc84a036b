"""The panel of a closed day: closing slip, difference of the count, and the handover."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.errors import PosError
from pos_app.services import staff
from pos_app.services.day import business_day, review
from pos_app.services.day.business_day import ClosedDay
from pos_app.services.paper import closing_slip, print_queue, printer_settings
from pos_app.services.paper.print_job_kinds import JobKind
from pos_app.services.shop.shop import Shop
from ui.key_tables import TILL_CLOSED, run_key_table
from ui.once import Once
from ui.session import Session
from ui.staff import authorisation
from ui.tasks import Outcome
from ui.texts import day_words, difference_words
from ui.till.handover_box import HandoverBox
from ui.widgets.buttons import KeyButton
from ui.widgets.number_edit import ENTER_KEYS
from ui.widgets.paper_view import ROLL_SCALE, PaperView
from ui.widgets.restyle import label, set_state


class ClosedPanel(QFrame):
    """Shows a closed day and hands its file over to the office."""

    new_day_wanted = Signal()
    reopened = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._once = Once()
        self._day: ClosedDay | None = None
        self.setObjectName("card")
        self.title = label(kind="title")
        self.difference = label(kind="pill")
        self.review = KeyButton(self.tr("Worth a look"), "F4", "small")
        self.runner = session.runner(self)
        self.handover = HandoverBox(session)
        self.closing_slip = KeyButton(self.tr("Closing slip PDF"), kind="small")
        self.next_day = KeyButton(self.tr("Open the next day"))
        self.reopen = KeyButton(self.tr("Open it again"), kind="small")
        self.paper = PaperView(ROLL_SCALE)
        self.reopen.show_lock(staff.uses_pins(session.shop))
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.review)
        head.addWidget(self.difference, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(head)
        halves = QHBoxLayout()
        halves.setSpacing(40)
        halves.addLayout(self._build_paper(), 1)
        halves.addWidget(self.handover, 1)
        column.addLayout(halves, 1)

    def _build_paper(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self.paper, 1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.closing_slip, 1)
        row.addWidget(self.reopen, 1)
        column.addLayout(row)
        column.addWidget(self.next_day)
        return column

    def _connect(self) -> None:
        self.closing_slip.clicked.connect(self._print_slip)
        self.next_day.clicked.connect(self.new_day_wanted)
        self.reopen.clicked.connect(self.reopen_day)
        self.review.clicked.connect(self.show_review)

    def start(self, day: ClosedDay) -> None:
        """Shows `day`."""
        self._day = day
        self.title.setText(
            self.tr("Day {0} is closed").format(day_words(day.day, self._session.language))
        )
        words, tone = self._difference_words(day.difference)
        self.difference.setText(words)
        set_state(self.difference, "tone", tone)
        self._show_paper(day)
        newest, selling = (
            business_day.last_closed(self._session.shop),
            self._session.day is not None,
        )
        self.reopen.setVisible(newest is not None and newest.day == day.day and not selling)
        words = self.tr("Back to the till") if selling else self.tr("Open the next day")
        self.next_day.set_words(words)
        self._count_review(day)
        self.handover.start(day)
        self.handover.export.setFocus(Qt.FocusReason.OtherFocusReason)

    def _count_review(self, day: ClosedDay) -> None:
        """Show on the button how many things are worth a look, once a worker thread read them."""
        self.review.set_words(self.tr("Worth a look"))
        work = partial(review.review_in, self._session.shop.folder, day.day)
        self.runner.run(work, partial(self._show_review_count, day.manifest))

    def _show_review_count(
        self, manifest: str, outcome: Outcome[tuple[review.ReviewItem, ...]]
    ) -> None:
        if self._day is None or manifest != self._day.manifest:
            return
        if outcome.error is not None and not isinstance(outcome.error, PosError):
            raise outcome.error
        if outcome.value is not None:
            count = len(review.of_people(outcome.value))
            self.review.set_words(self.tr("Worth a look ({0})").format(count))

    def show_review(self) -> None:
        """Show what is worth a look in the day, each with its receipt."""
        from ui.till.review_dialog import ReviewDialog

        if self._day is not None:
            ReviewDialog.show_review(self._session, self._day.day, self)

    def show_by_photo(self) -> None:
        """Show the codes of the day, to be photographed."""
        self.handover.show_by_photo()

    def _show_paper(self, day: ClosedDay) -> None:
        session = self._session
        self.paper.show_pdf(
            session.attempt(
                lambda: closing_slip.closing_slip_pdf(session.shop, day.day, session.language)
            )
        )

    def _difference_words(self, difference: int) -> tuple[str, str]:
        tone = "good" if difference == 0 else "look" if difference > 0 else "wrong"
        return difference_words(difference), tone

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Presses the focused button on Enter; without one, writes the day file.

        Enter in the field for the receipt code is left to that field.
        """
        if run_key_table(event, self, TILL_CLOSED):
            return
        if event.key() in ENTER_KEYS and not event.isAutoRepeat():
            focused = self.focusWidget()
            if focused is not self.handover.receipt:
                button = focused if isinstance(focused, KeyButton) else self.handover.export
                button.click()
        else:
            super().keyPressEvent(event)

    def reopen_day(self) -> None:
        """Reopens the day closed last, with a lead and a reason; closing adds a revision."""
        from ui.widgets.reason_dialog import ReasonDialog

        session, day = self._session, self._day
        if day is None:
            return
        words = self.tr("Open a closed day again")
        lead = authorisation.ask_lead(session, words, self.window())
        if lead is None:
            return
        reasons = [self.tr("counted wrong"), self.tr("one more sale")]
        reason = ReasonDialog.ask(words, self.tr("Open it again"), reasons, self.window())
        if reason is None:
            return
        asked = {"reopen": day.day, "reason": reason}
        if self._once.store(
            session,
            asked,
            lambda: business_day.reopen_till(session.shop, day.day, reason, by=lead),
        ):
            session.refresh()
            self.reopened.emit()

    def _print_slip(self) -> None:
        if self._day is None:
            return
        session, day = self._session, self._day.day
        if printer_settings.printer(session.shop) is not None:
            kind, lang = JobKind.CLOSING, session.language
            session.store(lambda: print_queue.queue_job(session.shop, kind, day, lang))
            session.print_queued.emit()
            return
        saved = session.store(lambda: slip_file(session.shop, day))
        if saved is not None:
            session.say(self.tr("Closing slip saved: {0}").format(str(saved)))


def slip_file(shop: Shop, day: str) -> Path:
    """Saves the closing slip as a PDF in the till's folder."""
    folder = shop.folder / "receipts"
    folder.mkdir(exist_ok=True)
    path = folder / f"tutup-{day}.pdf"
    closing_slip.save_closing_slip(shop, day, path)
    return path
