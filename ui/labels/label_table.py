"""The table of products with the number of labels wanted of each."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from pos_app.domain.catalogue import Product, sku_key
from pos_app.domain.money import group_digits
from ui.models.goods import Column, GoodsModel
from ui.models.products import ROOT, Index
from ui.products.goods_table import CODE_WIDTH, PRICE_WIDTH, STOCK_WIDTH, GoodsTable

LABELS = len(Column)  # the column after those of `GoodsModel`
LABELS_WIDTH = 92
NARROW = 640  # pixels: below it the price is hidden, so that names can be read
_SHOWN_AS_TEXT = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class LabelModel(GoodsModel):
    """Products with their label counts, which are kept while the rows change."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[str, int] = {}

    def count(self, product: Product) -> int:
        """How many labels of `product` are wanted."""
        return self._counts.get(sku_key(product.sku), 0)

    def set_count(self, product: Product, count: int) -> None:
        """Sets how many labels of `product` are wanted; less than 1 means none."""
        self._counts.pop(sku_key(product.sku), None)
        if count > 0:
            self._counts[sku_key(product.sku)] = count
        row = self.row_of(product.sku)
        if row >= 0:
            index = self.index(row, LABELS)
            self.dataChanged.emit(index, index)

    def clear(self) -> None:
        """Sets all counts to none."""
        self._counts.clear()
        if self.rowCount():
            last = self.index(self.rowCount() - 1, LABELS)
            self.dataChanged.emit(self.index(0, LABELS), last)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column < LABELS:
            super().sort(column, order)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else LABELS + 1

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if section < LABELS:
            return super().headerData(section, orientation, role)
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return QCoreApplication.translate("LabelModel", "Labels")
        return super().headerData(Column.STOCK, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.column() < LABELS:
            return super().data(index, role)
        product = self.product(index.row())
        if product is not None and role in _SHOWN_AS_TEXT:
            count = self.count(product)
            return group_digits(count) if count else "–"
        return super().data(self.index(index.row(), Column.STOCK), role)


class LabelTable(GoodsTable):
    """Shows name, code, price, stock and label count."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.labels = LabelModel()
        super().__init__(parent, self.labels)
        self.labels.setParent(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.viewport().width() < NARROW
        for column in (Column.CATEGORY, Column.MAKER):
            self.setColumnHidden(column, True)
        self.setColumnHidden(Column.PRICE, narrow)
        fixed = {
            int(Column.SKU): CODE_WIDTH,
            int(Column.PRICE): 0 if narrow else PRICE_WIDTH,
            int(Column.STOCK): STOCK_WIDTH,
            LABELS: LABELS_WIDTH,
        }
        for at, width in fixed.items():
            self.setColumnWidth(at, width)
        self.setColumnWidth(Column.NAME, self.viewport().width() - sum(fixed.values()))
