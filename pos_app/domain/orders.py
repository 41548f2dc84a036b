"""Orders: pieces that a maker delivers later, for which the buyer leaves a deposit.

An order is told by its events, in the order in which they happened. Whatever was taken as a deposit
is used by the delivery, returned, kept by the maker, or still open: `deposit = used + returned +
kept + open`. Names and contacts of buyers are not here but in a sealed box, known by its hash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from pos_app.domain.event import TillIdentity
from pos_app.domain.money import MAX_AMOUNT, MAX_PRICE, Rupiah
from pos_app.domain.order_rows import OrderRow
from pos_app.domain.payment_methods import DEPOSIT_TENDER
from pos_app.domain.pricing import MAX_QTY
from pos_app.domain.sale import SaleLine, SaleTender
from pos_app.domain.tender import Paid, Payment, settle_sale
from pos_app.errors import PosError

PREFIX = "P"
SLIP_PREFIX = "POSORDER1:"
"""How the code of an order's slip begins."""
CATEGORY = "Pesanan"
"""The category of a delivery's lines."""
CHANGE_KIND = "order_change"
"""The kind of the journal row by which the date or the way of handing over is changed."""
MAX_WHAT, MAX_DETAIL = 200, 60
MAX_TOTAL = MAX_AMOUNT // 1000
_NUMBER = re.compile(r"P-[A-Z0-9]{1,12}-[A-Z0-9]{1,13}-[0-9]{4,9}")


class Deliver(StrEnum):
    """How the pieces reach the buyer: collected at the stand or the maker, or sent."""

    PICKUP = "pickup"
    SEND = "send"


class OrderState(StrEnum):
    """Whether an order still has to be delivered, as far as this till knows."""

    OPEN = "open"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


class OrderEvent(StrEnum):
    """What happened to an order: the values of the column `event`."""

    DEPOSIT = "deposit"
    DELIVERY = "delivery"
    VOID = "void"
    DEPOSIT_RETURN = "deposit_return"
    CHANGE = "change"


class OrderTerms(NamedTuple):
    """What buyer and maker agreed on. `total` is in rupiah, `due` a day or empty.

    `maker` is a code. `sku` is a product of the catalogue, or empty for pieces in words only.
    """

    maker: str
    what: str
    qty: int
    total: Rupiah
    sku: str = ""
    size: str = ""
    colour: str = ""
    due: str = ""
    deliver: str = Deliver.PICKUP
    country: str = ""
    lang: str = ""


class Order(NamedTuple):
    """One order as this till knows it.

    Attributes:
        number: As people read it: `P-A07-1-0001`.
        terms: What was agreed on, with later changes.
        deposit: What was taken, in rupiah.
        from_number: The receipt number of the deposit.
        origin: The id of the till that took the order.
        at: When it was taken; when it was first seen here for an order of another till.
        state: Whether it still has to be delivered.
        returned: What of the deposit went back to the buyer.
        kept: What of the deposit the maker keeps.
        document: The id of the newest document of the order.
        contact: The hash of the sealed box with the buyer's name and contact, or empty.
        consent_at: When the buyer agreed that they are kept, or empty.
        own: Whether this till, or a laptop before it, took the order.
    """

    number: str
    terms: OrderTerms
    deposit: Rupiah
    from_number: str
    origin: str
    at: str
    state: OrderState = OrderState.OPEN
    returned: Rupiah = 0
    kept: Rupiah = 0
    document: str = ""
    contact: str = ""
    consent_at: str = ""
    own: bool = True

    @property
    def balance(self) -> Rupiah:
        """What is still to be paid at the delivery, before cash rounding."""
        return self.terms.total - self.deposit

    @property
    def open_deposit(self) -> Rupiah:
        """What of the deposit is still held for the order."""
        return self.deposit if self.state is OrderState.OPEN else 0

    @property
    def used(self) -> Rupiah:
        """What of the deposit paid for the delivery."""
        return self.deposit if self.state is OrderState.DELIVERED else 0


def order_number(till: TillIdentity, running: int) -> str:
    """Return the number of the `running`-th order of a seat: `P-A07-1-0001`."""
    return f"{number_prefix(till)}{running:04d}"


def number_prefix(till: TillIdentity) -> str:
    """Return how the numbers of a seat's orders begin: `P-A07-1-`."""
    return f"{PREFIX}-{till.place}-"


def is_order_number(text: str) -> bool:
    """Return whether a text has the form of an order's number."""
    return _NUMBER.fullmatch(text) is not None


def is_order_slip(text: str) -> bool:
    """Return whether a scanned or pasted text is the code of an order's slip, sound or not."""
    return "".join(text.split()).upper().startswith(SLIP_PREFIX.rstrip("1:"))


def check_terms(terms: OrderTerms) -> None:
    """Check what was agreed on.

    Raises PosError `qty_invalid`, `order_total_invalid`, `order_what_missing`.
    """
    if not 1 <= terms.qty <= MAX_QTY:
        raise PosError("qty_invalid", qty=terms.qty, limit=MAX_QTY)
    if not 1 <= terms.total <= MAX_TOTAL or -(-terms.total // terms.qty) > MAX_PRICE:
        raise PosError("order_total_invalid", total=terms.total)
    if not terms.what.strip():
        raise PosError("order_what_missing")


def check_deposit(deposit: Rupiah, total: Rupiah) -> None:
    """Check a deposit. Raises PosError `order_deposit_zero`, `order_deposit_too_large`."""
    if deposit <= 0:
        raise PosError("order_deposit_zero")
    if deposit > total:
        raise PosError("order_deposit_too_large", deposit=deposit, total=total)


def settle_deposit(payments: Sequence[Payment], total: Rupiah) -> Paid:
    """Return the tenders of a deposit: the money, exact, and as much on the deposits' account.

    Raises PosError `tender_invalid`, `order_deposit_zero`, `order_deposit_too_large`.
    """
    deposit = sum(payment.amount for payment in payments)
    check_deposit(deposit, total)
    paid = settle_sale(deposit, payments, 0)
    return Paid(0, 0, (*paid.tenders, _on_account(len(paid.tenders) + 1, -deposit)))


def settle_delivery(order: Order, payments: Sequence[Payment], rounding_unit: Rupiah) -> Paid:
    """Return the tenders of a delivery: the deposit, then the balance, as in any sale.

    Raises PosError `tender_invalid`, `tender_short`, `tender_over`.
    """
    paid = settle_sale(order.balance, payments, rounding_unit)
    rest = (tender._replace(tender=tender.tender + 1) for tender in paid.tenders)
    tenders = (_on_account(1, order.deposit), *rest)
    return Paid(order.terms.total + paid.rounding, paid.rounding, tenders)


def settle_return(amount: Rupiah, payments: Sequence[Payment]) -> Paid:
    """Return the tenders by which `amount` of a deposit goes back; none for 0.

    Raises PosError `tender_invalid`, or `refund_tenders` unless they add up to it.
    """
    handed = sum(payment.amount for payment in payments)
    if handed != amount:
        raise PosError("refund_tenders", due=amount, paid=handed)
    if not amount:
        return Paid(0, 0, ())
    paid = settle_sale(amount, payments, 0)
    back = tuple(each._replace(amount=-each.amount, confirmed=True) for each in paid.tenders)
    return Paid(0, 0, (*back, _on_account(len(back) + 1, amount)))


def _on_account(number: int, amount: Rupiah) -> SaleTender:
    return SaleTender(number, DEPOSIT_TENDER, amount)


def delivery_lines(order: Order, share_bp: int) -> tuple[SaleLine, ...]:
    """Return the lines of a delivery, whose amounts add up to the order's total.

    Where the total is no multiple of the pieces, the last piece has a line and a price of its own.
    """
    terms = order.terms
    price, rest = divmod(terms.total, terms.qty)
    parts = [(terms.qty, price)] if not rest else [(terms.qty - 1, price), (1, price + rest)]
    return tuple(
        SaleLine(
            line=n,
            sku=order.number,
            name=terms.what,
            category=CATEGORY,
            maker=terms.maker,
            share_bp=share_bp,
            qty=qty,
            list_price=unit,
            unit_price=unit,
            discount=0,
            amount=qty * unit,
        )
        for n, (qty, unit) in enumerate(parts, 1)
    )


def order_of(rows: Iterable[OrderRow]) -> Order | None:
    """Return the order that its events tell, in their order; None without one that names it.

    The first event of an order of another till is its delivery or return here.
    """
    found: Order | None = None
    for row in rows:
        found = _after(found, row)
    return found


def _after(order: Order | None, row: OrderRow) -> Order | None:
    if row.event == OrderEvent.DEPOSIT:
        return _taken(row)
    if order is None:
        if row.event not in (OrderEvent.DELIVERY, OrderEvent.DEPOSIT_RETURN):
            return None
        order = _seen(row)
    if row.event == OrderEvent.CHANGE:
        terms = order.terms
        changed = terms._replace(
            due=row.due or terms.due, deliver=row.deliver or str(terms.deliver)
        )
        return order._replace(terms=changed)
    state = _STATES[row.event]
    cancelled = state is OrderState.CANCELLED
    returned, kept = (-row.deposit, row.kept) if cancelled else (0, 0)
    return order._replace(state=state, returned=returned, kept=kept, document=row.sale_id)


_STATES: Mapping[str, OrderState] = {
    OrderEvent.DELIVERY: OrderState.DELIVERED,
    OrderEvent.VOID: OrderState.OPEN,
    OrderEvent.DEPOSIT_RETURN: OrderState.CANCELLED,
}


def _taken(row: OrderRow) -> Order:
    names = ("maker", "what", "qty", "total", "sku", "size", "colour", "due", "deliver")
    told = {name: getattr(row, name) for name in (*names, "country", "lang")}
    return Order(
        number=row.order_number,
        terms=OrderTerms(**told),
        deposit=row.deposit,
        from_number=row.from_number,
        origin=row.origin,
        at=row.at,
        document=row.sale_id,
        contact=row.contact,
        consent_at=row.consent_at,
    )


def _seen(row: OrderRow) -> Order:
    """Return the order of another till that is first seen by its delivery or return."""
    return Order(
        number=row.order_number,
        terms=OrderTerms(row.maker, row.what, row.qty, row.total),
        deposit=row.kept - row.deposit,
        from_number=row.from_number,
        origin=row.origin,
        at=row.at,
        own=False,
    )
