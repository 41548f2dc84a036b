"""Proposes the tenders of a refund: the ways in which the sale was paid, in that order."""

from __future__ import annotations

from collections.abc import Iterable

from pos_app.domain.money import Rupiah
from pos_app.domain.payment_methods import METHOD_OF_TENDER, METHODS, Method
from pos_app.domain.refund_due import RefundDue
from pos_app.domain.sale import Sale
from pos_app.domain.tender import Payment


def remaining_by_method(sale: Sale, corrections: Iterable[Sale]) -> dict[Method, Rupiah]:
    """Return, for each method, the amount paid for the sale less the amount paid back.

    The methods of the sale come first, in the order in which they were paid. What was once paid as
    a deposit is held by none of them: it goes back by another way.
    """
    ways = [METHOD_OF_TENDER[t.method] for t in sale.tenders if t.method in METHOD_OF_TENDER]
    held = dict.fromkeys((*ways, *METHODS), 0)
    for document in (sale, *corrections):
        for tender in document.tenders:
            if tender.method in METHOD_OF_TENDER:
                held[METHOD_OF_TENDER[tender.method]] += tender.amount
    return held


def propose_tenders(due: RefundDue, sale: Sale, corrections: Iterable[Sale] = ()) -> list[Payment]:
    """Return payments that give back what is due, first by the way in which was paid first.

    What exceeds the amount that a way still holds goes to the next one, and at last to cash.
    """
    held = remaining_by_method(sale, corrections)
    ways = [way for way, amount in held.items() if amount > 0]
    in_cash = cash_refund(due)
    if not ways or (ways[0] is Method.CASH and held[Method.CASH] >= due.by([Method.CASH])):
        return in_cash
    parts = _shared_out(due.by(METHODS), {way: held[way] for way in ways})
    if set(parts) <= {Method.CASH}:
        return in_cash
    return [
        Payment(way, part, confirmed=way is not Method.CASH) for way, part in parts.items() if part
    ]


def _shared_out(amount: Rupiah, held: dict[Method, Rupiah]) -> dict[Method, Rupiah]:
    """Return the part of `amount` for each method in order; what none of them holds is cash."""
    parts: dict[Method, Rupiah] = {}
    for way, most in held.items():
        part = min(amount, most)
        if part:
            parts[way] = part
            amount -= part
    if amount:
        parts[Method.CASH] = parts.get(Method.CASH, 0) + amount
    return parts


def cash_refund(due: RefundDue) -> list[Payment]:
    """Return the payment of what is due in cash alone; none if that is 0."""
    cash = due.by([Method.CASH])
    return [Payment(Method.CASH, cash)] if cash else []
