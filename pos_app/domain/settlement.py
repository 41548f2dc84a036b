"""Settlement with makers: the stand's share of each line, and the rest that the maker is owed.

If the maker bears discounts, the share is taken from the amount that the buyer paid. If the stand
bears them, the share is taken from the list price and the maker gets the rest of the list price.
Refunds reverse this exactly.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pos_app.domain.catalogue import DiscountBearer
from pos_app.domain.money import Rupiah, divide_half_up


def share_of(base: Rupiah, share_bp: int) -> Rupiah:
    """Return `share_bp` basis points of `base`, rounded half up in size.

    A negative `base` gives the negated share, so that a refund returns exactly what was kept.
    """
    size = divide_half_up(abs(base) * share_bp, 10_000)
    return -size if base < 0 else size


class LineDue(NamedTuple):
    """The settlement of one line for either bearer of discounts; signed like the line."""

    amount: Rupiah
    listed: Rupiah
    share_of_amount: Rupiah
    share_of_list: Rupiah

    def share(self, bearer: DiscountBearer) -> Rupiah:
        """Return the stand's share if `bearer` bears the discount."""
        return self.share_of_list if bearer is DiscountBearer.STAND else self.share_of_amount

    def due(self, bearer: DiscountBearer) -> Rupiah:
        """Return the amount owed to the maker if `bearer` bears the discount."""
        base = self.listed if bearer is DiscountBearer.STAND else self.amount
        return base - self.share(bearer)


def settle_line(qty: int, list_price: Rupiah, amount: Rupiah, share_bp: int) -> LineDue:
    """Settle one line of a sale, refund or void; quantity and amount are signed."""
    listed = qty * list_price
    return LineDue(amount, listed, share_of(amount, share_bp), share_of(listed, share_bp))


class OfficePayment(NamedTuple):
    """An amount that the office paid to a maker; `decision` is the identity of its record.

    `way` is `cash` or `transfer`, `proof` a text such as the number of a receipt.
    """

    day: str
    amount: Rupiah
    way: str
    proof: str
    decision: str = ""


class SettlementCorrection(NamedTuple):
    """By how much a decision of the office (its identity) changed what a maker is owed."""

    decision: str
    moved: Rupiah


class OrderMoney(NamedTuple):
    """What a maker's orders add to their account, beside the sales, in rupiah.

    Attributes:
        kept: Deposits of cancelled orders that the maker keeps.
        late: What is owed for orders that were delivered after the fair.
        handed: Deposits of closed orders that the office handed over before: a payment.
        held: Deposits of open orders; they are owed to nobody yet.
        held_handed: What of these the office handed over already.
    """

    kept: Rupiah = 0
    late: Rupiah = 0
    handed: Rupiah = 0
    held: Rupiah = 0
    held_handed: Rupiah = 0

    @property
    def due(self) -> Rupiah:
        """What is owed to the maker for orders, before payments."""
        return self.kept + self.late


class Settlement(NamedTuple):
    """One maker's account in rupiah: sales, the stand's share, and what was paid already.

    Attributes:
        net: What the buyers paid.
        share: The stand's share.
        due: What the maker is owed for the sales, before payments.
        paid_out: What tills paid out.
        planned_bp: The planned share in basis points.
        price_correction: By how much list prices that the office corrected are higher than the
            tills' for what was sold; the stand bears it.
        corrections: What each decision on shares and prices changed; it is part of `due`.
        paid_by_office: What the office paid, by day.
        orders: What orders add; one delivered at a till is in `due` like any sale.
    """

    maker: str
    name: str
    qty: int = 0
    gross: Rupiah = 0
    discount: Rupiah = 0
    refunds: Rupiah = 0
    net: Rupiah = 0
    share: Rupiah = 0
    due: Rupiah = 0
    paid_out: Rupiah = 0
    planned_bp: int = 0
    price_correction: Rupiah = 0
    corrections: tuple[SettlementCorrection, ...] = ()
    paid_by_office: tuple[OfficePayment, ...] = ()
    orders: OrderMoney = OrderMoney()

    @property
    def lacks_planned_share(self) -> bool:
        """Whether the plan gives the stand a share but no line of the tills has one."""
        return self.planned_bp > 0 and self.share == 0 and self.net != 0

    @property
    def payable(self) -> Rupiah:
        """The amount still owed; negative if more was paid than was due."""
        orders = self.orders.due - self.orders.handed
        return self.due - self.paid_out - self.office_paid + orders

    @property
    def office_paid(self) -> Rupiah:
        """The sum of what the office paid."""
        return sum(payment.amount for payment in self.paid_by_office)


class Owed(NamedTuple):
    """What is owed to makers, and what others were paid too much: never set off against each other.

    `owed_makers` and `overpaid_makers` are how many makers that are.
    """

    owed: Rupiah = 0
    owed_makers: int = 0
    overpaid: Rupiah = 0
    overpaid_makers: int = 0


def owed_and_overpaid(settlements: Iterable[Settlement]) -> Owed:
    """The two sums over all makers; a maker who is even is in neither."""
    payable = [each.payable for each in settlements]
    owed = [amount for amount in payable if amount > 0]
    overpaid = [-amount for amount in payable if amount < 0]
    return Owed(sum(owed), len(owed), sum(overpaid), len(overpaid))
