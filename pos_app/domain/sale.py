"""A recorded sale: its lines and tenders, with all values as they were at that moment.

Every amount is signed. A refund or a void is a sale of its own that refers to the original one. Its
quantities and amounts are negative, so that a plain sum over any column is right.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from pos_app.domain.money import Rupiah
from pos_app.domain.payment_methods import Method

NOTE_MARK = " · "
"""Stands in the note of a sale between the sale's own and those of its lines."""


class SaleKind(StrEnum):
    """The kind of a document: a sale, a refund or void of an earlier sale, or of an order.

    A `deposit` takes money for an order, a `deposit_return` gives it back. Neither has lines nor
    a net; the delivery of an order is a sale.
    """

    SALE = "sale"
    REFUND = "refund"
    VOID = "void"
    DEPOSIT = "deposit"
    DEPOSIT_RETURN = "deposit_return"


DEPOSIT_KINDS = frozenset((SaleKind.DEPOSIT, SaleKind.DEPOSIT_RETURN))
"""The documents that move a deposit and no goods."""


class SaleLine(NamedTuple):
    """One line with its own copy of product, maker, prices and share (basis points).

    `amount = qty × unit_price − discount`. In a refund or void, `line` is the number of the
    original line.
    """

    line: int
    sku: str
    name: str
    category: str
    maker: str
    share_bp: int
    qty: int
    list_price: Rupiah
    unit_price: Rupiah
    discount: Rupiah
    amount: Rupiah


class SaleTender(NamedTuple):
    """One payment within a sale. Only a QRIS payment can be unconfirmed."""

    tender: int
    method: Method
    amount: Rupiah
    reference: str = ""
    confirmed: bool = True


class Sale(NamedTuple):
    """One numbered document of the till: `net = Σ amount + rounding = Σ tenders`."""

    id: str
    number: str
    kind: SaleKind
    refers_to: str
    at: str
    cashier: str
    gross: Rupiah
    discount: Rupiah
    rounding: Rupiah
    net: Rupiah
    lines: tuple[SaleLine, ...]
    tenders: tuple[SaleTender, ...]
    country: str = ""
    note: str = ""

    @property
    def paid(self) -> Rupiah:
        """The amount that was paid or, for a refund or void, paid back; positive.

        What was paid before as a deposit is part of what was paid for its sale.
        """
        if self.kind in DEPOSIT_KINDS:
            return abs(self.deposit)
        given = sum(t.amount for t in self.tenders if t.method is not Method.CHANGE)
        return given if self.kind is SaleKind.SALE else -self.net

    @property
    def deposit(self) -> Rupiah:
        """What the document adds to the deposits held: negative where it uses or returns one."""
        return -sum(t.amount for t in self.tenders if t.method is Method.DEPOSIT)

    @property
    def change(self) -> Rupiah:
        """The change given on a sale, positive; 0 for a refund or void."""
        if self.kind is not SaleKind.SALE:
            return 0
        return -sum(t.amount for t in self.tenders if t.method is Method.CHANGE)
