"""Asks what of a deposit goes back to the buyer when an order is cancelled, how, and why."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from pos_app.domain.money import Rupiah, format_rupiah
from pos_app.domain.orders import Order
from pos_app.domain.payment_methods import Method
from pos_app.domain.tender import Payment
from ui.key_timing import Ticks
from ui.orders.deposit_panel import half_of
from ui.texts import method_words
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.number_edit import MoneyEdit
from ui.widgets.reason_row import ReasonRow
from ui.widgets.restyle import label

ALL, HALF, NOTHING, OTHER = "all", "half", "nothing", "other"
BACK_WAYS = (Method.CASH, Method.TRANSFER, Method.QRIS, Method.CARD)


@dataclass(frozen=True, slots=True)
class Cancellation:
    """What goes back, in rupiah, by what payment, and why."""

    returned: Rupiah
    payments: tuple[Payment, ...]
    reason: str


class CancelDialog(AskDialog):
    """The whole deposit goes back unless something else is chosen; the maker keeps the rest."""

    def __init__(self, order: Order, ticks: Ticks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._order = order
        words = {
            ALL: self.tr("All of it"),
            HALF: self.tr("Half"),
            NOTHING: self.tr("Nothing"),
            OTHER: self.tr("Another"),
        }
        self.part = ChoiceRow(self.tr("Goes back"), words)
        self.returned = MoneyEdit(ticks, self.tr("Goes back to the buyer"))
        self.kept = label(kind="heading", wrap=True)
        ways = {str(way): method_words(way) for way in BACK_WAYS}
        self.way = ChoiceRow(self.tr("How it goes back"), ways)
        self.reasons = ReasonRow(
            [self.tr("buyer changed their mind"), self.tr("maker cannot make it")]
        )
        self._build()
        self.part.chosen.connect(self._choose)
        self.returned.textEdited.connect(self._typed)
        self._choose(ALL)
        self.reasons.setFocus()

    def _build(self) -> None:
        words = self.tr("Cancel {0}?").format(self._order.number)
        self.set_question(words, self.tr("Cancel the order"))
        deposit = self.tr("Deposit: {0}. What goes back to the buyer?")
        told = deposit.format(format_rupiah(self._order.deposit))
        for each in (
            label(told, "hint", wrap=True),
            self.part,
            self.returned,
            self.kept,
            self.way,
            self.reasons,
        ):
            self.body.addWidget(each)
        self.setMinimumWidth(560)

    def _choose(self, part: str) -> None:
        deposit = self._order.deposit
        if part == OTHER:
            self.returned.setFocus()
            self.returned.selectAll()
        else:
            amounts = {ALL: deposit, HALF: half_of(deposit), NOTHING: 0}
            self.returned.set_amount(amounts[part])
        self._show_kept()

    def _typed(self, _text: str) -> None:
        self.part.set_value(OTHER)
        self._show_kept()

    def _show_kept(self) -> None:
        returned = self.returned.amount or 0
        kept = max(self._order.deposit - returned, 0)
        self.kept.setText(self.tr("The maker keeps {0}").format(format_rupiah(kept)))
        self.way.setEnabled(returned > 0)

    def problem(self) -> str:
        """Refuses more than the deposit, and no reason."""
        returned = self.returned.amount
        if returned is None:
            return self.tr("Type what goes back, 0 for nothing.")
        if returned > self._order.deposit:
            return self.tr("At most the deposit of {0}.").format(format_rupiah(self._order.deposit))
        return "" if self.reasons.reason else self.tr("Say why.")

    def cancellation(self) -> Cancellation:
        """What was chosen."""
        returned = self.returned.amount or 0
        paid = (Payment(Method(self.way.value), returned),) if returned else ()
        return Cancellation(returned, paid, self.reasons.reason)

    @classmethod
    def ask(cls, order: Order, ticks: Ticks, parent: QWidget | None = None) -> Cancellation | None:
        """Asks; None where the order stays."""
        dialog = cls(order, ticks, parent)
        return dialog.cancellation() if dialog.confirmed() else None
