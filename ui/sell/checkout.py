"""Sells the cart once. The id of the sale is made when payment begins, and kept for retries."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from pos_app.domain.cart import Cart
from pos_app.domain.money import Rupiah
from pos_app.domain.payment_methods import Method
from pos_app.domain.sale import Sale
from pos_app.domain.tender import Payment
from pos_app.services.paper import print_queue
from pos_app.services.selling import sales
from ui.sell.unlisted_permission import allow_unlisted, allowed_by
from ui.session import Session


class Checkout(QObject):
    """Turns the cart into a sale at most once, and reports it after it is stored on disk."""

    sale_completed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sale_id = ""
        self._cart = Cart()
        self._busy = False
        self._tried = False  # an attempt to sell `_cart` failed

    def begin(self) -> bool:
        """Begins payment of the cart; False when the cart is empty or the till not open."""
        cart = self._session.cart
        if not len(cart) or self._session.day is None:
            return False
        changed = self._tried and cart != self._cart
        self._sale_id = self._session.sale_id
        if changed or not self._sale_id:
            self._sale_id = self._session.new_sale_id()
        self._cart, self._tried = cart, False
        return True

    def due(self, method: Method) -> Rupiah:
        """The amount due in rupiah when the whole cart is paid by `method`."""
        return sales.amount_due(self._session.shop, self._session.cart, [method])

    def pay(self, payments: Sequence[Payment]) -> None:
        """Sells the cart; does nothing while an earlier call is still at work."""
        if self._busy or not self._sale_id:
            return
        self._busy = True
        try:
            if not allow_unlisted(self._session, self._cart):
                return
            self._tried = True
            cart, allowed = self._cart, allowed_by(self._session, self._cart)
            sale = self._session.store(lambda: self._sell(cart, payments, allowed))
        finally:
            self._busy = False
        if sale is None:
            return
        self._sale_id, self._tried = "", False
        self._session.on_sale_stored(sale, cart)
        self._session.print_queued.emit()
        self.sale_completed.emit(sale)
        from ui.till.safe_dialog import warn_of_full_drawer  # no start needs it

        warn_of_full_drawer(self._session)

    def _sell(self, cart: Cart, payments: Sequence[Payment], allowed: str) -> Sale:
        """Stores the sale; runs on another thread, so that the cart is given to it."""
        session = self._session
        session.shop.cart_file.wait_for(self._sale_id)  # long done, unless the disk is very slow
        return sales.sell(
            session.shop,
            cart,
            payments,
            sale_id=self._sale_id,
            cashier=session.cashier,
            allowed_by=allowed,
            also_write=print_queue.receipt_job(session.shop, session.language),
        )
