"""The lines of the cart as a Qt list model."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from pos_app.domain.cart import Cart
from pos_app.domain.money import format_rupiah
from pos_app.domain.pricing import CartItem
from ui.models.products import ROOT, Index

ITEM_ROLE = Qt.ItemDataRole.UserRole + 1


class CartModel(QAbstractListModel):
    """One row for each line; `ITEM_ROLE` gives the `CartItem`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[CartItem, ...] = ()

    def set_rows(self, cart: Cart) -> None:
        """Shows the lines of `cart`; as many lines as before are updated in place."""
        if len(cart.items) == len(self._items):
            self._items = cart.items
            if self._items:
                self.dataChanged.emit(self.index(0), self.index(len(self._items) - 1))
            return
        self.beginResetModel()
        self._items = cart.items
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._items):
            return None
        item = self._items[index.row()]
        if role == ITEM_ROLE:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{item.qty} × {item.product.name}, {format_rupiah(item.before_sale_discount)}"
        return None
