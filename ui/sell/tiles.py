"""The goods as tiles: a mark on the category's tint, the name, the price and what is left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from pos_app.domain.catalogue import Product
from pos_app.domain.money import format_rupiah
from ui import theme as themes
from ui.models.products import PRODUCT_ROLE, ProductModel
from ui.photos import PhotoCache
from ui.sell.tile_letters import TileLetters
from ui.theme import Theme

LOW_STOCK = 5
TILE_WIDTH = 164  # at least; the row's width is shared out evenly
TILE_HEIGHT = 138
BAND = 40  # the height of the mark
PHOTO_BAND = 76  # and of it where goods have photos
GAP = 12
Weight = QFont.Weight


def stock_words(stock: int) -> tuple[str, str]:
    """What a tile says about the stock, and its tone: plain, look or wrong."""
    if stock <= 0:
        return QCoreApplication.translate("Tiles", "sold out"), "wrong"
    if stock <= LOW_STOCK:
        words = QCoreApplication.translate("Tiles", "{0} left").format(stock)
        return words, "look"
    return str(stock), "plain"


def draw_lines(painter: QPainter, box: QRect, text: str, font: QFont, most: int) -> int:
    """Draws `text` in at most that many lines, the last one elided; returns the height used."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    metrics = QFontMetrics(font)
    starts: list[int] = []
    layout.beginLayout()
    while len(starts) <= most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(box.width())
        starts.append(line.textStart())
    layout.endLayout()
    painter.setFont(font)
    for row, start in enumerate(starts[:most]):
        last = row == most - 1
        end = len(text) if last or row + 1 == len(starts) else starts[row + 1]
        words = metrics.elidedText(
            text[start:end].strip(), Qt.TextElideMode.ElideRight, box.width()
        )
        top = box.top() + row * (metrics.height() + 1)
        painter.drawText(
            QRect(box.left(), top, box.width(), metrics.height()),
            Qt.AlignmentFlag.AlignLeft,
            words,
        )
    return min(len(starts), most) * (metrics.height() + 1)


def draw_pill(
    painter: QPainter, right: int, middle: int, words: str, ink: QColor, ground: QColor
) -> None:
    """Small words on a rounded ground that ends at `right`."""
    font = themes.font(12, Weight.DemiBold)
    width = QFontMetrics(font).horizontalAdvance(words) + 14
    box = QRectF(right - width, middle - 10, width, 20)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 6, 6)
    painter.setPen(ink)
    painter.setFont(font)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


class TileDelegate(QStyledItemDelegate):
    """Draws one tile."""

    def __init__(self, theme: Theme, shelf: PhotoCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shelf = shelf
        self.band = BAND
        self.size = QSize(TILE_WIDTH + GAP, TILE_HEIGHT + GAP)
        self.marks = TileLetters()
        self.tints: dict[str, int] = {}

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return self.size

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        product: Product = index.data(PRODUCT_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tile = option.rect.adjusted(0, 0, -GAP, -GAP)
        state = option.state
        self._card(painter, tile, state)
        inner = tile.adjusted(10, 10, -10, -10)
        band = QRect(inner.left(), inner.top(), inner.width(), self.band)
        if not self._photo(painter, band, product):
            self._mark(painter, band, product)
        painter.setPen(self._theme.color("ink"))
        name = QRect(inner.left(), inner.top() + self.band + 7, inner.width(), 40)
        draw_lines(painter, name, product.name, themes.font(13), 2)
        self._foot(
            painter,
            QRect(inner.left(), inner.bottom() - 21, inner.width(), 22),
            product,
        )
        painter.restore()

    def _card(self, painter: QPainter, tile: QRect, state: QStyle.StateFlag) -> None:
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        token = "accent" if focused else "edge" if hovered else "hairline"
        painter.setPen(self._theme.color(token))
        painter.setBrush(self._theme.color("card"))
        painter.drawRoundedRect(QRectF(tile).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)

    def _photo(self, painter: QPainter, box: QRect, product: Product) -> bool:
        photo = self._shelf.pixmap(product.sku, box.size(), painter.device().devicePixelRatio())
        if photo is not None:
            painter.drawPixmap(box.topLeft(), photo)
        return photo is not None

    def _mark(self, painter: QPainter, box: QRect, product: Product) -> None:
        ground, ink = self._theme.tint(self.tints.get(product.category, 0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(ink)
        painter.setFont(themes.font(20, Weight.Bold))
        text = box.adjusted(12, 0, -10, 0)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(text, left, self.marks.of(product))
        painter.setFont(themes.font(12, Weight.Medium))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(text, right, product.sku)

    def _foot(self, painter: QPainter, box: QRect, product: Product) -> None:
        painter.setPen(self._theme.color("ink"))
        painter.setFont(themes.font(14, Weight.DemiBold))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignLeft, format_rupiah(product.price))
        words, tone = stock_words(product.stock)
        if tone == "plain":
            painter.setPen(self._theme.color("soft"))
            painter.setFont(themes.font(12))
            painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, words)
            return
        ink, ground = self._theme.color(tone), self._theme.color(f"{tone}_tint")
        draw_pill(painter, box.right() + 1, box.center().y() + 1, words, ink, ground)


class Tiles(QListView):
    """A wall of tiles. A tap or a click chooses one and leaves the keyboard where it was."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, shelf: PhotoCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._goods = ProductModel(self)
        self._tiles = TileDelegate(theme, shelf, self)
        self.setModel(self._goods)
        self.setItemDelegate(self._tiles)
        self._build()
        self.clicked.connect(self._choose)

    def _build(self) -> None:
        self.setAccessibleName(QCoreApplication.translate("Tiles", "Products"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(24)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def teach(self, products: Sequence[Product], categories: Sequence[str]) -> None:
        """Marks and tints are chosen over the whole catalogue, so that they stay put."""
        self._tiles.marks = TileLetters(products)
        self._tiles.tints = {category: n for n, category in enumerate(categories)}
        self._tiles.band = PHOTO_BAND if self._shelf.any else BAND
        self._fit()

    def show_products(self, products: Sequence[Product]) -> None:
        self._goods.show(products)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """As many columns as fit, sharing the width evenly."""
        room = self.width() - self.verticalScrollBar().sizeHint().width() - 1
        columns = max(1, room // (TILE_WIDTH + GAP))
        height = TILE_HEIGHT - BAND + self._tiles.band + GAP
        size = QSize(room // columns, height)
        if size != self._tiles.size or self.gridSize() != size:
            self._tiles.size = size
            self.setGridSize(size)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(PRODUCT_ROLE))
