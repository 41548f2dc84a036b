"""Asks which held cart to recall."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from pos_app.domain.money import format_rupiah
from pos_app.services.selling.carts import HeldCart
from ui.widgets.ask_dialog import AskDialog


class HeldDialog(AskDialog):
    """A list of held carts. Up and Down choose, Enter recalls."""

    def __init__(self, held: Sequence[HeldCart], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_question(self.tr("Held carts"), self.tr("Take up again"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Held carts"))
        for cart in held:
            words = self.tr("{0}  ·  {1}  ·  {2}  ·  %n piece(s)", "", cart.pieces)
            text = words.format(cart.at[11:16], cart.label, format_rupiah(cart.total))
            item = QListWidgetItem(text)
            item.setData(Qt.ItemDataRole.UserRole, cart.id)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(self.try_to_accept)
        self.body.addWidget(self.list)
        self.setMinimumWidth(520)
        self.list.setFocus()

    @classmethod
    def ask(cls, held: Sequence[HeldCart], parent: QWidget | None = None) -> str | None:
        """Asks for a held cart and returns its id; None when cancelled."""
        dialog = cls(held, parent)
        return dialog.chosen() if dialog.confirmed() else None

    def chosen(self) -> str | None:
        """The id of the chosen cart."""
        item = self.list.currentItem()
        return None if item is None else str(item.data(Qt.ItemDataRole.UserRole))

    def problem(self) -> str:
        """Refuses to go on while no cart is chosen."""
        return "" if self.chosen() else self.tr("Choose one.")
