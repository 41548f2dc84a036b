"""The products as tiles: letters or a photo, the name, the price and the stock left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QWidget

from pos_app.domain.catalogue import Product
from pos_app.domain.money import format_rupiah
from ui import theme as themes
from ui.models.products import PRODUCT_ROLE, ProductModel
from ui.photos import PhotoCache
from ui.sell.drawings import drawing_of
from ui.sell.tile_letters import TileLetters
from ui.theme import Theme
from ui.widgets.drawing import draw_lines, draw_pill
from ui.widgets.row_list import RowDelegate

LOW_STOCK = 5
TILE_WIDTH = 164  # pixels at least; the width of a row is shared out evenly
TILE_HEIGHT = 138
BAND = 40  # pixels: the height of the letters
PHOTO_BAND = 76  # pixels: their height where products have photos
GAP = 12
Weight = QFont.Weight


def stock_words(stock: int) -> tuple[str, str]:
    """The text for a stock of so many pieces and its tone: plain, look or wrong."""
    if stock <= 0:
        return QCoreApplication.translate("Tiles", "sold out"), "wrong"
    if stock <= LOW_STOCK:
        words = QCoreApplication.translate("Tiles", "{0} left").format(stock)
        return words, "look"
    return str(stock), "plain"


class TileDelegate(RowDelegate):
    """Draws one tile."""

    def __init__(self, theme: Theme, shelf: PhotoCache) -> None:
        super().__init__(theme, PRODUCT_ROLE, QSize(TILE_WIDTH + GAP, TILE_HEIGHT + GAP))
        self._shelf = shelf
        self.band = BAND
        self.letters = TileLetters()
        self.tints: dict[str, int] = {}

    def draw(self, painter: QPainter, box: QRect, state: QStyle.StateFlag, item: Product) -> None:
        """Draws the tile of the product `item` into `box`, which includes the gap."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tile = box.adjusted(0, 0, -GAP, -GAP)
        self._draw_card(painter, tile, state)
        inner = tile.adjusted(10, 10, -10, -10)
        band = QRect(inner.left(), inner.top(), inner.width(), self.band)
        if not self._draw_photo(painter, band, item):
            self._draw_letters(painter, band, item)
        painter.setPen(self._theme.color("ink"))
        name = QRect(inner.left(), inner.top() + self.band + 7, inner.width(), 40)
        draw_lines(painter, name, item.name, themes.font(13), 2)
        foot = QRect(inner.left(), inner.bottom() - 21, inner.width(), 22)
        self._draw_price(painter, foot, item)

    def _draw_card(self, painter: QPainter, tile: QRect, state: QStyle.StateFlag) -> None:
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        token = "accent" if focused else "edge" if hovered else "hairline"
        painter.setPen(self._theme.color(token))
        painter.setBrush(self._theme.color("card"))
        painter.drawRoundedRect(QRectF(tile).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)

    def _draw_photo(self, painter: QPainter, box: QRect, product: Product) -> bool:
        """Draws the photo of `product`; False when it has none."""
        photo = self._shelf.pixmap(product.sku, box.size(), painter.device().devicePixelRatio())
        if photo is not None:
            painter.drawPixmap(box.topLeft(), photo)
        return photo is not None

    def _draw_letters(self, painter: QPainter, box: QRect, product: Product) -> None:
        ground, ink = self._theme.tint(self.tints.get(product.category, 0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(ink)
        painter.setFont(themes.font(20, Weight.Bold))
        text = box.adjusted(12, 0, -10, 0)
        drawing = drawing_of(product)
        if drawing:
            side = min(box.height() - 12, 44)
            top = box.top() + (box.height() - side) // 2
            themes.tinted(drawing, ink).paint(painter, QRect(box.left() + 10, top, side, side))
            text.setLeft(box.left() + 10 + side + 8)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(text, left, self.letters.of(product))
        painter.setFont(themes.font(12, Weight.Medium))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(text, right, product.sku)

    def _draw_price(self, painter: QPainter, box: QRect, product: Product) -> None:
        """Draws the price at the left and the stock at the right."""
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
        draw_pill(painter, self._theme, box.right() + 1, box.center().y() + 1, words, tone)


class Tiles(QListView):
    """A grid of tiles. Emits `chosen` with the product of the tile that was clicked."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, shelf: PhotoCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._products = ProductModel(self)
        self._tiles = TileDelegate(theme, shelf)
        self._tiles.setParent(self)
        self.setModel(self._products)
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

    def set_catalogue(self, products: Sequence[Product], categories: Sequence[str]) -> None:
        """Chooses letters and tints from the whole catalogue, so that no filter changes them."""
        self._tiles.letters = TileLetters(products)
        self._tiles.tints = {category: n for n, category in enumerate(categories)}
        self._tiles.band = PHOTO_BAND if self._shelf.any else BAND
        self._fit()

    def show_products(self, products: Sequence[Product]) -> None:
        """Shows these tiles."""
        self._products.set_rows(products)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.StyleChange:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """Makes as many columns as fit, sharing the width evenly."""
        room = self.width() - self.verticalScrollBar().sizeHint().width() - 1
        columns = max(1, room // (TILE_WIDTH + GAP))
        height = TILE_HEIGHT - BAND + self._tiles.band + GAP
        size = QSize(room // columns, height)
        if size != self._tiles.size or self.gridSize() != size:
            self._tiles.size = size
            self.setGridSize(size)

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(index.data(PRODUCT_ROLE))
