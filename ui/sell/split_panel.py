"""A sale paid in several ways: each part as it is handed over, until nothing is left."""

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
    """Takes the parts one after the other. Emits `completed` with them when they cover the sale.

    QRIS and transfer are asked for elsewhere: `part_wanted` says for how much, and `add` takes the
    payment when it has come. Nothing is sold before the last part.
    """

    completed = Signal(object)
    part_wanted = Signal(object, object)
    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._due: Rupiah = 0
        self.parts: list[Payment] = []
        self.rest = FitLabel(44)
        self.list = label(kind="hint", wrap=True)
        self.edit = MoneyEdit(session.ticks, self.tr("Amount of this part"))
        self.trouble = label(kind="error", wrap=True)
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
        column.addWidget(self.rest)
        column.addWidget(self.list)
        column.addWidget(self.edit)
        column.addWidget(self.trouble)
        self.trouble.hide()
        grid = QGridLayout()
        grid.setSpacing(8)
        for n, button in enumerate((self.cash, self.qris, self.transfer, self.card)):
            grid.addWidget(button, n // 2, n % 2)
        column.addLayout(grid)
        column.addStretch(1)
        column.addWidget(self.undo)
        column.addWidget(self.back)

    def _connect(self) -> None:
        self.cash.clicked.connect(self._take_cash)
        self.card.clicked.connect(self._take_card)
        self.qris.clicked.connect(self._want_qris)
        self.transfer.clicked.connect(self._want_transfer)
        self.undo.clicked.connect(self._take_back)
        self.back.clicked.connect(self.left)
        self.edit.textChanged.connect(self.trouble.hide)

    def start(self, due: Rupiah) -> None:
        """Begins with nothing paid of `due`."""
        self._due = due
        self.parts = []
        self.show_rest()

    def show_rest(self) -> None:
        """What is still to pay, proposed as the next part."""
        rest = self._rest
        self.rest.setText(format_rupiah(rest))
        words = [f"{method_words(p.method)} {group_digits(p.amount)}" for p in self.parts]
        self.list.setText("  +  ".join(words))
        self.list.setVisible(bool(words))
        self.undo.setEnabled(bool(self.parts))
        self.edit.set_amount(rest)
        self.edit.selectAll()
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _rest(self) -> Rupiah:
        return self._due - sum(part.amount for part in self.parts)

    def add(self, payment: Payment) -> None:
        """One part more has come."""
        self.parts.append(payment)
        if self._rest <= 0:
            self.completed.emit(list(self.parts))
        else:
            self.show_rest()

    def _amount(self, most: Rupiah | None) -> Rupiah | None:
        """What the box says, when it can be a part; else the box says why not."""
        amount = self.edit.amount or 0
        if amount <= 0:
            self._refuse(self.tr("Type how much of it."))
        elif most is not None and amount > most:
            self._refuse(
                self.tr("At most {0}: only cash gives change.").format(format_rupiah(most))
            )
        else:
            return amount
        return None

    def _refuse(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.show()
        self.edit.selectAll()

    def _take_cash(self) -> None:
        amount = self._amount(None)
        if amount is not None:
            self.add(Payment(Method.CASH, amount))

    def _take_card(self) -> None:
        amount = self._amount(self._rest)
        if amount is not None:
            self.add(Payment(Method.CARD, amount, confirmed=True))

    def _want_qris(self) -> None:
        self._want(Method.QRIS)

    def _want_transfer(self) -> None:
        self._want(Method.TRANSFER)

    def _want(self, method: Method) -> None:
        amount = self._amount(self._rest)
        if amount is not None:
            self.part_wanted.emit(method, amount)

    def _take_back(self) -> None:
        if self.parts:
            self.parts.pop()
            self.show_rest()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        if event.key() in ENTER_KEYS:
            if not event.isAutoRepeat():
                focused = self.focusWidget()
                (focused if isinstance(focused, KeyButton) else self.cash).click()
            return
        actions = {
            Qt.Key.Key_F10: self._want_qris,
            Qt.Key.Key_F11: self._want_transfer,
            Qt.Key.Key_F12: self._take_card,
            Qt.Key.Key_F8: self._take_back,
            Qt.Key.Key_Escape: self.left.emit,
        }
        action = actions.get(Qt.Key(event.key()))
        if action is None:
            event.ignore()
        elif not event.isAutoRepeat():
            action()
