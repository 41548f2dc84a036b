"""Hands an order over: its balance is paid in any way, and it becomes a sale."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.money import Rupiah, format_rupiah
from pos_app.domain.sale import Sale
from pos_app.domain.tender import Payment
from pos_app.messages import sentence
from pos_app.services.orders.delivering import deliver_order
from pos_app.services.orders.lookup import FoundOrder
from pos_app.services.paper import print_queue
from ui.orders.amount_pages import AmountPages
from ui.orders.facts import FactsView, order_facts
from ui.orders.pay_dialog import PayDialog
from ui.sell.way_buttons import WayButtons
from ui.session import Session
from ui.staff import authorisation
from ui.texts import unbroken
from ui.widgets.buttons import KeyButton
from ui.widgets.fit_label import FitLabel
from ui.widgets.restyle import label


class BalancePanel(QWidget):
    """What is still to be paid, and the ways of paying it."""

    pay_wanted = Signal()
    split_wanted = Signal()

    def __init__(self, balance: Rupiah) -> None:
        super().__init__()
        self.balance = FitLabel(44)
        self.balance.setText(format_rupiah(balance))
        self.ways = WayButtons()
        self.split = KeyButton(self.tr("Mixed payment"), "F9", "small")
        words = self.tr("Pay and hand over") if balance else self.tr("Hand over")
        self.pay = KeyButton(words, "Enter", "primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Still to pay"), "heading"))
        column.addWidget(self.balance)
        if not balance:
            column.addWidget(label(self.tr("The deposit paid all of it."), "hint", wrap=True))
        column.addStretch(1)
        column.addWidget(self.ways)
        column.addWidget(self.split)
        column.addWidget(self.pay)
        self.split.setVisible(balance > 0)
        self.ways.setVisible(balance > 0)
        self.pay.clicked.connect(self.pay_wanted)
        self.split.clicked.connect(self.split_wanted)


class DeliverDialog(PayDialog):
    """The facts of the order at the left, its balance at the right."""

    def __init__(
        self, session: Session, found: FoundOrder, text: str, parent: QWidget | None = None
    ) -> None:
        self.balance = BalancePanel(found.order.balance)
        super().__init__(session, AmountPages(session, self.balance, rounds=True), parent)
        self.found = found
        self._text = text
        self._lead = ""
        self.facts = FactsView()
        self._build()
        self.pages.amount = found.order.balance
        self.balance.pay.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        order = self.found.order
        words = self.tr("Hand over {0}")
        self.setWindowTitle(words.format(order.number))
        self.heading.setText(words.format(unbroken(order.number)))
        self.facts.show_facts(order_facts(self._session, order, self.found.maker.name))
        self.left.addWidget(self.facts)
        for warning in self.found.warnings:
            told = sentence(warning, self._session.language)
            self.left.addWidget(label(told, "look", wrap=True))
        self.balance.pay.show_lock(self.found.needs_lead)
        self.setMinimumSize(820, 440)
        self.balance.pay_wanted.connect(self.begin_cash)
        self.balance.split_wanted.connect(self.begin_split)
        self.balance.ways.wanted.connect(self.begin_way)

    def take_scan(self, _code: str) -> None:
        """Refuses a scan: an order is being handed over."""
        self._session.sounds.unknown()
        self.show_error(self.tr("An order is being handed over. Finish it or go back first."))

    def begin_cash(self) -> None:
        """Begins a payment in cash, or stores the delivery where nothing is to pay."""
        if self.found.order.balance:
            super().begin_cash()
        else:
            self.begin(lambda: self._pay([]))

    def problem(self) -> str:
        """Asks for a lead where nobody vouches for the slip."""
        if self._session.day is None:
            return self.tr("The till is not open yet. Open it first.")
        if self.found.needs_lead and not self._lead:
            words = self.tr("Hand over an order of a till that is not known here")
            asked = authorisation.ask_lead(self._session, words, self)
            if asked is None:
                return self.tr("A stand lead has to allow it.")
            self._lead = asked
        return ""

    def asked(self) -> dict[str, object]:
        """The order that is handed over."""
        return {"deliver": self.found.order.number}

    def write(self, payments: Sequence[Payment], new_id: str, asked: object) -> Sale:
        """Stores the sale with the job of its receipt."""
        session = self._session
        return deliver_order(
            session.shop,
            self._text,
            payments,
            sale_id=new_id,
            cashier=session.cashier,
            allowed_by=self._lead,
            also_write=print_queue.receipt_job(session.shop, session.language),
        )

    def completed(self, sale: Sale, payments: Sequence[Payment]) -> None:
        """Shows the receipt's number and the change."""
        rows: list[tuple[str, Rupiah]] = [(self.tr("Paid in all"), sale.net)]
        if sale.change:
            rows.insert(0, (self.tr("Change"), sale.change))
        words = self.tr("{0} is delivered.").format(self.found.order.number)
        self.pages.done.show_stored(sale.number, rows, words)
