"""Asks for a bargained unit price; the cart keeps the list price beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pos_app.domain.money import MAX_PRICE, Rupiah, divide_half_up, format_rupiah
from pos_app.domain.pricing import CartItem
from ui.session import Session
from ui.widgets.ask_dialog import AskDialog, AskedFrom
from ui.widgets.chip_strip import ChipStrip
from ui.widgets.number_edit import MoneyEdit
from ui.widgets.restyle import label

PERCENTS = (5, 10, 15, 20)


class PriceDialog(AskDialog):
    """Asks for the price of one piece."""

    def __init__(self, session: Session, ask: CartItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list_price = ask.listed_price
        self._agreed: Rupiah | None = None  # a price above the list that was asked about
        self.set_question(ask.product.name, self.tr("Use this price"))
        self.heading.setProperty("kind", "piece")
        self.setWindowTitle(self.tr("Bargained price"))
        self.edit = MoneyEdit(session.ticks, self.tr("Price of one piece"))
        self.edit.set_amount(ask.price)
        self.edit.selectAll()
        maker = ask.product.maker_name or ask.product.maker
        self.body.addWidget(label(f"{ask.qty} × {format_rupiah(ask.price)}  ·  {maker}", "strong"))
        self.body.addWidget(label(self._listed(ask), "hint"))
        self.body.addWidget(self.edit)
        self.edit.setFocus()

    def _listed(self, ask: CartItem) -> str:
        listed = format_rupiah(self._list_price)
        if self._list_price == ask.product.price:
            return self.tr("List price {0}. Price of one piece:").format(listed)
        words = self.tr("List price of one of {0}: {1}. Price of one piece:")
        return words.format(ask.qty, listed)

    @classmethod
    def ask(cls, session: Session, ask: CartItem, asked: AskedFrom) -> Rupiah | None:
        """Asks for the unit price in rupiah; None when cancelled."""
        dialog = cls(session, ask, asked.window)
        dialog.offer_pad(session.shop.settings, dialog.edit, asked)
        return dialog.edit.amount if dialog.confirmed() else None

    def pad_shown(self) -> None:
        """Offer the discounts that are asked for most, so that nothing has to be reckoned."""
        chips = ChipStrip()
        words = [f"−{percent} %" for percent in PERCENTS]
        chips.show_choices(("", self.tr("List price")), words)
        chips.chosen.connect(self._take_percent)
        self.body.addWidget(chips)

    def _take_percent(self, chip: str) -> None:
        percent = int(chip[1:].split(maxsplit=1)[0]) if chip else 0
        self.edit.set_amount(divide_half_up(self._list_price * (100 - percent), 100))
        self.edit.setFocus()

    def problem(self) -> str:
        """Refuses an empty price and one above `MAX_PRICE`; asks once about one above the list."""
        amount = self.edit.amount
        if amount is None:
            return self.tr("Type the price.")
        if amount > MAX_PRICE:
            return self.tr("At most {0}.").format(format_rupiah(MAX_PRICE))
        if amount > self._list_price and amount != self._agreed:
            self._agreed = amount
            words = self.tr("Dearer than the list, which says {0}. Press Enter again to ask it.")
            return words.format(format_rupiah(self._list_price))
        return ""
