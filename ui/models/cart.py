"""The cart's lines as a Qt list."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QObject, Qt

from pos_app.domain.cart import Cart
from pos_app.domain.money import format_rupiah
from pos_app.domain.pricing import CartItem
from ui.models.products import ROOT, Index

ASK_ROLE = Qt.ItemDataRole.UserRole + 1


class CartModel(QAbstractListModel):
    """Rows are the lines as asked for; `ASK_ROLE` gives the object."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asks: tuple[CartItem, ...] = ()

    def show(self, cart: Cart) -> None:
        """Shows this cart's lines, keeping the rows that stay."""
        if len(cart.items) == len(self._asks):
            self._asks = cart.items
            if self._asks:
                self.dataChanged.emit(self.index(0), self.index(len(self._asks) - 1))
            return
        self.beginResetModel()
        self._asks = cart.items
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._asks)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._asks):
            return None
        ask = self._asks[index.row()]
        if role == ASK_ROLE:
            return ask
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{ask.qty} × {ask.product.name}, {format_rupiah(ask.before_sale_discount)}"
        return None
