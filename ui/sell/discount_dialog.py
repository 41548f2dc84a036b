"""Asks for a discount on the whole sale, in rupiah or in per cent."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pos_app.domain.cart import Cart
from pos_app.domain.money import Rupiah, divide_half_up, format_rupiah
from ui.session import Session
from ui.widgets.ask_dialog import AskDialog, AskedFrom
from ui.widgets.chip_strip import ChipStrip
from ui.widgets.number_edit import MoneyEdit
from ui.widgets.restyle import label

PERCENTS = (5, 10, 15, 20)


class DiscountDialog(AskDialog):
    """Asks for the discount and shows what is left to pay."""

    def __init__(self, session: Session, cart: Cart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = cart.total + cart.discount
        self.edit = MoneyEdit(session.ticks, self.tr("Discount in rupiah"))
        self.edit.set_amount(cart.discount or None)
        self.edit.setPlaceholderText(self.tr("Rupiah off"))
        self.percents = ChipStrip()
        self.left_to_pay = label(kind="strong")
        self._build()
        self._show_left()

    def _build(self) -> None:
        words = self.tr("Discount on the sale of {0}")
        self.set_question(words.format(format_rupiah(self._before)), self.tr("Take it off"))
        self.body.addWidget(self.edit)
        chips = [f"{percent} %" for percent in PERCENTS]
        self.percents.show_choices(("", self.tr("None")), chips)
        self.body.addWidget(self.percents)
        self.body.addWidget(self.left_to_pay)
        self.percents.chosen.connect(self._take_percent)
        self.edit.textChanged.connect(self._show_left)
        self.edit.selectAll()
        self.edit.setFocus()

    @classmethod
    def ask(cls, session: Session, cart: Cart, asked: AskedFrom) -> Rupiah | None:
        """Asks for the discount in rupiah, 0 for none; None when cancelled."""
        dialog = cls(session, cart, asked.window)
        dialog.offer_pad(session.shop.settings, dialog.edit, asked)
        return dialog.discount if dialog.confirmed() else None

    @property
    def discount(self) -> Rupiah:
        """The discount typed, in rupiah."""
        return self.edit.amount or 0

    def _take_percent(self, chip: str) -> None:
        percent = int(chip.split(maxsplit=1)[0]) if chip else 0
        self.edit.set_amount(divide_half_up(self._before * percent, 100) or None)
        self.edit.setFocus()

    def _show_left(self) -> None:
        left = max(self._before - self.discount, 0)
        self.left_to_pay.setText(self.tr("To pay: {0}").format(format_rupiah(left)))

    def problem(self) -> str:
        """Refuses a discount that is larger than the sale."""
        if self.discount > self._before:
            return self.tr("That is more than the sale comes to.")
        return ""
