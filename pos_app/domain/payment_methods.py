"""The ways of paying, declared once. Whatever else names them is derived from this table.

A new one needs a member of `Method` and a row at the end of `PAYMENT_METHODS`, its name in each
`resources/texts/*.toml`, its key in `resources/schemas/common.json`, and a button in the windows.
Totals, checks, day tables, reports, papers and the open data set then know it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Method(StrEnum):
    """How a tender is paid. `change` is the cash given back, a tender of its own."""

    CASH = "cash"
    CHANGE = "change"
    QRIS = "qris"
    TRANSFER = "transfer"
    CARD = "card"

    @property
    def touches_drawer(self) -> bool:
        """Whether the money lies in the drawer, and so belongs in the cash ledger."""
        return self in DRAWER_TENDERS


@dataclass(frozen=True, slots=True)
class PaymentMethod:
    """One way of paying.

    Attributes:
        key: What tenders, totals, tables and files call it.
        in_drawer: The money lies in the drawer, so its tenders are rows of the cash ledger.
        needs_confirmation: The money can arrive later than the sale; it counts as unconfirmed
            until the cashier says that it was seen.
        always_in_totals: Totals name it even where it is zero. True for the methods that the
            first `posday/1` had. Totals name a later method only where something was paid by it,
            so that day files, closing QR codes and books made before it stay valid as they are.
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
"""The tenders that each method's total is the sum of: change is taken off cash."""
METHOD_OF_TENDER: dict[str, Method] = {
    tender: key for key, tenders in TENDERS_OF.items() for tender in tenders
}
"""The method in whose total a tender is counted. Its keys are everything that a tender may be."""
DRAWER_TENDERS = frozenset(
    tender for m in PAYMENT_METHODS if m.in_drawer for tender in TENDERS_OF[m.key]
)


def sql_list(tenders: Iterable[str]) -> str:
    """The keys as SQL writes a list of texts: `'cash', 'change'`."""
    return ", ".join(f"'{tender}'" for tender in sorted(tenders))
