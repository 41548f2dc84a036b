"""The table of products."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QItemSelection, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from pos_app.domain.catalogue import Product
from ui.models.goods import Column, GoodsModel
from ui.widgets.number_edit import ENTER_KEYS

ROW_HEIGHT = 40
CODE_WIDTH = 116  # pixels: codes and prices are never elided
PRICE_WIDTH = 126
STOCK_WIDTH = 84
# Shares of the width that the fixed columns leave; the name takes the rest.
SHARES = {Column.CATEGORY: 0.28, Column.MAKER: 0.3}
NARROW = 640  # pixels: below it category and maker are only on the card beside the table


class GoodsTable(QTableView):
    """Emits `chosen` with the chosen product, and `opened` on Enter or a double click."""

    chosen = Signal(object)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None, model: GoodsModel | None = None) -> None:
        super().__init__(parent)
        self.goods = model or GoodsModel(self)
        self.setModel(self.goods)
        self._build()
        self.doubleClicked.connect(self.opened)

    def _build(self) -> None:
        self.setAccessibleName(QCoreApplication.translate("GoodsModel", "Products"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSortingEnabled(True)
        rows = self.verticalHeader()
        rows.setDefaultSectionSize(ROW_HEIGHT)
        # Fixed, so that Qt does not measure 20,000 rows.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.hide()
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.sortByColumn(Column.NAME, Qt.SortOrder.AscendingOrder)

    def show_goods(self, products: Sequence[Product], sku: str = "") -> None:
        """Shows `products` and chooses the one with that SKU, or else the first."""
        self.goods.set_rows(products)
        row = self.goods.row_of(sku) if sku else 0
        self.choose(max(row, 0))

    def choose(self, row: int) -> None:
        """Chooses that row, or the nearest one that exists."""
        if self.goods.rowCount():
            index = self.goods.index(min(max(row, 0), self.goods.rowCount() - 1), Column.NAME)
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self.chosen.emit(self.current())

    def step(self, by: int) -> None:
        """Chooses the row that many below, or above when negative."""
        self.choose(self.currentIndex().row() + by)

    def current(self) -> Product | None:
        """The chosen product."""
        return self.goods.product(self.currentIndex().row())

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.chosen.emit(self.current())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width = self.viewport().width()
        narrow = width < NARROW
        for column in SHARES:
            self.setColumnHidden(column, narrow)
        fixed = {
            Column.SKU: CODE_WIDTH,
            Column.PRICE: PRICE_WIDTH,
            Column.STOCK: STOCK_WIDTH,
        }
        room = width - sum(fixed.values())
        shares = {} if narrow else {c: int(room * share) for c, share in SHARES.items()}
        for column, taken in (fixed | shares).items():
            self.setColumnWidth(column, taken)
        self.setColumnWidth(Column.NAME, room - sum(shares.values()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER_KEYS and not event.isAutoRepeat():
            self.opened.emit()
        elif (event.text() and event.text().isprintable()) or event.key() == Qt.Key.Key_Escape:
            event.ignore()  # passed on: the screen types it into the search box
        else:
            super().keyPressEvent(event)
