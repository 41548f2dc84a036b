"""What is due to the buyer for a refund, counted over all refunds of a sale."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pos_app.domain.money import Rupiah, round_cash
from pos_app.domain.payment_methods import Method
from pos_app.domain.sale import Sale


class RefundDue(NamedTuple):
    """One refund of a sale, before it is known how the money goes back; all rupiah are positive.

    Each refund is due what it adds to the refunds before it, so that rounding never adds up: three
    pieces that were paid together are worth the same when they come back one by one.

    Attributes:
        amount: The sum of the lines that come back now.
        net: What the buyer paid for the whole sale.
        amount_before: The sum of the lines that came back before.
        paid_before: What was paid back before.
        everything: Whether nothing of the sale is left with the buyer after this refund.
        rounding_unit: The unit of cash rounding; 0 for none.
    """

    amount: Rupiah
    net: Rupiah
    amount_before: Rupiah = 0
    paid_before: Rupiah = 0
    everything: bool = False
    rounding_unit: Rupiah = 0

    def by(self, methods: Sequence[Method]) -> Rupiah:
        """Return what is due if it goes back by those methods; only cash alone is rounded.

        Everything given back is what the buyer paid for what came back, never more than the net of
        the sale, and exactly its net once everything is back. A refund never asks for money: the
        result is 0 where an earlier refund gave back more than that.
        """
        return max(self._paid_after(methods) - self.paid_before, 0)

    def _paid_after(self, methods: Sequence[Method]) -> Rupiah:
        if self.everything:
            return self.net
        back = self.amount_before + self.amount
        if all(method is Method.CASH for method in methods):
            back = round_cash(back, self.rounding_unit)
        return min(self.net, back)


def refund_due(
    sale: Sale, corrections: Sequence[Sale], amount: Rupiah, pieces: int, rounding_unit: Rupiah
) -> RefundDue:
    """Return what is due for `pieces` pieces whose lines sum to `amount`.

    `corrections` are the earlier refunds of `sale`.
    """
    lines_before = [line for each in corrections for line in each.lines]
    left = sum(line.qty for line in sale.lines) + sum(line.qty for line in lines_before)
    return RefundDue(
        amount=amount,
        net=sale.net,
        amount_before=-sum(line.amount for line in lines_before),
        paid_before=-sum(each.net for each in corrections),
        everything=pieces == left,
        rounding_unit=rounding_unit,
    )
