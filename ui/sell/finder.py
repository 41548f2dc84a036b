"""The left half of the sell screen: search box, categories, tiles and search results."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pos_app.domain.barcode import is_blank_scan
from pos_app.domain.catalogue import Product
from pos_app.services.catalogue import product_lookup, tiles
from ui.key_timing import SILENCE_MS
from ui.sell.results import Results
from ui.sell.scan_box import CodeInput, ScanBox, parse_code_input
from ui.sell.tile_arrangement import TileArrangement
from ui.sell.tiles import Tiles
from ui.session import Session
from ui.till_timer import TillTimer
from ui.widgets.chip_strip import ChipStrip

MOST_FOUND = 20


class Finder(QWidget):
    """Finds products by scan, code, text or tile. Emits `found` with product and quantity."""

    found = Signal(object, int)
    input_changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._category = ""
        self._pending_qty = 1  # quantity of the code that several products share
        self._shown_tiles: tuple[list[Product], str] = ([], "")
        self._arrangement = TileArrangement(session)
        self._delay = TillTimer(session, self, self._search, SILENCE_MS, once=True)
        self.box = ScanBox(session)
        self.chips = ChipStrip()
        self.tiles = Tiles(session.theme, session.photos)
        self.results = Results(session.theme)
        self._pages = QStackedWidget()
        self._build()
        self._connect()
        self.load_catalogue()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.box)
        column.addWidget(self.chips)
        self._pages.addWidget(self.tiles)
        self._pages.addWidget(self.results)
        column.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self._session.catalogue_changed.connect(self.load_catalogue)
        self.box.textEdited.connect(self._edited)
        self.box.entered.connect(self.enter)
        self.box.cancelled.connect(self.go_home)
        self.chips.chosen.connect(self.show_category)
        self.tiles.chosen.connect(self._on_clicked)
        self.tiles.favourite_wanted.connect(self.set_favourite)
        self._session.settings_changed.connect(self._take_settings)
        self.results.chosen.connect(self._on_clicked)

    def load_catalogue(self) -> None:
        """Shows the categories and tiles of the catalogue as it is now."""
        self.chips.show_choices(("", self.tr("All")), self._session.categories)
        self.tiles.set_catalogue(self._session.products, self._session.categories)
        self._category = ""
        self._arrangement.load()
        self._show_tiles()

    def enter_screen(self) -> None:
        """Shows the tiles in the size and order that are wanted now."""
        self.tiles.set_size(tiles.tile_size(self._session.shop))
        self._arrangement.renew()
        self._show_tiles()

    def _take_settings(self) -> None:
        if len(self._session.cart):
            self.tiles.set_size(tiles.tile_size(self._session.shop))
        else:
            self.enter_screen()

    def resize_tiles(self, step: int) -> None:
        """Makes the tiles larger (1) or smaller (-1), and keeps that size."""
        session = self._session
        at = tiles.SIZES.index(tiles.tile_size(session.shop)) + step
        if 0 <= at < len(tiles.SIZES):
            session.store(lambda: tiles.set_tile_size(session.shop, tiles.SIZES[at]))
            session.settings_changed.emit()

    def product_in_hand(self) -> Product | None:
        """The product of the tile that has the focus, or of the chosen search result."""
        return self.results.current() if self.searching else self.tiles.current()

    def set_favourite(self, product: Product, wanted: bool) -> None:
        """Puts a product in front, or back; the tiles move when the cart is empty."""
        session = self._session
        keys = session.store(lambda: tiles.set_favourite(session.shop, product.sku, wanted=wanted))
        if keys is None:
            return
        self.tiles.set_favourites(keys)
        if not len(session.cart):
            self._arrangement.renew()
            self._show_tiles()
        words = (
            self.tr("{0} stands in front now.")
            if wanted
            else self.tr("{0} stands in its place again.")
        )
        session.say(words.format(product.name[:60]))

    def toggle_favourite(self, product: Product) -> None:
        """Puts a product in front, or back if it is there."""
        self.set_favourite(product, not self.tiles.is_favourite(product))

    def show_category(self, category: str) -> None:
        """Shows only the tiles of `category`; an empty one shows all."""
        self._category = category
        self.refresh()
        self.go_home()

    def refresh(self) -> None:
        """Shows the tiles with their stock as it is now.

        Does nothing while the products and the category are the same: most changes of the session
        concern the cart alone. A sale empties the cart: then what sells today may come forward.
        """
        products = self._session.products
        if products is self._shown_tiles[0] and self._category == self._shown_tiles[1]:
            return
        if products is not self._shown_tiles[0] and not len(self._session.cart):
            self._arrangement.renew()
        self._show_tiles()

    def _show_tiles(self) -> None:
        self._shown_tiles = (self._session.products, self._category)
        self.tiles.set_favourites(self._arrangement.favourites)
        self.tiles.show_products(self._arrangement.products(self._category))

    def go_home(self) -> None:
        """Shows the tiles, empties the search box and gives it the focus."""
        self._delay.stop()
        self._pages.setCurrentWidget(self.tiles)
        self.box.go_home()

    @property
    def searching(self) -> bool:
        """Whether search results are shown instead of the tiles."""
        return self._pages.currentWidget() is self.results

    def _edited(self) -> None:
        self.input_changed.emit()
        if self.box.is_scanning:
            self._delay.start()
        else:
            self._search()

    def _search(self) -> None:
        self._delay.stop()
        text = parse_code_input(self.box.text()).text
        if not text:
            self._pages.setCurrentWidget(self.tiles)
            return
        products = self._search_for(text)
        words = self.tr("Nothing found for “{0}”.").format(text)
        title = self.tr("%n product(s) · Down and Enter choose", "", len(products))
        self._show(title if products else words, products)

    def _search_for(self, text: str) -> list[Product]:
        session = self._session
        found = session.index.find(text, MOST_FOUND, self._category)
        return [session.products[at] for at in found]

    def _show(self, title: str, products: list[Product], warn: bool = False) -> None:
        self.results.show_results(title, products, warn)
        self._pages.setCurrentWidget(self.results)

    def enter(self, entry: CodeInput) -> None:
        """Takes a scanned code, or text that was typed and ended with Enter.

        A code of one product is added at once; one that several products share shows them all, for
        one to be chosen. Text that is no code adds the chosen search result. An empty pull of the
        scanner's trigger, which sends no more than its prefix, is no scan.
        """
        if is_blank_scan(entry.text):
            self.go_home()
            return
        session = self._session
        products = (
            session.attempt(lambda: product_lookup.find_by_code(session.shop, entry.text)) or []
        )
        if len(products) == 1:
            self._emit_found(products[0], entry.qty)
        elif len(products) > 1:
            self._session.sounds.unknown()
            words = self.tr("{0} is on several products. Choose with Down and Enter.")
            self._pending_qty = entry.qty
            self.box.clear()
            self._show(words.format(entry.text), products, warn=True)
        else:
            self._unknown(entry)

    def take_chosen(self) -> bool:
        """Adds the chosen search result, if the search box is empty and results are shown.

        Returns:
            Whether Enter was used for that; then it must not begin a payment.
        """
        chosen = self.results.current() if self.searching and not self.box.text() else None
        if chosen is not None:
            self._emit_found(chosen, self._pending_qty)
        return self.searching or chosen is not None

    def _unknown(self, entry: CodeInput) -> None:
        chosen = self._typed_choice(entry)
        if chosen is not None:
            self._emit_found(chosen, entry.qty)
            return
        self._session.sounds.unknown()
        words = self.tr(
            "Unknown code {0}. Nothing was added. Type a part of the name, or scan again."
        )
        self.box.setText(entry.text)
        self.box.selectAll()
        self._show(words.format(entry.text[:40]), self._search_for(entry.text), warn=True)

    def _typed_choice(self, entry: CodeInput) -> Product | None:
        """The chosen search result for typed text; a scan is never taken for a name."""
        if entry.scanned or not self.searching:
            return None
        return self.results.current()

    def _on_clicked(self, product: Product) -> None:
        self._emit_found(product, parse_code_input(self.box.text()).qty)

    def _emit_found(self, product: Product, qty: int) -> None:
        self.go_home()
        self.found.emit(product, qty)
