"""Asks for a bargained unit price; the cart keeps the list price beside it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pos_app.domain.money import MAX_PRICE, Rupiah, format_rupiah
from pos_app.domain.pricing import CartItem
from ui.session import Session
from ui.widgets.ask_dialog import AskDialog
from ui.widgets.number_edit import MoneyEdit
from ui.widgets.restyle import label


class PriceDialog(AskDialog):
    """Asks for the price of one piece."""

    def __init__(self, session: Session, ask: CartItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list_price = ask.product.price
        self._agreed: Rupiah | None = None  # a price above the list that was asked about
        self.set_question(ask.product.name, self.tr("Use this price"))
        self.heading.setProperty("kind", "piece")
        self.setWindowTitle(self.tr("Bargained price"))
        self.edit = MoneyEdit(session.ticks, self.tr("Price of one piece"))
        self.edit.set_amount(ask.price)
        self.edit.selectAll()
        maker = ask.product.maker_name or ask.product.maker
        self.body.addWidget(label(f"{ask.qty} × {format_rupiah(ask.price)}  ·  {maker}", "strong"))
        words = self.tr("List price {0}. Price of one piece:")
        self.body.addWidget(label(words.format(format_rupiah(ask.product.price)), "hint"))
        self.body.addWidget(self.edit)
        self.edit.setFocus()

    @classmethod
    def ask(cls, session: Session, ask: CartItem, parent: QWidget | None = None) -> Rupiah | None:
        """Asks for the unit price in rupiah; None when cancelled."""
        dialog = cls(session, ask, parent)
        return dialog.edit.amount if dialog.confirmed() else None

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
