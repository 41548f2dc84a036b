"""Asks how many pieces a line of the cart has."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from pos_app.domain.money import format_rupiah
from pos_app.domain.pricing import CartItem
from ui.session import Session
from ui.widgets.ask_dialog import AskDialog, AskedFrom
from ui.widgets.number_edit import NumberEdit
from ui.widgets.restyle import label


class QuantityDialog(AskDialog):
    """Asks for the pieces, at least one: a line is taken out by its own key."""

    def __init__(self, session: Session, ask: CartItem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_question(ask.product.name, self.tr("So many"))
        self.heading.setProperty("kind", "piece")
        self.setWindowTitle(self.tr("Number of pieces"))
        self.edit = NumberEdit(session.ticks, self.tr("Number of pieces"), "money", digits=4)
        self.edit.set_number(ask.qty)
        self.edit.selectAll()
        maker = ask.product.maker_name or ask.product.maker
        self.body.addWidget(label(f"@ {format_rupiah(ask.price)}  ·  {maker}", "strong"))
        self.body.addWidget(label(self.tr("Number of pieces:"), "hint"))
        self.body.addWidget(self.edit)
        self.edit.setFocus()

    @classmethod
    def ask(cls, session: Session, ask: CartItem, asked: AskedFrom) -> int | None:
        """Asks for the number of pieces; None when cancelled."""
        dialog = cls(session, ask, asked.window)
        dialog.offer_pad(session.shop.settings, dialog.edit, asked)
        return dialog.edit.number if dialog.confirmed() else None

    def problem(self) -> str:
        """Refuses no pieces."""
        return "" if self.edit.number else self.tr("Type how many, at least 1.")
