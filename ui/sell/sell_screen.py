"""The home screen: goods at the left; at the right the cart, the payment, or the change."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.domain.cart import Cart
from pos_app.domain.catalogue import Product
from pos_app.domain.sale import Method, Sale
from pos_app.domain.tender import Payment
from pos_app.messages import Language
from pos_app.services.shop import Shop
from ui import sounds
from ui.alerts import Level
from ui.sell.cart_view import CartView
from ui.sell.checkout import Checkout
from ui.sell.finder import Finder
from ui.sell.scan_box import Typed
from ui.session import Session

if TYPE_CHECKING:
    from ui.sell.change_panel import ChangePanel
    from ui.sell.pay_panel import PayPanel
    from ui.sell.qris_panel import QrisPanel
    from ui.sell.transfer_panel import TransferPanel


def receipt_file(shop: Shop, number: str, language: Language) -> Path:
    """The receipt of a stored sale as a PDF in the till's folder."""
    from pos_app.services import printing  # on first use: the first window needs no PDF

    folder = shop.folder / "receipts"
    folder.mkdir(exist_ok=True)
    return printing.save_receipt(shop, number, folder / f"{number}-{language}.pdf", lang=language)


class SellScreen(QWidget):
    """Puts the pieces of a sale together; each piece only says what was asked of it.

    What comes after the cart is made when first wanted: the first window waits for none of it.
    """

    till_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.finder = Finder(session)
        self.cart = CartView(session)
        self.checkout = Checkout(session, self)
        self._side = QStackedWidget()
        self._column = QFrame()
        self._build()
        self._connect()
        self.refresh()

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 10, 16, 14)
        row.setSpacing(16)
        row.addWidget(self.finder, 1)
        self._column.setObjectName("card")
        inside = QVBoxLayout(self._column)
        inside.setContentsMargins(1, 1, 1, 1)
        self._side.addWidget(self.cart)
        inside.addWidget(self._side)
        row.addWidget(self._column)

    def _connect(self) -> None:
        self._session.changed.connect(self.refresh)
        self.finder.found.connect(self.add)
        self.finder.scan_began.connect(self._leave_change)
        box = self.finder.box
        box.pay_wanted.connect(self.start_cash)
        box.moved.connect(self._move)
        box.stepped.connect(self.step)
        box.removal_wanted.connect(self.remove)
        self.cart.stepped.connect(self.step)
        self.cart.removal_wanted.connect(self.remove)
        self.cart.price_wanted.connect(self.bargain)
        self.cart.pay_wanted.connect(self.start_cash)
        self._offer_ways(self.cart)
        self.checkout.sale_completed.connect(self._completed)

    def _offer_ways(self, source: CartView | PayPanel) -> None:
        source.qris_wanted.connect(self.start_qris)
        source.transfer_wanted.connect(self.start_transfer)

    def _take_payment(self, panel: PayPanel | QrisPanel | TransferPanel) -> None:
        panel.left.connect(self.go_home)
        panel.paid.connect(self._paid)
        self._side.addWidget(panel)

    @cached_property
    def pay(self) -> PayPanel:
        from ui.sell.pay_panel import PayPanel

        panel = PayPanel(self._session)
        self._offer_ways(panel)
        self._take_payment(panel)
        return panel

    @cached_property
    def qris(self) -> QrisPanel:
        from ui.sell.qris_panel import QrisPanel

        panel = QrisPanel(self._session)
        self._take_payment(panel)
        return panel

    @cached_property
    def transfer(self) -> TransferPanel:
        from ui.sell.transfer_panel import TransferPanel

        panel = TransferPanel(self._session)
        self._take_payment(panel)
        return panel

    @cached_property
    def change(self) -> ChangePanel:
        from ui.sell.change_panel import ChangePanel

        panel = ChangePanel(self._session)
        panel.done.connect(self.go_home)
        panel.receipt_wanted.connect(self._save_receipt)
        self._side.addWidget(panel)
        return panel

    def _shows(self, *names: str) -> bool:
        """Whether one of those panels is up; none is made for the asking."""
        current = self._side.currentWidget()
        return any(self.__dict__.get(name) is current for name in names)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._column.setFixedWidth(min(max(int(self.width() * 0.315), 348), 440))
        super().resizeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._shows("cart", "change"):
            self.finder.box.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def paying(self) -> bool:
        """Whether a way of paying is up."""
        return self._shows("pay", "qris", "transfer")

    def refresh(self) -> None:
        self.cart.refresh()
        self.finder.refresh()

    def focus_home(self) -> None:
        """Back to the box, unless a payment is being made."""
        if not self.paying:
            self.finder.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_home(self) -> None:
        """The cart at the right, an empty box with the focus."""
        self._side.setCurrentWidget(self.cart)
        self.finder.go_home()

    def _leave_change(self) -> None:
        if self._shows("change"):
            self._side.setCurrentWidget(self.cart)

    def take_scan(self, code: str) -> None:
        """A scan, wherever it landed. It never changes what a buyer is paying by QRIS."""
        if self._shows("qris", "transfer"):
            sounds.trouble()
            words = self.tr("A payment is under way. Finish it or go back, then scan again.")
            self._session.say(words, Level.LOOK)
            return
        qty = self.finder.box.qty
        self.go_home()
        self.finder.take(Typed(qty, code, scanned=True))

    def take_key(self, event: QKeyEvent) -> bool:
        """A key that nobody wanted: what can be typed belongs in the box."""
        text = event.text()
        if self.paying or not text or not text.isprintable():
            return False
        self.finder.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self.finder.box.keyPressEvent(event)
        return True

    def add(self, product: Product, qty: int) -> None:
        """`qty` more of `product` into the cart, its line chosen."""
        self._leave_change()
        cart = self._session.attempt(lambda: self._session.cart.add(product, qty))
        if cart is None:
            sounds.trouble()
            return
        self._set(cart)
        row = cart.plain_line(product)
        self.cart.list.choose(len(cart) - 1 if row is None else row)

    def _set(self, cart: Cart) -> None:
        self._session.set_cart(cart)

    def _move(self, step: int) -> None:
        if self.finder.searching:
            self.finder.results.step(step)
        else:
            row = min(max(self.cart.list.row + step, 0), len(self._session.cart) - 1)
            self.cart.list.choose(row)

    def step(self, pieces: int) -> None:
        """More or fewer pieces on the chosen line; the last piece goes only by Del."""
        row, cart = self.cart.list.row, self._session.cart
        if not 0 <= row < len(cart):
            return
        qty = cart.asks[row].qty + pieces
        if qty == 0:
            self._session.say(self.tr("The last piece of a line is removed with Del."))
            return
        changed = self._session.attempt(lambda: cart.with_qty(row, qty))
        if changed is not None:
            self._set(changed)
        self.focus_home()

    def remove(self) -> None:
        """Takes the chosen line out."""
        row, cart = self.cart.list.row, self._session.cart
        if 0 <= row < len(cart):
            self._set(cart.without(row))
        self.focus_home()

    def bargain(self) -> None:
        """Another price for the chosen line."""
        from ui.sell.price_dialog import PriceDialog

        row, cart = self.cart.list.row, self._session.cart
        if not 0 <= row < len(cart):
            return
        price = PriceDialog.ask(self._session, cart.asks[row], self.window())
        if price is not None:
            listed = cart.asks[row].product.price
            wanted = None if price == listed else price
            changed = self._session.attempt(lambda: cart.with_price(row, wanted))
            if changed is not None:
                self._set(changed)
        self.focus_home()

    def _begin(self, panel: QWidget) -> bool:
        if self._session.day is None and len(self._session.cart):
            self._session.say(self.tr("The till is not open yet. Open it first."), Level.LOOK)
            self.till_wanted.emit()
            return False
        if not self.checkout.begin():
            return False
        self.finder.box.clear()
        self._side.setCurrentWidget(panel)
        return True

    def start_cash(self) -> None:
        if self._begin(self.pay):
            self.pay.start(self.checkout.due(Method.CASH), self._session.cart.total)

    def start_qris(self) -> None:
        if self._begin(self.qris):
            self.qris.start(self.checkout.due(Method.QRIS))

    def start_transfer(self) -> None:
        if self._begin(self.transfer):
            self.transfer.start(self.checkout.due(Method.TRANSFER))

    def _paid(self, payment: Payment) -> None:
        self.checkout.pay([payment])

    def _completed(self, sale: Sale) -> None:
        self.change.show_sale(sale)
        self._side.setCurrentWidget(self.change)
        self.finder.go_home()

    def _save_receipt(self, sale: Sale, language: Language) -> None:
        session = self._session
        saved = session.attempt(lambda: receipt_file(session.shop, sale.number, language))
        if saved is not None:
            session.say(self.tr("Receipt saved: {0}").format(str(saved)))
        self.focus_home()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        actions = {
            Qt.Key.Key_F1: self.focus_home,
            Qt.Key.Key_F3: self.bargain,
            Qt.Key.Key_F10: self.start_qris,
            Qt.Key.Key_F11: self.start_transfer,
        }
        action = actions.get(Qt.Key(event.key()))
        if action is None or self.paying or event.isAutoRepeat():
            event.ignore()
        else:
            action()
