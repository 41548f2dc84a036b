"""What a maker is owed for what sold: the stand's share of every line, and what is left.

A discount is borne by the maker (the share is taken of what the buyer paid) or by the stand (the
share is taken of the list price, and the maker gets the rest of that). Refunds mirror sales.
"""

from __future__ import annotations

from dataclasses import dataclass

from pos_app.domain.catalogue import DiscountBearer
from pos_app.domain.money import Rupiah, divide_half_up


def share_of(base: Rupiah, share_bp: int) -> Rupiah:
    """`share_bp` basis points of `base`, half up; a refund takes back exactly what was kept."""
    size = divide_half_up(abs(base) * share_bp, 10_000)
    return -size if base < 0 else size


@dataclass(frozen=True, slots=True)
class LineDue:
    """A line as it is settled under either bearer of the discount; all signed as the line is."""

    amount: Rupiah
    listed: Rupiah
    share_of_amount: Rupiah
    share_of_list: Rupiah

    def share(self, bearer: DiscountBearer) -> Rupiah:
        return self.share_of_list if bearer is DiscountBearer.STAND else self.share_of_amount

    def due(self, bearer: DiscountBearer) -> Rupiah:
        base = self.listed if bearer is DiscountBearer.STAND else self.amount
        return base - self.share(bearer)


def settle_line(qty: int, list_price: Rupiah, amount: Rupiah, share_bp: int) -> LineDue:
    """One line of a sale, refund or void; quantity and amount are signed."""
    listed = qty * list_price
    return LineDue(amount, listed, share_of(amount, share_bp), share_of(listed, share_bp))


@dataclass(frozen=True, slots=True)
class Settlement:
    """One maker's account: what sold, what the stand keeps, what the tills paid out already."""

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
        """Whether the plan gives the stand a share and the tills' lines gave it none."""
        return self.planned_bp > 0 and self.share == 0 and self.net != 0

    @property
    def payable(self) -> Rupiah:
        """What is still owed; below zero when a till paid out more than was due."""
        return self.due - self.paid_out
