"""A sale paid in several ways: payments are taken until nothing remains to pay."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos_app.domain.money import Rupiah, format_rupiah, group_digits
from pos_app.domain.payment_methods import Method
from pos_app.domain.tender import Payment
from ui.session import Session
from ui.texts import method_words
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_label import FitLabel
from ui.widgets.number_edit import ENTER_KEYS, MoneyEdit
from ui.widgets.restyle import label


class SplitPanel(QWidget):
    """Takes one payment after the other. Emits `completed` with all of them at the end.

    The panels of the other ways take their payments themselves: `part_wanted` asks for one, with
    method and amount, and `add_payment` takes it. The sale is stored after the last payment.
    """

    completed = Signal(object)
    part_wanted = Signal(object, object)
    cancelled = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._due: Rupiah = 0
        self.payments: list[Payment] = []
        self.remaining = FitLabel(44)
        self.list = label(kind="hint", wrap=True)
        self.received = MoneyEdit(session.ticks, self.tr("Amount of this part"))
        self.error_label = label(kind="error", wrap=True)
        self.cash = KeyButton(self.tr("Cash"), "Enter", "first")
        self.qris = KeyButton(self.tr("QRIS"), "F10", "amount")
        self.transfer = KeyButton(self.tr("Transfer"), "F11", "amount")
        self.card = KeyButton(self.tr("Card"), "F12", "amount")
        self.undo = KeyButton(self.tr("Take back the last part"), "F8", "small")
        self.back = KeyButton(self.tr("Back"), "Esc", "small")
        self._build()
        self._connect()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Mixed payment"), "heading"))
        column.addWidget(label(self.tr("Still to pay"), "hint"))
        column.addWidget(self.remaining)
        column.addWidget(self.list)
        column.addWidget(self.received)
        column.addWidget(self.error_label)
        self.error_label.hide()
        grid = QGridLayout()
        grid.setSpacing(8)
        for n, button in enumerate((self.cash, self.qris, self.transfer, self.card)):
            grid.addWidget(button, n // 2, n % 2)
        column.addLayout(grid)
        column.addStretch(1)
        column.addWidget(self.undo)
        column.addWidget(self.back)

    def _connect(self) -> None:
        self.cash.clicked.connect(self.take_received)
        self.card.clicked.connect(self._request_card)
        self.qris.clicked.connect(self._request_qris)
        self.transfer.clicked.connect(self._request_transfer)
        self.undo.clicked.connect(self._undo)
        self.back.clicked.connect(self.cancelled)
        self.received.textChanged.connect(self.error_label.hide)
        self.received.pointed.connect(self.received.selectAll)  # the first digit replaces it

    def start(self, due: Rupiah) -> None:
        """Begins with nothing paid of `due` rupiah."""
        self._due = due
        self.payments = []
        self.show_remaining()

    def show_remaining(self) -> None:
        """Shows the remaining amount and proposes it as the next payment."""
        remaining = self._remaining
        self.remaining.setText(format_rupiah(remaining))
        words = [f"{method_words(p.method)} {group_digits(p.amount)}" for p in self.payments]
        self.list.setText("  +  ".join(words))
        self.list.setVisible(bool(words))
        self.undo.setEnabled(bool(self.payments))
        self.received.set_amount(remaining)
        self.received.selectAll()
        self.received.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _remaining(self) -> Rupiah:
        return self._due - sum(part.amount for part in self.payments)

    def add_payment(self, payment: Payment) -> None:
        """Adds a payment; emits `completed` when nothing remains to pay."""
        self.payments.append(payment)
        if self._remaining <= 0:
            self.completed.emit(list(self.payments))
        else:
            self.show_remaining()

    def _amount(self, most: Rupiah | None) -> Rupiah | None:
        """The amount typed, in rupiah; None after showing why it cannot be taken."""
        amount = self.received.amount or 0
        if amount <= 0:
            self._show_error(self.tr("Type how much of it."))
        elif most is not None and amount > most:
            self._show_error(
                self.tr("At most {0}: only cash gives change.").format(format_rupiah(most))
            )
        else:
            return amount
        return None

    def _show_error(self, words: str) -> None:
        self.error_label.setText(words)
        self.error_label.show()
        self.received.selectAll()

    def take_received(self) -> None:
        """Takes the amount in the box as a part in cash."""
        amount = self._amount(None)
        if amount is not None:
            self.add_payment(Payment(Method.CASH, amount))

    def _request_qris(self) -> None:
        self._request(Method.QRIS)

    def _request_transfer(self) -> None:
        self._request(Method.TRANSFER)

    def _request_card(self) -> None:
        self._request(Method.CARD)

    def _request(self, method: Method) -> None:
        amount = self._amount(self._remaining)
        if amount is not None:
            self.part_wanted.emit(method, amount)

    def _undo(self) -> None:
        if self.payments:
            self.payments.pop()
            self.show_remaining()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        if event.key() in ENTER_KEYS:
            if not event.isAutoRepeat():
                focused = self.focusWidget()
                (focused if isinstance(focused, KeyButton) else self.cash).click()
            return
        actions = {
            Qt.Key.Key_F10: self._request_qris,
            Qt.Key.Key_F11: self._request_transfer,
            Qt.Key.Key_F12: self._request_card,
            Qt.Key.Key_F8: self._undo,
            Qt.Key.Key_Escape: self.cancelled.emit,
        }
        action = actions.get(Qt.Key(event.key()))
        if action is None:
            event.ignore()
        elif not event.isAutoRepeat():
            action()
