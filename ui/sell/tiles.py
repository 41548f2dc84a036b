"""The products as tiles, in one of three sizes; a long press or a right click puts one in front."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QWidget

from pos_app.domain.catalogue import Product, sku_key
from pos_app.services.catalogue.tiles import TileSize
from ui.models.products import PRODUCT_ROLE, ProductModel
from ui.photos import PhotoCache
from ui.sell.tile_delegate import GAP, MEASURES, TileDelegate
from ui.sell.tile_letters import TileLetters
from ui.theme import Theme

LONG_PRESS_MS = 600
STILL = 12  # pixels that a finger may move in a long press


class Tiles(QListView):
    """A grid of tiles. Emits `chosen` with the product of the tile that was clicked.

    Emits `favourite_wanted` with a product, and whether it is to stand in front.
    """

    chosen = Signal(object)
    favourite_wanted = Signal(object, bool)

    def __init__(self, theme: Theme, shelf: PhotoCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._products = ProductModel(self)
        self._tiles = TileDelegate(theme, shelf)
        self._tiles.setParent(self)
        self._pressed: QPoint | None = None  # where a press began that may become a long one
        self._was_long = False
        self._hold = QTimer(self)
        self._hold.setSingleShot(True)
        self._hold.setInterval(LONG_PRESS_MS)
        self._hold.timeout.connect(self._held)
        self.menu: QMenu | None = None
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

    def _draw_again(self) -> None:
        """Draws all that is shown.

        Not by `viewport`: its first call makes Python's types of all of Qt's widgets, a tenth of
        the time of a start.
        """
        self.setDirtyRegion(QRegion(self.rect()))

    def set_catalogue(self, products: Sequence[Product], categories: Sequence[str]) -> None:
        """Chooses letters and tints from the whole catalogue, so that no filter changes them."""
        self._tiles.letters = TileLetters(products)
        self._tiles.tints = {category: n for n, category in enumerate(categories)}
        self._fit()

    def set_size(self, size: TileSize) -> None:
        """Shows the tiles in another size."""
        self._tiles.measures = MEASURES[size]
        self._fit()
        self._draw_again()

    def set_favourites(self, keys: Collection[str]) -> None:
        """Marks the products with these SKU keys by a star."""
        self._tiles.favourites = frozenset(keys)
        self._products.favourites = frozenset(keys)
        self._draw_again()

    def show_products(self, products: Sequence[Product]) -> None:
        """Shows these tiles, from the first one where they stand in another order."""
        if self._products.set_rows(products):
            self.scrollToTop()
            self._draw_again()

    def current(self) -> Product | None:
        """The product of the tile that the keyboard has reached."""
        return self._products.product(self.currentIndex().row()) if self.hasFocus() else None

    def is_favourite(self, product: Product) -> bool:
        """Whether the product is marked by a star."""
        return sku_key(product.sku) in self._tiles.favourites

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
        measures = self._tiles.measures
        columns = max(1, room // (measures.width + GAP))
        size = QSize(room // columns, measures.height(self._tiles.band) + GAP)
        if size != self._tiles.size or self.gridSize() != size:
            self._tiles.size = size
            self.setGridSize(size)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._was_long = False
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
            self._hold.start()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None:
            moved = event.position().toPoint() - self._pressed
            if moved.manhattanLength() > STILL:
                self._stop_holding()
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._stop_holding()
        super().mouseReleaseEvent(event)

    def _stop_holding(self) -> None:
        self._pressed = None
        self._hold.stop()

    def _held(self) -> None:
        """A press that lasted: it opens the menu and adds nothing to the cart."""
        if self._pressed is not None:
            self._was_long = True
            self._open_menu(self._pressed)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self._stop_holding()
        at = event.pos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            at = self.visualRect(self.currentIndex()).center()
        self._open_menu(at)

    def _open_menu(self, at: QPoint) -> None:
        """Opens the menu of the tile there, unless it is open: a touch can be both kinds."""
        product = self._products.product(self.indexAt(at).row())
        if product is None or (self.menu is not None and self.menu.isVisible()):
            return
        wanted = not self.is_favourite(product)
        words = (
            QCoreApplication.translate("Tiles", "Show it in front (Ctrl+D)")
            if wanted
            else QCoreApplication.translate("Tiles", "No longer in front (Ctrl+D)")
        )
        if self.menu is not None:
            self.menu.deleteLater()
        self.menu = QMenu(self)
        self.menu.setAccessibleName(product.name)
        act = self.menu.addAction(words)
        act.triggered.connect(partial(self._want_favourite, product, wanted))
        self.menu.popup(self.viewport().mapToGlobal(at))

    def _want_favourite(self, product: Product, wanted: bool, _checked: bool = False) -> None:
        self.favourite_wanted.emit(product, wanted)

    def _choose(self, index: QModelIndex) -> None:
        if self._was_long:
            self._was_long = False
            return
        self.chosen.emit(index.data(PRODUCT_ROLE))
