"""The first page of the payment of an order: what is left as a deposit, and what remains."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.money import Rupiah, format_rupiah
from ui.key_timing import Ticks
from ui.sell.way_buttons import WayButtons
from ui.widgets.buttons import KeyButton
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.fit_label import FitLabel
from ui.widgets.number_edit import MoneyEdit
from ui.widgets.restyle import label

HALF, ALL, OTHER = "half", "all", "other"


def half_of(total: Rupiah) -> Rupiah:
    """Half of a price in rupiah, rounded up."""
    return -(-total // 2)


class DepositPanel(QWidget):
    """Half of the price unless something else is chosen or typed."""

    pay_wanted = Signal()
    split_wanted = Signal()

    def __init__(self, ticks: Ticks) -> None:
        super().__init__()
        self._total: Rupiah = 0
        self.total = FitLabel(32)
        words = {HALF: self.tr("Half"), ALL: self.tr("All of it"), OTHER: self.tr("Another")}
        self.part = ChoiceRow(self.tr("Deposit"), words)
        self.deposit = MoneyEdit(ticks, self.tr("Deposit"))
        self.balance = label(kind="heading", wrap=True)
        self.ways = WayButtons()
        self.split = KeyButton(self.tr("Mixed payment"), "F9", "small")
        self.pay = KeyButton(self.tr("Pay the deposit"), "Enter", "primary")
        self._build()
        self.part.chosen.connect(self._choose)
        self.deposit.textEdited.connect(self._typed)
        self.pay.clicked.connect(self.pay_wanted)
        self.split.clicked.connect(self.split_wanted)
        self.set_total(0)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Price of the order"), "hint"))
        column.addWidget(self.total)
        column.addWidget(label(self.tr("Deposit"), "heading"))
        column.addWidget(self.part)
        column.addWidget(self.deposit)
        column.addWidget(self.balance)
        column.addStretch(1)
        column.addWidget(self.ways)
        column.addWidget(self.split)
        column.addWidget(self.pay)

    def set_total(self, total: Rupiah) -> None:
        """Shows the price of the order in rupiah."""
        self._total = total
        self.total.setText(format_rupiah(total))
        if self.part.value != OTHER:
            self.deposit.set_amount(total if self.part.value == ALL else half_of(total))
        self._show_balance()

    def _choose(self, part: str) -> None:
        if part == OTHER:
            self.deposit.setFocus()
            self.deposit.selectAll()
        self.set_total(self._total)

    def _typed(self, _text: str) -> None:
        self.part.set_value(OTHER)
        self._show_balance()

    def _show_balance(self) -> None:
        rest = self._total - (self.amount or 0)
        words = self.tr("Remains at the delivery: {0}")
        self.balance.setText(words.format(format_rupiah(max(rest, 0))))

    @property
    def amount(self) -> Rupiah | None:
        """The deposit in rupiah; None where none can be read."""
        return self.deposit.amount
