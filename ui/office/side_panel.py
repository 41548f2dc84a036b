"""The panel of one till-day: state, problems, files, decisions, telephone and message."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.money import format_rupiah
from pos_app.domain.review_items import OF_PROGRAMS
from pos_app.services.office.book_view import (
    StandTill,
    TillDayFile,
    TillDayState,
    TillDayStatus,
    TillReview,
    Transfer,
    decider_text,
    transfer_text,
)
from pos_app.services.office.compared_files import TwoLaptops, compare_till_day
from ui.office.decision_choices import (
    Choice,
    choices_for,
    decision_words,
    seat_of_two_laptops,
    undo_choice,
)
from ui.office.office_session import OfficeSession
from ui.office.operator_button import OperatorButton
from ui.office.problem_words import AWAITING_FILE, problem_words, stand_message
from ui.office.till_day_words import (
    SIGNS,
    drawer_words,
    interim_words,
    partial_words,
    place_words,
    review_words,
    shift_words,
    span_words,
    status_words,
)
from ui.office.two_laptops_card import TwoLaptopsCard
from ui.texts import day_and_time, long_day_words
from ui.widgets.buttons import KeyButton
from ui.widgets.reason_dialog import ReasonDialog
from ui.widgets.restyle import label, set_state

DEAREST = 3  # items of a till-day that are shown before its files
MOST_TRANSFERS = 8
_TONES = {
    TillDayState.RECEIVED: "good",
    TillDayState.REVISED: "good",
    TillDayState.NO_SALES: "good",
    TillDayState.PAPER: "look",
    TillDayState.MISSING: "look",
    TillDayState.LOOK: "look",
    TillDayState.DISPUTED: "wrong",
    TillDayState.SET_ASIDE: "wrong",
}


class SidePanel(QFrame):
    """Shows one till-day at a time; emits `closed` when the person closes it.

    `review_wanted` asks for the list of everything that is worth a look in it.
    """

    closed = Signal()
    review_wanted = Signal()

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._session = session
        self.title = label(kind="heading", wrap=True)
        self.day = label(kind="hint")
        self.state = label(kind="pill")
        self.amount = label(kind="title", wrap=True)
        self.close_ = KeyButton(self.tr("Close"), "Esc", "small")
        self.message = QPlainTextEdit()
        self.copy = KeyButton(self.tr("Copy the message"), "F7", "small")
        self.phone = label(kind="strong", wrap=True)
        self._content = QVBoxLayout()
        self._laptops: TwoLaptopsCard | None = None
        self._build()
        self.close_.clicked.connect(self.closed)
        self.copy.clicked.connect(self.copy_message)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(8)
        head = QHBoxLayout()
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.title)
        names.addWidget(self.day)
        head.addLayout(names, 1)
        head.addWidget(self.close_, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        page = QWidget()
        page.setObjectName("page")
        self._content = QVBoxLayout(page)
        self._content.setContentsMargins(0, 0, 8, 0)
        self._content.setSpacing(8)
        scroll = QScrollArea()
        scroll.setWidget(page)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(scroll, 1)
        self.message.setReadOnly(True)
        self.message.setTabChangesFocus(True)
        self.message.setAccessibleName(self.tr("Message to the stand"))
        self.message.setFixedHeight(124)

    def show_till_day(
        self,
        event: str,
        place: StandTill,
        day: str,
        till_day: TillDayStatus,
        review: Sequence[TillReview] = (),
        transfers: Sequence[Transfer] = (),
    ) -> None:
        """Show a till-day of the event named `event`.

        `review` is what is worth a look in it, `transfers` the goods that left the till that day
        or were sent to its stand.
        """
        language = self._session.language
        self.title.setText(place_words(place))
        self.day.setText(long_day_words(day, language))
        self._clear()
        self._show_state(till_day)
        for problem in till_day.problems:
            self._add(label(problem_words(problem, language), "look", wrap=True))
        for warning in till_day.warnings:
            self._add(label(problem_words(warning, language), "hint", wrap=True))
        self._show_drawers(till_day)
        self._show_transfers(place, transfers)
        self._show_review(review)
        if till_day.files:
            self._show_laptops(till_day)
            self._show_files(till_day.files)
            self._show_decisions(place, day, till_day)
        if till_day.state in AWAITING_FILE or till_day.files:
            self.message.setPlainText(stand_message(event, place, day, till_day, language))
            self._show_whom_to_phone(place)
        if not till_day.files:  # one phones before one decides that nothing will come
            self._show_decisions(place, day, till_day)
        self._content.addStretch(1)

    def _clear(self) -> None:
        """Lets go of what the last till-day showed; the lasting parts only step aside."""
        self._laptops = None
        lasting = (self.state, self.amount, self.phone, self.message, self.copy)
        while (item := self._content.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                if widget not in lasting:
                    widget.deleteLater()

    def _add(self, widget: QWidget) -> None:
        self._content.addWidget(widget)
        widget.show()

    def _show_state(self, till_day: TillDayStatus) -> None:
        self.state.setText(f"{SIGNS[till_day.state]} {status_words(till_day)}".strip())
        set_state(self.state, "tone", _TONES.get(till_day.state, ""))
        self._content.addWidget(self.state, 0, Qt.AlignmentFlag.AlignLeft)
        self.state.show()
        if till_day.state is TillDayState.DISPUTED:
            self.amount.setText(span_words(till_day.disputed))
        else:
            self.amount.setText(format_rupiah(till_day.amount))
        has_amount = bool(till_day.files) or till_day.state is TillDayState.PAPER
        if has_amount and till_day.state is not TillDayState.SET_ASIDE:
            self._add(self.amount)
        if till_day.interim is not None:
            self._add(label(interim_words(till_day), "strong", wrap=True))
        for each in till_day.partials:
            self._add(label(partial_words(each, self._session.language), "strong", wrap=True))

    def _show_drawers(self, till_day: TillDayStatus) -> None:
        """Show what was counted in the drawer, by whom, and what differs."""
        for each in till_day.drawers:
            tone = "look" if each.drawer.difference else "hint"
            self._add(label(drawer_words(each.drawer), tone, wrap=True))
            if each.drawer.shifts:
                self._add(label(shift_words(each.drawer), "file", wrap=True))

    def _show_transfers(self, place: StandTill, transfers: Sequence[Transfer]) -> None:
        """Show the goods that went to other stands, or came from them."""
        if not transfers:
            return
        self._add(label(self.tr("Goods between stands"), "strong"))
        for each in transfers[:MOST_TRANSFERS]:
            tone = "hint" if each.is_settled else "look"
            words = transfer_text(each, place.stand, self._session.language)
            self._add(label(words, tone, wrap=True))
        more = len(transfers) - MOST_TRANSFERS
        if more > 0:
            self._add(label(self.tr("and %n more, in the report", "", more), "hint"))

    def _show_review(self, review: Sequence[TillReview]) -> None:
        """Show the dearest of what is worth a look, and the way to all of it."""
        of_people = [each for each in review if each.item.kind not in OF_PROGRAMS]
        if not of_people:
            return
        self._add(label(self.tr("Worth a look"), "strong"))
        for each in of_people[:DEAREST]:
            self._add(label(review_words(each, self._session.language), "file", wrap=True))
        if len(review) > DEAREST:
            words = self.tr("All {0} of this till-day").format(len(review))
            every = KeyButton(words, "F8", "small")
            every.clicked.connect(self.review_wanted)
            self._add(every)

    def _show_laptops(self, till_day: TillDayStatus) -> None:
        """Show the files of two laptops side by side, as soon as they are read."""
        seat, book = seat_of_two_laptops(till_day), self._session.book
        if seat is None or book is None:
            return
        card = self._laptops = TwoLaptopsCard()
        self._add(card)
        place = (till_day.stand, till_day.till, seat, till_day.day)
        self._session.run(partial(compare_till_day, book, place), partial(self._laptops_read, card))

    def _laptops_read(self, card: TwoLaptopsCard, found: TwoLaptops) -> None:
        """Fill the card, unless another till-day is shown by now."""
        if card is self._laptops:
            card.show_comparison(found)

    def _show_files(self, files: tuple[TillDayFile, ...]) -> None:
        self._add(label(self.tr("Files"), "strong"))
        for file in files:
            self._add(self._file(file))
        words = self.tr(
            "Every file: signature ✓  content whole ✓  journal chain ✓  sums agree ✓  numbers"
            " without a gap ✓"
        )
        self._add(label(words, "soft", wrap=True))

    def _file(self, file: TillDayFile) -> QLabel:
        counts = self.tr("counts") if file.counts else self.tr("does not count")
        words = self.tr("Code {0}  ·  revision {1}  ·  {2}\n{3}  ·  key {4}")
        net = format_rupiah(file.net)
        text = words.format(file.slip, file.revision, net, counts, file.fingerprint)
        if file.seat:
            text += "\n" + self.tr("second laptop (seat {0})").format(file.seat)
        made = label(text, "file", wrap=True)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return made

    def _show_decisions(self, place: StandTill, day: str, till_day: TillDayStatus) -> None:
        """Show the decisions about this till-day, and buttons of those that are possible."""
        choices = choices_for(place, day, till_day, self._session.language)
        if not choices and not till_day.decisions:
            return
        self._add(label(self.tr("The office decides"), "strong"))
        for decided in till_day.decisions:
            disputed = decided.state == "disputed"
            words = self.tr("contradicted: {0}") if disputed else self.tr("decided: {0}")
            told = words.format(decision_words(decided))
            by = self.tr("{0}, office {1}").format(
                day_and_time(datetime.fromisoformat(decided.decision.at), self._session.language),
                decider_text(decided),
            )
            self._add(label(f"{told}\n{by}", "file", wrap=True))
            self._add_choice(undo_choice(decided))
        for choice in choices:
            self._add_choice(choice)
        self._add(OperatorButton(self._session))

    def _add_choice(self, choice: Choice) -> None:
        button = KeyButton(choice.words, kind="small")
        button.clicked.connect(partial(self.ask, choice))
        self._add(button)

    def ask(self, choice: Choice, _checked: bool = False) -> None:
        """Ask for a reason and store the decision."""
        reasons = [self.tr("by telephone"), self.tr("closing slip seen"), self.tr("laptop seen")]
        reason = ReasonDialog.ask(choice.question, self.tr("Decide"), reasons, self.window())
        book = self._session.book
        if reason is not None and book is not None:
            work = partial(choice.decide, book, self._session.operator, reason)
            self._session.run(work, self._decided)

    def _decided(self, _decided: object) -> None:
        self._session.say(self.tr("Decided and signed. It can be taken back."))
        self._session.refresh()

    def _show_whom_to_phone(self, place: StandTill) -> None:
        words = self.tr("Phone: {0}") if place.phone else self.tr("No telephone in the plan.")
        self.phone.setText(words.format(place.phone))
        for widget in (self.phone, self.message, self.copy):
            self._add(widget)

    def copy_message(self) -> None:
        """Copy the message to the clipboard."""
        if self.message.isVisibleTo(self):
            QGuiApplication.clipboard().setText(self.message.toPlainText())
            self._session.say(self.tr("The message is copied. Paste it into the chat."))
