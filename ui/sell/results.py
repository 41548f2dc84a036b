"""What a search found, one product a row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.catalogue import Product
from pos_app.domain.money import format_rupiah
from ui import theme as themes
from ui.models.products import PRODUCT_ROLE, ProductModel
from ui.sell.tiles import draw_lines, draw_pill, stock_words
from ui.theme import Theme
from ui.widgets.restyle import label

ROW_HEIGHT = 56


class ResultDelegate(QStyledItemDelegate):
    """Draws one found product: name, code and maker under it, price and stock at the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, ROW_HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        product: Product = index.data(PRODUCT_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("select"))
            painter.drawRoundedRect(row, 8, 8)
            painter.setBrush(self._theme.color("accent"))
            painter.drawRoundedRect(QRectF(row.left(), row.top() + 8, 3, ROW_HEIGHT - 16), 1.5, 1.5)
        self._words(painter, row.adjusted(16, 8, -150, -6), product)
        self._figures(painter, row.adjusted(row.width() - 142, 0, -12, 0), product)
        painter.restore()

    def _words(self, painter: QPainter, box: QRect, product: Product) -> None:
        painter.setPen(self._theme.color("ink"))
        used = draw_lines(painter, box, product.name, themes.font(14, QFont.Weight.Medium), 1)
        painter.setPen(self._theme.color("soft"))
        maker = product.maker_name or product.maker
        below = box.adjusted(0, used + 2, 0, 0)
        draw_lines(painter, below, f"{product.sku}  ·  {maker}", themes.font(12), 1)

    def _figures(self, painter: QPainter, box: QRect, product: Product) -> None:
        painter.setPen(self._theme.color("ink"))
        painter.setFont(themes.font(14, QFont.Weight.DemiBold))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        painter.drawText(box.adjusted(0, 8, 0, 0), right, format_rupiah(product.price))
        words, tone = stock_words(product.stock)
        if tone == "plain":
            painter.setPen(self._theme.color("soft"))
            painter.setFont(themes.font(12))
            painter.drawText(box.adjusted(0, 29, 0, 0), right, words)
        else:
            ink, ground = self._theme.color(tone), self._theme.color(f"{tone}_tint")
            draw_pill(painter, box.right() + 1, box.top() + 39, words, ink, ground)


class Results(QFrame):
    """The found products under a line that says what they are."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._found = ProductModel(self)
        self.title = label(kind="hint", wrap=True)
        self.trouble = label(kind="look", wrap=True)
        self.list = QListView()
        self.list.setModel(self._found)
        self.list.setItemDelegate(ResultDelegate(theme, self.list))
        self._build()
        self.list.clicked.connect(self._choose)

    def _build(self) -> None:
        self.list.setAccessibleName(self.tr("Search results"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.trouble)
        column.addWidget(self.list, 1)

    def show_found(self, title: str, products: Sequence[Product], look: bool = False) -> None:
        """Shows `products`, the first of them chosen; `look` when the title wants an eye."""
        self.title.setText("" if look else title)
        self.title.setVisible(not look)
        self.trouble.setText(title if look else "")
        self.trouble.setVisible(look)
        self._found.show(products)
        if products:
            self.list.setCurrentIndex(self._found.index(0))

    def step(self, step: int) -> None:
        """Chooses the row below or above."""
        last = self._found.rowCount() - 1
        row = min(max(self.list.currentIndex().row() + step, 0), last)
        if row >= 0:
            self.list.setCurrentIndex(self._found.index(row))

    def current(self) -> Product | None:
        return self._found.product(self.list.currentIndex().row())

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(PRODUCT_ROLE))
