"""The products that a search found, one in each row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QFrame, QStyle, QVBoxLayout, QWidget

from pos_app.domain.catalogue import Product
from pos_app.domain.money import format_rupiah
from ui import theme as themes
from ui.models.products import PRODUCT_ROLE, ProductModel
from ui.sell.tile_delegate import stock_words
from ui.theme import Theme
from ui.widgets.drawing import draw_lines, draw_pill
from ui.widgets.restyle import label
from ui.widgets.row_list import MIN_WIDTH, RowDelegate, RowList

ROW_HEIGHT = 56  # pixels


class ResultDelegate(RowDelegate):
    """Draws one product: name over code and maker; price over stock at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, PRODUCT_ROLE, QSize(MIN_WIDTH, ROW_HEIGHT))

    def draw(self, painter: QPainter, box: QRect, state: QStyle.StateFlag, item: Product) -> None:
        """Draws the product `item` into `box`."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.fill_chosen(painter, box, state)
        self._draw_texts(painter, box.adjusted(16, 8, -150, -6), item)
        self._draw_figures(painter, box.adjusted(box.width() - 142, 0, -12, 0), item)

    def fill_chosen(self, painter: QPainter, box: QRect, state: QStyle.StateFlag) -> None:
        """Fills the background of the chosen row, with rounded corners as on a card."""
        if state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("select"))
            painter.drawRoundedRect(box, 8, 8)
            painter.setBrush(self._theme.color("accent"))
            painter.drawRoundedRect(QRectF(box.left(), box.top() + 8, 3, ROW_HEIGHT - 16), 1.5, 1.5)

    def _draw_texts(self, painter: QPainter, box: QRect, product: Product) -> None:
        painter.setPen(self._theme.color("ink"))
        used = draw_lines(painter, box, product.name, themes.font(14, QFont.Weight.Medium), 1)
        painter.setPen(self._theme.color("soft"))
        maker = product.maker_name or product.maker
        below = box.adjusted(0, used + 2, 0, 0)
        draw_lines(painter, below, f"{product.sku}  ·  {maker}", themes.font(12), 1)

    def _draw_figures(self, painter: QPainter, box: QRect, product: Product) -> None:
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
            draw_pill(painter, self._theme, box.right() + 1, box.top() + 39, words, tone)


class Results(QFrame):
    """The products found, under a line of text that says what they are."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self._products = ProductModel()
        self.title = label(kind="hint", wrap=True)
        self.warning = label(kind="look", wrap=True)
        self.list = RowList(self._products, ResultDelegate(theme))
        self.list.setAccessibleName(self.tr("Search results"))
        self._build()
        self.list.clicked.connect(self._choose)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.warning)
        column.addWidget(self.list, 1)

    def show_results(self, title: str, products: Sequence[Product], warn: bool = False) -> None:
        """Shows `products` with the first one chosen; `warn` shows the title as a warning."""
        self.title.setText("" if warn else title)
        self.title.setVisible(not warn)
        self.warning.setText(title if warn else "")
        self.warning.setVisible(warn)
        self._products.set_rows(products)
        self.list.choose(0)

    def step(self, step: int) -> None:
        """Chooses the row below or above."""
        self.list.step(step)

    def current(self) -> Product | None:
        """The product of the chosen row."""
        return self._products.product(self.list.row)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(PRODUCT_ROLE))
