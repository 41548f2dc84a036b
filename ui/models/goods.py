"""The catalogue as a Qt table model, which sorts twenty thousand rows by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QObject, Qt

from pos_app.domain.catalogue import Product, sku_key
from pos_app.domain.money import format_rupiah, group_digits
from ui.models.products import PRODUCT_ROLE, ROOT, Index


class Column(IntEnum):
    """The columns, in the order shown."""

    NAME = 0
    SKU = 1
    CATEGORY = 2
    MAKER = 3
    PRICE = 4
    STOCK = 5


# Sort keys. Prices and stock are compared as numbers; Qt would compare their texts.
_KEYS: dict[Column, Callable[[Product], Any]] = {
    Column.NAME: lambda product: sku_key(product.name),
    Column.SKU: lambda product: sku_key(product.sku),
    Column.CATEGORY: lambda product: sku_key(product.category),
    Column.MAKER: lambda product: sku_key(product.maker_name),
    Column.PRICE: lambda product: product.price,
    Column.STOCK: lambda product: product.stock,
}
_RIGHT = (Column.PRICE, Column.STOCK)


def heading(column: Column) -> str:
    """The heading of a column."""
    return {
        Column.NAME: QCoreApplication.translate("GoodsModel", "Name"),
        Column.SKU: QCoreApplication.translate("GoodsModel", "Code"),
        Column.CATEGORY: QCoreApplication.translate("GoodsModel", "Category"),
        Column.MAKER: QCoreApplication.translate("GoodsModel", "Maker"),
        Column.PRICE: QCoreApplication.translate("GoodsModel", "Price"),
        Column.STOCK: QCoreApplication.translate("GoodsModel", "Stock"),
    }[column]


class GoodsModel(QAbstractTableModel):
    """One row for each product; `PRODUCT_ROLE` gives the `Product`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Product] = []
        self._order = (Column.NAME, Qt.SortOrder.AscendingOrder)

    def set_rows(self, products: Sequence[Product]) -> None:
        """Shows `products`, in the order chosen last."""
        self.beginResetModel()
        self._rows = self._sorted(products)
        self.endResetModel()

    def _sorted(self, products: Sequence[Product]) -> list[Product]:
        column, order = self._order
        down = order is Qt.SortOrder.DescendingOrder
        return sorted(products, key=_KEYS[column], reverse=down)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._order = (Column(max(column, 0)), order)
        self.set_rows(self._rows)

    def product(self, row: int) -> Product | None:
        """The product in that row; None when there is no such row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, sku: str) -> int:
        """The row of the product with that SKU; -1 when it is not shown."""
        key = sku_key(sku)
        return next((n for n, row in enumerate(self._rows) if sku_key(row.sku) == key), -1)

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return heading(Column(section))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(Column(section))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        product = self.product(index.row())
        if product is None:
            return None
        if role == PRODUCT_ROLE:
            return product
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(Column(index.column()))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _words(product, Column(index.column()))
        return None


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _words(product: Product, column: Column) -> str:
    match column:
        case Column.NAME:
            return product.name
        case Column.SKU:
            return product.sku
        case Column.CATEGORY:
            return product.category
        case Column.MAKER:
            return product.maker_name or product.maker
        case Column.PRICE:
            return format_rupiah(product.price)
        case Column.STOCK:
            return group_digits(product.stock)
