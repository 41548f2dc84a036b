"""The right half of the sell screen: the cart, the payment panels and the change."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app.domain.money import Rupiah
from pos_app.domain.payment_methods import Method
from pos_app.domain.sale import Sale
from pos_app.domain.tender import Payment
from ui.sell.cart_view import CartView
from ui.sell.checkout import Checkout
from ui.sell.pay_pages import PayPages
from ui.session import Session

if TYPE_CHECKING:
    from ui.sell.change_panel import ChangePanel
    from ui.sell.more_panel import MorePanel


class RightColumn(PayPages):
    """Shows one panel at a time. All panels but the cart are created on first use."""

    till_wanted = Signal()
    paying_began = Signal()
    completed = Signal(object)
    receipt_wanted = Signal(object, str)
    action_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.cart = CartView(session)
        self.checkout = Checkout(session, self)
        self.addWidget(self.cart)
        self.cart.pay_wanted.connect(self.start_cash)
        self.cart.more_wanted.connect(self.show_more)
        self._connect_ways(self.cart)
        self.checkout.sale_completed.connect(self._completed)

    @cached_property
    def more(self) -> MorePanel:
        """The page of further actions."""
        from ui.sell.more_panel import MorePanel

        panel = MorePanel(self._session)
        panel.cancelled.connect(self.closed)
        panel.wanted.connect(self.action_wanted)
        self.addWidget(panel)
        return panel

    @cached_property
    def change(self) -> ChangePanel:
        """The panel that shows the change after a sale."""
        from ui.sell.change_panel import ChangePanel

        panel = ChangePanel(self._session)
        panel.done.connect(self.closed)
        panel.receipt_wanted.connect(self.receipt_wanted)
        self.addWidget(panel)
        return panel

    def show_cart(self) -> None:
        """Shows the cart and abandons a payment that was begun."""
        self.abandon()
        self.setCurrentWidget(self.cart)

    def show_more(self) -> None:
        """Shows the page of further actions."""
        self.setCurrentWidget(self.more)
        self.more.start()

    def _begin(self) -> bool:
        if self._session.day is None and len(self._session.cart):
            # An alert of level INFO disappears by itself: the till screen is shown in any case.
            self._session.say(self.tr("The till is not open yet. Open it first."))
            self.till_wanted.emit()
            return False
        if not self.checkout.begin():
            return False
        self.paying_began.emit()
        return True

    def due(self, method: Method) -> Rupiah:
        """The amount due in rupiah when the whole cart is paid by `method`."""
        return self.checkout.due(method)

    @property
    def unrounded(self) -> Rupiah:
        """The total of the cart in rupiah."""
        return self._session.cart.total

    def pay_all(self, payments: Sequence[Payment]) -> None:
        """Sells the cart."""
        self.checkout.pay(payments)

    def _completed(self, sale: Sale) -> None:
        from ui.buyer_view import ThankYou  # on first use

        self._session.show_to_buyer(ThankYou(sale))
        self.change.show_sale(sale)
        self.setCurrentWidget(self.change)
        self.completed.emit(sale)
