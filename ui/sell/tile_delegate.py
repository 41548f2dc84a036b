"""Draws one tile: a photo, or drawing and letters; the name, the price and the stock left."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle

from pos_app.domain.catalogue import Product, sku_key
from pos_app.domain.money import format_rupiah
from pos_app.services.catalogue.tiles import TileSize
from ui import theme as themes
from ui.models.products import PRODUCT_ROLE
from ui.photos import PhotoCache
from ui.sell.drawings import drawing_of
from ui.sell.tile_letters import TileLetters
from ui.theme import Theme
from ui.widgets.drawing import draw_pill, draw_words
from ui.widgets.row_list import RowDelegate

LOW_STOCK = 5
GAP = 12
STAR = 15  # pixels
Weight = QFont.Weight


class TileMeasures(NamedTuple):
    """The measures of a tile in pixels; `width` is the least, as rows are shared out evenly.

    `band` is the height of drawing and letters, and `photo_band` that height where products have
    photos. `name` and `price` are sizes of type. A tile without `letters` has its stock in the
    band, because its foot has room for the price only.
    """

    width: int
    margin: int
    band: int
    photo_band: int
    name: int
    name_height: int
    price: int
    letters: bool = True

    def height(self, band: int) -> int:
        """Return the height of a tile with such a band."""
        return 2 * self.margin + band + 7 + self.name_height + self.price + 9

    def icon(self, band: int) -> int:
        """Return the side of the drawing in such a band."""
        return min(band - 4, 20) if not self.letters else min(band - 12, 44)


MEASURES: dict[TileSize, TileMeasures] = {
    "small": TileMeasures(116, 8, 24, 52, 12, 34, 13, letters=False),
    "medium": TileMeasures(164, 10, 40, 76, 13, 48, 14),
    "large": TileMeasures(224, 12, 60, 132, 16, 46, 18),
}


def stock_words(stock: int) -> tuple[str, str]:
    """The text for a stock of so many pieces and its tone: plain, look or wrong."""
    if stock <= 0:
        return QCoreApplication.translate("Tiles", "sold out"), "wrong"
    if stock <= LOW_STOCK:
        words = QCoreApplication.translate("Tiles", "{0} left").format(stock)
        return words, "look"
    return str(stock), "plain"


class TileDelegate(RowDelegate):
    """Draws one tile in the size of `measures`, with a star for those of `favourites`."""

    def __init__(self, theme: Theme, shelf: PhotoCache) -> None:
        super().__init__(theme, PRODUCT_ROLE, QSize())
        self._shelf = shelf
        self.measures = MEASURES["medium"]
        self.letters = TileLetters()
        self.tints: dict[str, int] = {}
        self.favourites: frozenset[str] = frozenset()

    @property
    def band(self) -> int:
        """The height of the photos, or else of the letters, in pixels."""
        return self.measures.photo_band if self._shelf.any else self.measures.band

    def draw(self, painter: QPainter, box: QRect, state: QStyle.StateFlag, item: Product) -> None:
        """Draws the tile of the product `item` into `box`, which includes the gap."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tile = box.adjusted(0, 0, -GAP, -GAP)
        self._draw_card(painter, tile, state)
        margin = self.measures.margin
        inner = tile.adjusted(margin, margin, -margin, -margin)
        band = QRect(inner.left(), inner.top(), inner.width(), self.band)
        has_photo = self._draw_photo(painter, band, item)
        if not has_photo:
            self._draw_band(painter, band, item)
        self._draw_star(painter, band, item, on_photo=has_photo)
        painter.setPen(self._theme.color("ink"))
        foot = self.measures.price + 8
        name = inner.adjusted(0, self.band + 7, 0, -foot)
        draw_words(painter, name, item.name, themes.font(self.measures.name), 2)
        self._draw_foot(painter, inner.adjusted(0, inner.height() - foot, 0, 0), item)
        if not self.measures.letters:
            self._draw_stock(painter, band.adjusted(0, 0, -4, 0), item)

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

    def _draw_band(self, painter: QPainter, box: QRect, product: Product) -> None:
        """Draws the drawing, the letters where there is room, and the code."""
        ground, ink = self._theme.tint(self.tints.get(product.category, 0))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 8, 8)
        painter.setPen(ink)
        text = box.adjusted(8 if not self.measures.letters else 12, 0, -10, 0)
        side = self.measures.icon(box.height())
        left = text.left() - 2
        place = QRect(left, box.top() + (box.height() - side) // 2, side, side)
        themes.tinted(drawing_of(product), ink).paint(painter, place)
        text.setLeft(left + side + 8)
        if self.measures.letters:
            self._draw_letters(painter, text, product, self._code(text, product))

    def _code(self, box: QRect, product: Product) -> str:
        """The product's code, shortened to the box."""
        metrics = QFontMetrics(themes.font(12, Weight.Medium))
        return metrics.elidedText(product.sku, Qt.TextElideMode.ElideMiddle, box.width())

    def _draw_letters(self, painter: QPainter, box: QRect, product: Product, code: str) -> None:
        """Draws the code, and the letters beside the drawing where they have room."""
        letters = self.letters.of(product)
        large, small = themes.font(20, Weight.Bold), themes.font(12, Weight.Medium)
        width = QFontMetrics(large).horizontalAdvance(letters)
        if width <= box.width() - QFontMetrics(small).horizontalAdvance(code) - 8:
            painter.setFont(large)
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, letters)
        painter.setFont(small)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(box, right, code)

    def _draw_star(
        self, painter: QPainter, band: QRect, product: Product, *, on_photo: bool
    ) -> None:
        """Draws a star for a favourite, at the corner that code and stock leave free."""
        if sku_key(product.sku) not in self.favourites:
            return
        box = QRect(band.left() - 3, band.top() - 3, STAR, STAR)
        if not self.measures.letters and not on_photo:
            box.moveTo(band.left() + 32, band.center().y() - STAR // 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("card"))
        painter.drawEllipse(box.adjusted(-3, -3, 3, 3))
        themes.tinted("star", self._theme.color("look")).paint(painter, box)

    def _draw_foot(self, painter: QPainter, box: QRect, product: Product) -> None:
        """Draws the price at the left, and the stock at the right where it has room."""
        painter.setPen(self._theme.color("ink"))
        painter.setFont(themes.font(self.measures.price, Weight.DemiBold))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, format_rupiah(product.price))
        if self.measures.letters:
            self._draw_stock(painter, box, product)

    def _draw_stock(self, painter: QPainter, box: QRect, product: Product) -> None:
        words, tone = stock_words(product.stock)
        if tone == "plain":
            painter.setPen(self._theme.color("soft"))
            painter.setFont(themes.font(12))
            right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(box, right, words)
        else:
            draw_pill(painter, self._theme, box.right() + 1, box.center().y() + 1, words, tone)
