"""A sale as it is kept: the lines and tenders with everything frozen at that moment.

Every amount is signed. A refund or a void is a sale of its own that names the old one and carries
negative quantities and amounts, so that plain sums over any column are right.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain.money import Rupiah


class SaleKind(StrEnum):
    SALE = "sale"
    REFUND = "refund"
    VOID = "void"


class Method(StrEnum):
    """How a tender is paid. `change` is the cash given back, a row of its own."""

    CASH = "cash"
    CHANGE = "change"
    QRIS = "qris"
    TRANSFER = "transfer"
    CARD = "card"

    @property
    def touches_drawer(self) -> bool:
        return self in (Method.CASH, Method.CHANGE)


@dataclass(frozen=True, slots=True)
class SaleLine:
    """One line with its own copy of product, maker, prices and share.

    `amount = qty × unit_price − discount`. A refund's or void's line bears the number of the line
    that it gives back.
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


@dataclass(frozen=True, slots=True)
class SaleTender:
    """One payment within a sale. Only QRIS can stand unconfirmed."""

    tender: int
    method: Method
    amount: Rupiah
    reference: str = ""
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Sale:
    """One numbered document of the till. `net = Σ amount + rounding = Σ tenders`."""

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
        """What was handed over (for a refund: handed back), as a positive amount."""
        given = sum(t.amount for t in self.tenders if t.method is not Method.CHANGE)
        return given if self.kind is SaleKind.SALE else -self.net

    @property
    def change(self) -> Rupiah:
        if self.kind is not SaleKind.SALE:
            return 0
        return -sum(t.amount for t in self.tenders if t.method is Method.CHANGE)
