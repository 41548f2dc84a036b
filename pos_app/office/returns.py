"""Refunds and voids held against the sale that they give back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pos_app.domain.day import DayTables
from pos_app.domain.money import Rupiah
from pos_app.office.totals_algebra import SaleDetails, sale_details_of

COINS = (100, 200, 500, 1_000)  # units of cash rounding, rupiah


class Excess(NamedTuple):
    """A refund or void, by its receipt number, that gives back what was not sold.

    `amount` is how much of it is too much; all of it where it names goods that the sale has not.
    """

    number: str
    amount: Rupiah


def excess_returns(sale: SaleDetails, corrections: Iterable[SaleDetails]) -> Iterator[Excess]:
    """Those of a sale's corrections, in their order, that no longer fit what was sold."""
    sold = {line.line: (line.qty, line.sku, line.maker) for line in sale.lines}
    pieces: Counter[int] = Counter()
    paid_back = rounded_up = 0
    for each in corrections:
        before, paid_back = paid_back, paid_back - each.sale.net
        rounded_up += _rounded_up_alone(each)
        too_much = paid_back - max(before, sale.sale.net + rounded_up)
        fits = True
        for line in each.lines:
            pieces[line.line] -= line.qty
            qty, *goods = sold.get(line.line, (0, "", ""))
            fits = fits and pieces[line.line] <= qty and goods == [line.sku, line.maker]
        if too_much > 0 or not fits:
            yield Excess(each.sale.number, too_much if fits else -each.sale.net)


def _rounded_up_alone(refund: SaleDetails) -> Rupiah:
    """How far a refund in cash was rounded up by itself; 0 where it was not.

    Tills of the first version rounded each refund in cash to the coins in use by itself, whatever
    was paid. What such a till gave back honestly is not too much.
    """
    up = -refund.sale.rounding
    cash = all(tender.method in ("cash", "change") for tender in refund.tenders)
    by_coins = any(up * 2 <= unit and refund.sale.net % unit == 0 for unit in COINS)
    return up if up > 0 and cash and refund.sale.kind == "refund" and by_coins else 0


def excess_in_day(tables: DayTables) -> tuple[Excess, ...]:
    """The refunds of a day that give back what their sale of the same day has not.

    The reader of day files has counted their pieces already, but not their money.
    """
    refunded = {sale.refers_to for sale in tables.sales if sale.kind == "refund"}
    if not refunded:
        return ()
    sales: dict[str, SaleDetails] = {}
    corrections: dict[str, list[SaleDetails]] = defaultdict(list)
    for details in sale_details_of(tables):
        if details.sale.refers_to in refunded:
            corrections[details.sale.refers_to].append(details)
        elif details.sale.sale_id in refunded:
            sales[details.sale.sale_id] = details
    found = (excess_returns(sale, corrections[sale_id]) for sale_id, sale in sales.items())
    return tuple(excess for each in found for excess in each)
