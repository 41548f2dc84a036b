"""The payment methods, declared once; all other lists of them are derived from this table.

A new method needs a member of `Method` and a row at the end of `PAYMENT_METHODS`, its name in each
`resources/texts/*.toml`, its key in `resources/schemas/common.json`, and a button in the windows.
Totals, checks, day tables, reports, papers and the open data set then include it.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Method(StrEnum):
    """How a tender is paid. `change` is cash given back, as a tender of its own.

    `deposit` is no way of paying but an account: see `DEPOSIT_TENDER`.
    """

    CASH = "cash"
    CHANGE = "change"
    QRIS = "qris"
    TRANSFER = "transfer"
    CARD = "card"
    DEPOSIT = "deposit"

    @property
    def touches_drawer(self) -> bool:
        """Whether the money is in the drawer and its tenders are entries of the cash ledger."""
        return self in DRAWER_TENDERS


class PaymentMethod(NamedTuple):
    """One payment method.

    Attributes:
        key: Its name in tenders, totals, tables and files.
        in_drawer: The money is in the drawer, so its tenders are entries of the cash ledger.
        needs_confirmation: The money can arrive after the sale; it counts as unconfirmed until the
            cashier confirms that it arrived.
        always_in_totals: Totals include it even if it is zero. True for the methods of the first
            `posday/1`. Totals include a later method only if it was used, so that day files,
            closing QR codes and books made before it stay valid.
    """

    key: Method
    in_drawer: bool = False
    needs_confirmation: bool = False
    always_in_totals: bool = False


# In the order in which screens, papers, reports and lists of totals show them. Add at the end.
PAYMENT_METHODS = (
    PaymentMethod(Method.CASH, in_drawer=True, always_in_totals=True),
    PaymentMethod(Method.QRIS, needs_confirmation=True, always_in_totals=True),
    PaymentMethod(Method.TRANSFER, always_in_totals=True),
    PaymentMethod(Method.CARD, always_in_totals=True),
)

METHODS_IN_EVERY_TOTAL = tuple(m.key for m in PAYMENT_METHODS if m.always_in_totals)
LATER_METHODS = tuple(m.key for m in PAYMENT_METHODS if not m.always_in_totals)
METHODS = (*METHODS_IN_EVERY_TOTAL, *LATER_METHODS)
"""The keys in order. A `StrEnum` member equals its text, so it serves as a column name too."""
NEEDS_CONFIRMATION = frozenset(m.key for m in PAYMENT_METHODS if m.needs_confirmation)

TENDERS_OF = {key: (key, Method.CHANGE) if key is Method.CASH else (key,) for key in METHODS}
"""The tenders that each method's total sums up; change is subtracted from cash."""
METHOD_OF_TENDER: dict[str, Method] = {
    tender: key for key, tenders in TENDERS_OF.items() for tender in tenders
}
"""The method whose total a tender is part of; its keys are the ways in which money moves."""
DEPOSIT_TENDER = Method.DEPOSIT
"""The account of deposits that buyers left for orders, as a tender beside the ways of paying.

Taking a deposit puts its money in and the same amount, negative, on the account; a delivery pays
with it. Nobody can choose it as a way of paying, and the totals sum it up as `deposits`.
"""
TENDERS = frozenset((*METHOD_OF_TENDER, DEPOSIT_TENDER))
"""All valid values of a tender."""
DRAWER_TENDERS = frozenset(
    tender for m in PAYMENT_METHODS if m.in_drawer for tender in TENDERS_OF[m.key]
)


def sql_list(tenders: Iterable[str]) -> str:
    """Return the keys as a list of SQL text literals: `'cash', 'change'`."""
    return ", ".join(f"'{tender}'" for tender in sorted(tenders))
