"""Products as a Qt list, for tiles and for search results."""

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
MOST_REDRAWN = 100  # rows told one by one; a list asks for every row of a range


class ProductModel(QAbstractListModel):
    """Rows are products; `PRODUCT_ROLE` gives the object."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._products: list[Product] = []

    def set_rows(self, products: Sequence[Product]) -> None:
        """Shows these rows; the same ones with other stock are only redrawn."""
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
