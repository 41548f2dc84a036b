"""Products as a Qt list model, for the tiles and the search results."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from pos_app.domain.catalogue import Product, sku_key
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
        self.favourites: frozenset[str] = frozenset()  # SKU keys, told to a screen reader

    def set_rows(self, products: Sequence[Product]) -> bool:
        """Shows `products`; if only their stock changed, rows are updated in place.

        Returns:
            Whether other products or another order are shown. Of rows that only changed their
            places the first ones are signalled: the view is to paint itself whole.
        """
        fresh = list(products)
        if [p.sku for p in fresh] == [p.sku for p in self._products]:
            pairs = zip(fresh, self._products, strict=True)
            changed = [row for row, (now, before) in enumerate(pairs) if now is not before]
            self._products = fresh
            for row in changed[:MOST_REDRAWN]:
                self.dataChanged.emit(self.index(row), self.index(row))
            if len(changed) > MOST_REDRAWN:
                self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return False
        if len(fresh) == len(self._products) > 0:  # a reset would lay out every row again
            self._products = fresh
            self.dataChanged.emit(self.index(0), self.index(min(len(fresh), MOST_REDRAWN) - 1))
            return True
        self.beginResetModel()
        self._products = fresh
        self.endResetModel()
        return True

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
            told = f"{product.name}, {format_rupiah(product.price)}, {product.sku}"
            starred = sku_key(product.sku) in self.favourites
            words = QCoreApplication.translate("Tiles", "in front")
            return f"{told}, {words}" if starred else told
        return None
