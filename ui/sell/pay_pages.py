"""The panels that take a payment, in every way and in several; what is paid a subclass says."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app.domain.money import Rupiah
from pos_app.domain.payment_methods import Method
from pos_app.domain.tender import Payment
from ui.session import Session
from ui.widgets.page_stack import PageStack

if TYPE_CHECKING:
    from ui.sell.card_panel import CardPanel
    from ui.sell.pay_panel import PayPanel
    from ui.sell.qris_panel import QrisPanel
    from ui.sell.split_panel import SplitPanel
    from ui.sell.transfer_panel import TransferPanel

PAYMENT_PANELS = ("pay", "qris", "transfer", "card", "split")


class WayAsker(Protocol):
    """A panel with buttons for the ways of paying."""

    way_wanted: Any  # a Signal


class PayPages(PageStack):
    """Shows one panel at a time; every panel is created on first use."""

    closed = Signal()
    cash_touched = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._splitting = False  # whether the panel shown takes one payment of several

    def due(self, method: Method) -> Rupiah:
        """The amount due in rupiah when all of it is paid by `method`."""
        raise NotImplementedError

    @property
    def unrounded(self) -> Rupiah:
        """The amount due in rupiah before it is rounded for cash."""
        raise NotImplementedError

    def pay_all(self, payments: Sequence[Payment]) -> None:
        """Takes the payments: together they are what is due, cash perhaps more."""
        raise NotImplementedError

    def _begin(self) -> bool:
        """Whether a payment may begin."""
        return True

    def abandon(self) -> None:
        """Forgets a payment that was begun."""
        self._session.show_to_buyer(None)
        self._splitting = False

    def _connect_ways(self, source: WayAsker) -> None:
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
        panel.completed.connect(self.pay_all)
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

    def start_cash(self) -> None:
        """Begins a payment in cash."""
        if self._begin():
            self._session.show_to_buyer(None)
            self.setCurrentWidget(self.pay)
            self.pay.start(self.due(Method.CASH), self.unrounded)

    def start(self, method: Method) -> None:
        """Begins a payment that is not cash."""
        if self._begin():
            self._show_way(method, self.due(method))

    def start_split(self) -> None:
        """Begins a payment in several ways."""
        if self._begin():
            self._session.show_to_buyer(None)
            self.setCurrentWidget(self.split)
            self.split.start(self.due(Method.QRIS))

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
        self.abandon()
        self.setCurrentWidget(self.split)
        self.split.show_remaining()

    def _paid(self, payment: Payment) -> None:
        if not self._splitting:
            self.pay_all([payment])
            return
        self.abandon()
        self.setCurrentWidget(self.split)
        self.split.add_payment(payment)
