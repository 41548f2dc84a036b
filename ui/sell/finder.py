"""The left half of the sell screen: the box, the categories, the tiles and what a search found."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from pos_app.domain.catalogue import Product
from pos_app.services.catalogue import product_lookup
from ui.key_timing import SILENCE_MS
from ui.sell.results import Results
from ui.sell.scan_box import ScanBox, Typed, read_typed
from ui.sell.tiles import Tiles
from ui.session import Session
from ui.widgets.chip_strip import ChipStrip

MOST_FOUND = 20


class Finder(QWidget):
    """Finds products by scan, code, words or tile, and emits `found(product, qty)`."""

    found = Signal(object, int)
    scan_began = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._category = ""
        self._asked = 1  # pieces of the code that is on several products
        self._shown: tuple[list[Product], str] = ([], "")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SILENCE_MS)
        self.box = ScanBox(session)
        self.chips = ChipStrip()
        self.tiles = Tiles(session.theme, session.photos)
        self.results = Results(session.theme)
        self._pages = QStackedWidget()
        self._build()
        self._connect()
        self.learn_goods()

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
        self._session.catalogue_changed.connect(self.learn_goods)
        self.box.textEdited.connect(self._edited)
        self._pause.timeout.connect(self._search)
        self.box.entered.connect(self.take)
        self.box.left.connect(self.go_home)
        self.chips.chosen.connect(self.show_category)
        self.tiles.chosen.connect(self._tapped)
        self.results.chosen.connect(self._tapped)

    def learn_goods(self) -> None:
        """Chips, marks and tints of the catalogue as it is now."""
        self.chips.show_choices(("", self.tr("All")), self._session.categories)
        self.tiles.set_catalogue(self._session.products, self._session.categories)
        self._category = ""
        self._shown = ([], "")
        self.refresh()

    def show_category(self, category: str) -> None:
        """Only the tiles of `category`; an empty one shows all."""
        self._category = category
        self.refresh()
        self.go_home()

    def refresh(self) -> None:
        """The tiles with their stock as it is now; a cart alone changes none of them."""
        wanted = self._category
        products = self._session.products
        if products is self._shown[0] and wanted == self._shown[1]:
            return
        self._shown = (products, wanted)
        self.tiles.show_products([p for p in products if not wanted or p.category == wanted])

    def go_home(self) -> None:
        """An empty box with the focus, and the tiles."""
        self._pause.stop()
        self._pages.setCurrentWidget(self.tiles)
        self.box.go_home()

    @property
    def searching(self) -> bool:
        """Whether a list of found products is up."""
        return self._pages.currentWidget() is self.results

    def _edited(self) -> None:
        self.scan_began.emit()
        if self.box.hurried:
            self._pause.start()
        else:
            self._search()

    def _search(self) -> None:
        self._pause.stop()
        text = read_typed(self.box.text()).text
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

    def _show(self, title: str, products: list[Product], look: bool = False) -> None:
        self.results.show_results(title, products, look)
        self._pages.setCurrentWidget(self.results)

    def take(self, typed: Typed) -> None:
        """What was scanned, or typed and ended with Enter: a code first, else the chosen row."""
        session = self._session
        products = (
            session.attempt(lambda: product_lookup.find_by_code(session.shop, typed.text)) or []
        )
        if len(products) == 1:
            self._found(products[0], typed.qty)
        elif len(products) > 1:
            self._session.sounds.unknown()
            words = self.tr("{0} is on several products. Choose with Down and Enter.")
            self._asked = typed.qty
            self.box.clear()
            self._show(words.format(typed.text), products, look=True)
        else:
            self._unknown(typed)

    def choose(self) -> bool:
        """Enter while several products of one code are up takes the chosen row, and never pays."""
        chosen = self.results.current() if self.searching and not self.box.text() else None
        if chosen is not None:
            self._found(chosen, self._asked)
        return self.searching or chosen is not None

    def _unknown(self, typed: Typed) -> None:
        chosen = self._chosen_by_hand(typed)
        if chosen is not None:
            self._found(chosen, typed.qty)
            return
        self._session.sounds.unknown()
        words = self.tr(
            "Unknown code {0}. Nothing was added. Type a part of the name, or scan again."
        )
        self.box.setText(typed.text)
        self.box.selectAll()
        self._show(words.format(typed.text[:40]), self._search_for(typed.text), look=True)

    def _chosen_by_hand(self, typed: Typed) -> Product | None:
        """The chosen row, when a hand typed the words; a scan is never taken for a name."""
        if typed.scanned or not self.searching:
            return None
        return self.results.current()

    def _tapped(self, product: Product) -> None:
        self._found(product, read_typed(self.box.text()).qty)

    def _found(self, product: Product, qty: int) -> None:
        self.go_home()
        self.found.emit(product, qty)
