"""The right half of the sell screen: the cart, the payment panels and the change."""

from __future__ import annotations

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
from ui.session import Session
from ui.widgets.page_stack import PageStack

if TYPE_CHECKING:
    from ui.sell.card_panel import CardPanel
    from ui.sell.change_panel import ChangePanel
    from ui.sell.more_panel import MorePanel
    from ui.sell.pay_panel import PayPanel
    from ui.sell.qris_panel import QrisPanel
    from ui.sell.split_panel import SplitPanel
    from ui.sell.transfer_panel import TransferPanel

PAYMENT_PANELS = ("pay", "qris", "transfer", "card", "split")


class RightColumn(PageStack):
    """Shows one panel at a time. All panels but the cart are created on first use."""

    closed = Signal()
    till_wanted = Signal()
    paying_began = Signal()
    completed = Signal(object)
    receipt_wanted = Signal(object, str)
    action_wanted = Signal(str)
    cash_touched = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._splitting = False  # whether the panel shown takes one payment of several
        self.cart = CartView(session)
        self.checkout = Checkout(session, self)
        self.addWidget(self.cart)
        self.cart.pay_wanted.connect(self.start_cash)
        self.cart.more_wanted.connect(self.show_more)
        self._connect_ways(self.cart)
        self.checkout.sale_completed.connect(self._completed)

    def _connect_ways(self, source: CartView | PayPanel) -> None:
        source.way_wanted.connect(self.start)

    def _connect_payment(self, panel: PayPanel | QrisPanel | TransferPanel) -> None:
        panel.cancelled.connect(self._leave_payment)
        panel.paid.connect(self._paid)
        self.addWidget(panel)

    @cached_property
    def pay(self) -> PayPanel:
        """The panel for payments in cash."""
        from ui.sell.pay_panel import PayPanel

        panel = PayPanel(self._session)
        panel.received.pointed.connect(self.cash_touched)
        self._connect_ways(panel)
        self._connect_payment(panel)
        return panel

    @cached_property
    def qris(self) -> QrisPanel:
        """The panel for payments by QRIS."""
        from ui.sell.qris_panel import QrisPanel

        panel = QrisPanel(self._session)
        self._connect_payment(panel)
        return panel

    @cached_property
    def transfer(self) -> TransferPanel:
        """The panel for bank transfers."""
        from ui.sell.transfer_panel import TransferPanel

        panel = TransferPanel(self._session)
        self._connect_payment(panel)
        return panel

    @cached_property
    def card(self) -> CardPanel:
        """The panel for payments by card."""
        from ui.sell.card_panel import CardPanel

        panel = CardPanel(self._session)
        self._connect_payment(panel)
        return panel

    @cached_property
    def split(self) -> SplitPanel:
        """The panel for sales paid in several ways."""
        from ui.sell.split_panel import SplitPanel

        panel = SplitPanel(self._session)
        panel.received.pointed.connect(self.cash_touched)
        panel.cancelled.connect(self.closed)
        panel.part_wanted.connect(self._start_part)
        panel.completed.connect(self.checkout.pay)
        self.addWidget(panel)
        return panel

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

    def shows(self, *names: str) -> bool:
        """Whether one of the named panels is shown. Creates none of them."""
        current = self.currentWidget()
        return any(self.__dict__.get(name) is current for name in names)

    @property
    def paying(self) -> bool:
        """Whether a payment panel is shown."""
        return self.shows(*PAYMENT_PANELS)

    def show_cart(self) -> None:
        """Shows the cart and abandons a payment that was begun."""
        self._session.show_to_buyer(None)
        self._splitting = False
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

    def start_cash(self) -> None:
        """Begins a payment of the cart in cash."""
        if self._begin():
            self._session.show_to_buyer(None)
            self.setCurrentWidget(self.pay)
            self.pay.start(self.checkout.due(Method.CASH), self._session.cart.total)

    def start(self, method: Method) -> None:
        """Begins a payment of the cart that is not cash."""
        if self._begin():
            self._show_way(method, self.checkout.due(method))

    def start_split(self) -> None:
        """Begins a payment of the cart in several ways."""
        if self._begin():
            self._session.show_to_buyer(None)
            self.setCurrentWidget(self.split)
            self.split.start(self.checkout.due(Method.QRIS))

    def _show_way(self, method: Method, amount: Rupiah) -> None:
        if method is not Method.QRIS:
            self._session.show_to_buyer(None)
        panel = self._panel_of(method)
        self.setCurrentWidget(panel)
        panel.start(amount)

    def _panel_of(self, method: Method) -> QrisPanel | TransferPanel:
        if method is Method.QRIS:
            return self.qris
        return self.card if method is Method.CARD else self.transfer

    def _start_part(self, method: Method, amount: Rupiah) -> None:
        self._splitting = True
        self._show_way(method, amount)

    def _leave_payment(self) -> None:
        if not self._splitting:
            self.closed.emit()
            return
        self._splitting = False
        self._session.show_to_buyer(None)
        self.setCurrentWidget(self.split)
        self.split.show_remaining()

    def _paid(self, payment: Payment) -> None:
        if not self._splitting:
            self.checkout.pay([payment])
            return
        self._splitting = False
        self._session.show_to_buyer(None)
        self.setCurrentWidget(self.split)
        self.split.add_payment(payment)

    def _completed(self, sale: Sale) -> None:
        from ui.buyer_view import ThankYou  # on first use

        self._session.show_to_buyer(ThankYou(sale))
        self.change.show_sale(sale)
        self.setCurrentWidget(self.change)
        self.completed.emit(sale)
