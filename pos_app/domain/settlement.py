"""Settlement with makers: the stand's share of each line, and the rest that the maker is owed.

If the maker bears discounts, the share is taken from the amount that the buyer paid. If the stand
bears them, the share is taken from the list price and the maker gets the rest of the list price.
Refunds reverse this exactly.
"""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.catalogue import DiscountBearer
from pos_app.domain.money import Rupiah, divide_half_up


def share_of(base: Rupiah, share_bp: int) -> Rupiah:
    """Return `share_bp` basis points of `base`, rounded half up in size.

    A negative `base` gives the negated share, so that a refund returns exactly what was kept.
    """
    size = divide_half_up(abs(base) * share_bp, 10_000)
    return -size if base < 0 else size


@dataclass(frozen=True, slots=True)
class LineDue:
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


@dataclass(frozen=True, slots=True)
class Settlement:
    """One maker's account in rupiah: sales, the stand's share, and what tills already paid out."""

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

    @property
    def lacks_planned_share(self) -> bool:
        """Whether the plan gives the stand a share but no line of the tills has one."""
        return self.planned_bp > 0 and self.share == 0 and self.net != 0

    @property
    def payable(self) -> Rupiah:
        """The amount still owed; negative if a till paid out more than was due."""
        return self.due - self.paid_out
