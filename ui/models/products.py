"""Products as a Qt list model, for the tiles and the search results."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from pos_app.domain.catalogue import Product
from pos_app.domain.money import format_rupiah

PRODUCT_ROLE = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
# Changed rows that are signalled one by one: a view reads every row of a signalled range.
MOST_REDRAWN = 100


class ProductModel(QAbstractListModel):
    """One row for each product; `PRODUCT_ROLE` gives the `Product`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._products: list[Product] = []

    def set_rows(self, products: Sequence[Product]) -> None:
        """Shows `products`; if only their stock changed, rows are updated in place."""
        fresh = list(products)
        if [p.sku for p in fresh] == [p.sku for p in self._products]:
            pairs = zip(fresh, self._products, strict=True)
            changed = [row for row, (now, before) in enumerate(pairs) if now is not before]
            self._products = fresh
            for row in changed[:MOST_REDRAWN]:
                self.dataChanged.emit(self.index(row), self.index(row))
            if len(changed) > MOST_REDRAWN:
                self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self._products = fresh
        self.endResetModel()

    def product(self, row: int) -> Product | None:
        """The product in that row; None when there is no such row."""
        return self._products[row] if 0 <= row < len(self._products) else None

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._products)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        product = self.product(index.row())
        if product is None:
            return None
        if role == PRODUCT_ROLE:
            return product
        if role == Qt.ItemDataRole.DisplayRole:
            return product.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{product.name}\n{product.sku} · {product.maker_name or product.maker}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{product.name}, {format_rupiah(product.price)}, {product.sku}"
        return None
