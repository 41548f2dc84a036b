"""Takes an order: what and whose at the left, the deposit at the right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from pos_app.domain.catalogue import Product
from pos_app.domain.money import Rupiah, format_rupiah
from pos_app.domain.orders import OrderTerms
from pos_app.domain.sale import Sale
from pos_app.domain.tender import Payment, without_change
from pos_app.errors import PosError
from pos_app.messages import sentence
from pos_app.services.catalogue.product_lookup import find_by_code
from pos_app.services.orders.lookup import order_of_document
from pos_app.services.orders.taking import NOBODY, Buyer, take_order
from ui.orders.amount_pages import AmountPages
from ui.orders.buyer_form import BuyerForm
from ui.orders.cart_order import CartOrder
from ui.orders.deposit_panel import DepositPanel
from ui.orders.order_form import OrderForm
from ui.orders.pay_dialog import PayDialog
from ui.orders.slip_jobs import slip_hint, slip_jobs
from ui.orders.words import maker_names
from ui.session import Session


class OrderDialog(PayDialog):
    """One screen for an order. After it `stored` is the deposit's document, `maker` the maker."""

    def __init__(
        self,
        session: Session,
        carts: Sequence[CartOrder] = (),
        country: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self.deposit = DepositPanel(session.ticks)
        super().__init__(session, AmountPages(session, self.deposit, rounds=False), parent)
        self.form = OrderForm(session, maker_names(session), carts)
        self.buyer = BuyerForm(session, country, self.tr("Photo or sketch"))
        self._terms: OrderTerms | None = None
        self._buyer = NOBODY
        self._agreed_at = ""
        self._warned = False  # that Esc drops what was typed
        self._build()
        self.form.start()

    def _build(self) -> None:
        self.setWindowTitle(self.tr("Order with a deposit"))
        self.heading.setText(self.tr("Order with a deposit"))
        self.left.addWidget(self.form)
        self.left.addWidget(self.buyer)
        self.setMinimumWidth(1000)
        self.form.total_changed.connect(self.deposit.set_total)
        self.buyer.problem.connect(self.show_error)
        self.buyer.agreed.toggled.connect(self._agree)
        self.deposit.pay_wanted.connect(self.begin_cash)
        self.deposit.split_wanted.connect(self.begin_split)
        self.deposit.ways.wanted.connect(self.begin_way)
        self.pads.form.offer(self.form.qty, self.form.total, self.deposit.deposit)
        self.deposit.set_total(self.form.price)

    @property
    def maker(self) -> str:
        """The code of the maker whose order it is."""
        return self._terms.maker if self._terms else ""

    def take_scan(self, code: str) -> None:
        """Takes a scanned piece as what is ordered."""
        if self.pages.paying or self.stored is not None:
            self._session.sounds.unknown()
            return
        found: Sequence[Product] = find_by_code(self._session.shop, code)
        if len(found) != 1:
            self._session.sounds.unknown()
            words = self.tr("{0} is no piece of this till. Type what is ordered.")
            self.show_error(words.format(code[:40]))
            return
        self.show_error("")
        self._session.sounds.added()
        self.form.take_product(found[0])

    def _agree(self, agreed: bool) -> None:
        self._agreed_at = self._session.shop.now() if agreed else ""

    def problem(self) -> str:
        """What is missing; its box gets the focus."""
        gap = self.form.first_gap()
        if gap is not None:
            gap[1].setFocus()
            return gap[0]
        deposit = self.deposit.amount or 0
        if not 0 < deposit <= self.form.price:
            self.deposit.deposit.setFocus()
            words = self.tr("The deposit is Rp1 at least and {0} at most.")
            return words.format(format_rupiah(self.form.price))
        if self.buyer.needs_consent:
            self.buyer.agreed.setFocus()
            return self.tr("Ask the guest whether we may keep the contact, or empty these boxes.")
        return self._read_buyer()

    def _read_buyer(self) -> str:
        try:
            told = self.buyer.told()
        except PosError as error:
            return sentence(error, self._session.language)
        self._buyer = Buyer(told.contact, self._agreed_at if told.contact else "")
        self._terms = self.form.terms(told.country, told.lang)
        return ""

    def prepare(self) -> None:
        """Sets the deposit as what is paid."""
        self.pages.amount = self.deposit.amount or 0

    def asked(self) -> dict[str, object]:
        """The terms, the buyer and the deposit."""
        return {"terms": self._terms, "buyer": self._buyer, "deposit": self.pages.amount}

    def write(self, payments: Sequence[Payment], new_id: str, asked: object) -> Sale:
        """Stores the order with its deposit and the jobs of its slips."""
        assert self._terms is not None
        session = self._session
        exact, _change = without_change(self.pages.amount, payments)
        return take_order(
            session.shop,
            self._terms,
            exact,
            sale_id=new_id,
            cashier=session.cashier,
            buyer=self._buyer,
            also_write=slip_jobs(session),
        )

    def completed(self, sale: Sale, payments: Sequence[Payment]) -> None:
        """Shows the number, the deposit and what remains."""
        order = order_of_document(self._session.shop, sale)
        assert order is not None
        change = sum(each.amount for each in payments) - order.deposit
        rows: list[tuple[str, Rupiah]] = [
            (self.tr("Deposit"), order.deposit),
            (self.tr("Remains at the delivery"), order.balance),
        ]
        if change:
            rows.insert(0, (self.tr("Change"), change))
        self.pages.done.show_stored(order.number, rows, slip_hint(self._session))
        self.form.setEnabled(False)
        self.buyer.setEnabled(False)

    def reject(self) -> None:
        """Closes; what was typed is dropped only by a second press."""
        typed = bool(self.form.what.text()) or not self.buyer.is_empty
        if typed and not (self._warned or self.pages.paying or self.stored is not None):
            self._warned = True
            self.show_error(self.tr("Nothing is stored yet. Esc once more drops this order."))
            return
        super().reject()
