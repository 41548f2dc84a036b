"""The office's decisions on the chosen order or inquiry: buttons, and the calls that sign them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from pos_app.services.office import order_decisions
from pos_app.services.office.buyer_list import Buyer, Progress
from pos_app.services.office.order_decisions import Closing
from pos_app.services.office.order_list import BookOrderState
from ui.office.office_session import OfficeSession
from ui.office.order_dialogs import CloseOrderDialog, CountsDialog
from ui.office.settlement_dialogs import PaymentDialog
from ui.widgets.button_rows import button_row
from ui.widgets.buttons import KeyButton

_NOT_SURE = (BookOrderState.UNCONFIRMED, BookOrderState.DISPUTED)


class OrderActions(QWidget):
    """How far an order or inquiry has come, and what the office decides about an order.

    Every decision is written on a worker thread, and the book is read anew after it.
    """

    def __init__(self, session: OfficeSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._buyer: Buyer | None = None
        self.state = QComboBox()
        self.counts = KeyButton(self.tr("Which one counts…"), "F7", "small")
        self.close_order = KeyButton(self.tr("What became of it…"), "F8", "small")
        self.hand_over = KeyButton(self.tr("Deposit to the maker…"), "F9", "small")
        self.state.setAccessibleName(self.tr("How far it has come"))
        for value, words in self.progress_words().items():
            self.state.addItem(words, value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.state)
        column.addLayout(button_row(self.counts, self.close_order, self.hand_over))
        self.state.activated.connect(self._set_progress)
        self.counts.clicked.connect(self.ask_which_counts)
        self.close_order.clicked.connect(self.ask_what_became)
        self.hand_over.clicked.connect(self.ask_for_deposit)

    def progress_words(self) -> dict[Progress, str]:
        """Return the words of each state."""
        return {
            Progress.NEW: self.tr("New"),
            Progress.WRITTEN: self.tr("Written to"),
            Progress.ANSWERED: self.tr("Answered"),
            Progress.AGREED: self.tr("Agreed"),
            Progress.LOST: self.tr("Lost"),
        }

    def show_buyer(self, buyer: Buyer) -> None:
        """Show the state, and the decisions that are possible."""
        self._buyer = buyer
        self.state.setCurrentIndex(self.state.findData(buyer.progress))
        order = buyer.order
        state = order.state if order else None
        self.counts.setVisible(state is BookOrderState.DISPUTED)
        self.close_order.setVisible(state is BookOrderState.OPEN)
        self.hand_over.setVisible(self._left(buyer) > 0)

    @staticmethod
    def _left(buyer: Buyer) -> int:
        """What of the deposit the maker has not got yet; nothing of one that went back."""
        order = buyer.order
        if order is None or order.state in _NOT_SURE:
            return 0
        return order.deposit - order.returned - order.paid

    def _set_progress(self, _index: int) -> None:
        buyer, book = self._buyer, self._session.book
        state = self.state.currentData()
        if buyer is not None and book is not None and state != buyer.progress:
            decide = order_decisions.set_progress
            self._decide(partial(decide, book, buyer.number, state, self._session.operator))

    def ask_which_counts(self) -> None:
        """Read which documents close the order, and ask which of them counts."""
        buyer, book = self._buyer, self._session.book
        if buyer is not None and book is not None and self.counts.isVisible():
            read = partial(order_decisions.closings_of, book, buyer.number)
            self._session.run(read, partial(self._ask_which, buyer.number))

    def _ask_which(self, order: str, closings: list[Closing]) -> None:
        book = self._session.book
        chosen = CountsDialog.ask(order, closings, self._session.language, self.window())
        if chosen is not None and book is not None:
            (closing, reason), operator = chosen, self._session.operator
            decide = order_decisions.choose_closing
            self._decide(partial(decide, book, order, closing.sale, operator, reason))

    def ask_what_became(self) -> None:
        """Ask what became of an order after the fair, and decide it."""
        buyer, session = self._buyer, self._session
        order = buyer.order if buyer else None
        if order is None or session.book is None or not self.close_order.isVisible():
            return
        today = session.clock.now().date()
        asked = (order.number, order.balance, order.deposit, today, session.ticks, self.window())
        found = CloseOrderDialog.ask(*asked)
        if found is not None:
            decide = partial(order_decisions.close_order, session.book, order.number, found.how)
            operator = session.operator
            self._decide(partial(decide, found.day, found.amount, operator, found.reason))

    def ask_for_deposit(self) -> None:
        """Ask what of the deposit was handed to the maker, and note it."""
        buyer, session = self._buyer, self._session
        if buyer is None or session.book is None or not self.hand_over.isVisible():
            return
        today, left = session.clock.now().date(), self._left(buyer)
        found = PaymentDialog.ask(buyer.maker_name, left, today, session.ticks, self.window())
        if found is not None:
            work = partial(
                order_decisions.hand_over_deposit,
                session.book,
                buyer.number,
                found.amount,
                session.operator,
                day=found.day,
                way=found.way,
                proof=found.proof,
            )
            self._decide(work)

    def _decide(self, work: Callable[[], object]) -> None:
        self._session.run(work, self._done)

    def _done(self, _decided: object) -> None:
        self._session.say(self.tr("Decided and signed."))
        self._session.reload()
