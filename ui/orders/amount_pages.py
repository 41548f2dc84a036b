"""Paying the deposit of an order, or the rest of it, in every way as a sale is paid."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain import tender
from pos_app.domain.money import Rupiah, format_rupiah
from pos_app.domain.payment_methods import Method
from pos_app.domain.tender import Payment
from ui.sell.pay_pages import PayPages
from ui.session import Session
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_label import FitLabel
from ui.widgets.restyle import label


class AmountPages(PayPages):
    """The page `first`, the panels of all ways of paying, and at the end the page `done`.

    Emits `began` before a payment, which a slot refuses by `refuse`, and `paid` with the payments.
    With `rounds`, an amount paid in cash alone is rounded as that of a sale.
    """

    paid = Signal(object)

    def __init__(self, session: Session, first: QWidget, *, rounds: bool) -> None:
        super().__init__(session)
        self.amount: Rupiah = 0
        self._rounds = rounds
        self.first = first
        self.done = DonePanel()
        self.addWidget(first)
        self.addWidget(self.done)
        self.closed.connect(self.show_first)

    def due(self, method: Method) -> Rupiah:
        """What is paid by `method` alone, in rupiah."""
        unit = self._session.shop.identity.cash_rounding if self._rounds else 0
        return tender.due(self.amount, [method], unit)

    @property
    def unrounded(self) -> Rupiah:
        """The amount in rupiah."""
        return self.amount

    def pay_all(self, payments: Sequence[Payment]) -> None:
        """Hands the payments on."""
        self.paid.emit(list(payments))

    def show_first(self) -> None:
        """Shows the first page and abandons a payment that was begun."""
        self.abandon()
        self.setCurrentWidget(self.first)

    def show_done(self) -> None:
        """Shows what was stored."""
        self.abandon()
        self.setCurrentWidget(self.done)
        self.done.close_.setFocus(Qt.FocusReason.OtherFocusReason)


class DonePanel(QWidget):
    """What was stored: its number and its amounts in large figures."""

    def __init__(self) -> None:
        super().__init__()
        self.number = FitLabel(44)
        self.rows = [(label(kind="hint"), FitLabel(32)) for _ in range(3)]
        self.hint = label(kind="soft", wrap=True)
        self.close_ = KeyButton(self.tr("Done"), "Enter", "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(8)
        head = QHBoxLayout()
        saved = label(self.tr("✓ Saved"), "pill")
        saved.setProperty("tone", "good")
        head.addWidget(saved)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.number)
        column.addStretch(1)
        for caption, amount in self.rows:
            column.addWidget(caption)
            column.addWidget(amount)
        column.addWidget(self.hint)
        column.addStretch(2)
        column.addWidget(self.close_)

    def show_stored(self, number: str, rows: Sequence[tuple[str, Rupiah]], hint: str) -> None:
        """Shows the number and up to three amounts (rupiah) with their captions."""
        self.number.setText(number)
        for (caption, amount), told in zip(self.rows, [*rows, *[None] * 3], strict=False):
            caption.setVisible(told is not None)
            amount.setVisible(told is not None)
            if told is not None:
                caption.setText(told[0])
                amount.setText(format_rupiah(told[1]))
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
