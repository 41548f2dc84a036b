"""What is ordered: of whom, what, how many, for how much, by when and how it is handed over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QLineEdit, QWidget

from pos_app.domain.catalogue import Product
from pos_app.domain.money import Rupiah
from pos_app.domain.orders import MAX_DETAIL, MAX_WHAT, OrderTerms
from ui.orders.cart_order import CartOrder
from ui.orders.words import deliver_choices, today_of
from ui.session import Session
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.due_row import DueRow
from ui.widgets.number_edit import MoneyEdit, NumberEdit
from ui.widgets.restyle import label

MOST_OFFERED = 6  # products in the list below what is typed


class OrderForm(QWidget):
    """Emits `total_changed` with the price in rupiah.

    A product of the catalogue fills in its maker, its name and its price; the price of all pieces
    follows their number until somebody types it.
    """

    total_changed = Signal(object)

    def __init__(
        self, session: Session, makers: Mapping[str, str], carts: Sequence[CartOrder] = ()
    ) -> None:
        super().__init__()
        self._session = session
        self._carts = {each.maker: each for each in carts}
        self._product: Product | None = None
        self._price_typed = False
        self.maker = QComboBox()
        self.what = QLineEdit()
        self.qty = NumberEdit(session.ticks, self.tr("Pieces"), "pieces")
        self.total = MoneyEdit(session.ticks, self.tr("Price of all pieces"))
        self.size_ = QLineEdit()
        self.colour = QLineEdit()
        self.due = DueRow(today_of(session), self.tr("By when"), open_too=False)
        self.deliver = ChoiceRow(self.tr("How it is handed over"), deliver_choices())
        self._fill_makers(makers)
        self._build()
        self._names = self._offer_products()
        self._connect()
        self.qty.set_number(1)

    def _fill_makers(self, makers: Mapping[str, str]) -> None:
        """Offer the makers of the cart alone, or all; none is chosen where there are several."""
        for code, name in makers.items():
            if not self._carts or code in self._carts:
                self.maker.addItem(name, code)
        self.maker.setAccessibleName(self.tr("Maker"))
        self.maker.setPlaceholderText(self.tr("Whose order is it?"))
        self.maker.setCurrentIndex(-1)

    def _build(self) -> None:
        self.what.setMaxLength(MAX_WHAT)
        self.what.setPlaceholderText(self.tr("Product, or in words"))
        self.what.setAccessibleName(self.tr("What is ordered"))
        for edit, words in ((self.size_, self.tr("Size")), (self.colour, self.tr("Colour"))):
            edit.setMaxLength(MAX_DETAIL)
            edit.setPlaceholderText(words)
            edit.setAccessibleName(words)
        self.qty.setFixedWidth(80)
        self.qty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        rows: tuple[tuple[str, tuple[tuple[QWidget, int, int], ...]], ...] = (
            (self.tr("What"), ((self.what, 1, 4),)),
            (self.tr("Maker"), ((self.maker, 1, 4),)),
            (self.tr("Pieces"), ((self.qty, 1, 1), (self.size_, 2, 1), (self.colour, 3, 2))),
            (self.tr("Price of all"), ((self.total, 1, 2), (self.deliver, 3, 2))),
            (self.tr("By when"), ((self.due, 1, 4),)),
        )
        for row, (words, widgets) in enumerate(rows):
            grid.addWidget(label(words, "hint"), row, 0)
            for widget, column, span in widgets:
                grid.addWidget(widget, row, column, 1, span)
        for column in (2, 3, 4):
            grid.setColumnStretch(column, 1)
        first = (self.what, self.maker, self.qty, self.total, self.size_, self.colour)
        for before, after in pairwise(first):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        self.what.editingFinished.connect(self._find_product)
        self.maker.activated.connect(self._take_cart)
        self.qty.textChanged.connect(self._reckon)
        self.total.textEdited.connect(self._type_price)
        self.total.textChanged.connect(self._tell_total)

    def _offer_products(self) -> QCompleter:
        """Show the products whose names have what is typed, wherever in the name."""
        found = QCompleter([each.name for each in self._session.products], self)
        found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        found.setFilterMode(Qt.MatchFlag.MatchContains)
        found.setMaxVisibleItems(MOST_OFFERED)
        self.what.setCompleter(found)
        # Queued, because the completer writes the name into the box after it tells of the choice.
        queued = Qt.ConnectionType.QueuedConnection
        found.activated.connect(self._take_offered, queued)
        return found

    def _take_offered(self, name: str) -> None:
        named = [each for each in self._session.products if each.name == name]
        if len(named) == 1:
            self.take_product(named[0])

    def start(self) -> None:
        """Fill in the cart where it is of one maker; else ask whose order it is."""
        if len(self._carts) == 1:
            self.maker.setCurrentIndex(0)
            self._take_cart()
        elif self._carts:
            self.maker.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_cart(self, _index: int = 0) -> None:
        """Fill in what the cart has of the chosen maker."""
        found = self._carts.get(self._maker)
        if found is None:
            return
        self._product = found.product
        self.what.setText(found.what)
        self.qty.set_number(found.qty)
        self._price_typed = True
        self.total.set_amount(found.total)
        self.size_.setFocus(Qt.FocusReason.OtherFocusReason)

    def _find_product(self) -> None:
        """Fill in the product whose name or code was typed."""
        typed, product = self.what.text().strip().casefold(), self._product
        if not typed or (product is not None and product.name.casefold() == typed):
            return
        for each in self._session.products:
            if typed in (each.name.casefold(), each.sku.casefold()):
                self.take_product(each)
                return

    def take_product(self, product: Product) -> None:
        """Fill in a product that was scanned or chosen."""
        self._product, self._price_typed = product, False
        self.what.setText(product.name)
        self.maker.setCurrentIndex(self.maker.findData(product.maker))
        self._reckon()
        self.qty.setFocus(Qt.FocusReason.TabFocusReason)

    def _reckon(self, _text: str = "") -> None:
        if self._product is not None and not self._price_typed:
            qty = self.qty.number or 0
            self.total.set_amount(self._product.price_for(max(qty, 1)) * qty)

    def _type_price(self, _text: str) -> None:
        self._price_typed = True

    def _tell_total(self, _text: str) -> None:
        self.total_changed.emit(self.price)

    @property
    def price(self) -> Rupiah:
        """The price of all pieces in rupiah; 0 while none is typed."""
        return self.total.amount or 0

    @property
    def _maker(self) -> str:
        return str(self.maker.currentData() or "")

    def first_gap(self) -> tuple[str, QWidget] | None:
        """What is missing, in words, and the box for it; None when nothing is."""
        if not self.what.text().strip():
            return self.tr("Type what is ordered."), self.what
        if not self._maker:
            return self.tr("Choose whose order it is."), self.maker
        if not self.qty.number:
            return self.tr("Type how many pieces."), self.qty
        if not self.price:
            return self.tr("Type the price of all pieces."), self.total
        return None

    def terms(self, country: str, lang: str) -> OrderTerms:
        """What was agreed on; `country` and `lang` are the buyer's."""
        what, product = " ".join(self.what.text().split()), self._product
        same = product is not None and product.name == what and product.maker == self._maker
        return OrderTerms(
            maker=self._maker,
            what=what,
            qty=self.qty.number or 0,
            total=self.price,
            sku=product.sku if product is not None and same and product.listed else "",
            size=self.size_.text().strip(),
            colour=self.colour.text().strip(),
            due=self.due.due,
            deliver=self.deliver.value,
            country=country,
            lang=lang,
        )
