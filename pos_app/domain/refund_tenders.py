"""Proposes the tenders of a refund: by the original methods where possible, the rest in cash."""

from __future__ import annotations

from collections.abc import Iterable

from pos_app.domain.money import Rupiah
from pos_app.domain.payment_methods import METHOD_OF_TENDER, METHODS, Method
from pos_app.domain.sale import Sale
from pos_app.domain.tender import Payment, due

_BUT_CASH = tuple(method for method in METHODS if method is not Method.CASH)


def remaining_by_method(sale: Sale, corrections: Iterable[Sale]) -> dict[Method, Rupiah]:
    """Return, for each method, the amount paid for the sale less the amount paid back."""
    held = dict.fromkeys(METHODS, 0)
    for document in (sale, *corrections):
        for tender in document.tenders:
            held[METHOD_OF_TENDER[tender.method]] += tender.amount
    return held


def propose_tenders(
    amount: Rupiah, sale: Sale, corrections: Iterable[Sale], rounding_unit: Rupiah
) -> list[Payment]:
    """Return payments that pay `amount` (the sum of the refunded lines, positive) back.

    They add up to the amount due for their methods: a refund in cash alone is rounded as a cash
    sale is.
    """
    held = remaining_by_method(sale, corrections)
    left, payments = amount, []
    for way in _BUT_CASH:
        part = min(left, max(held[way], 0))
        if part:
            payments.append(Payment(way, part, confirmed=True))
            left -= part
    if not payments:
        return cash_refund(amount, rounding_unit)
    if left:
        payments.append(Payment(Method.CASH, left))
    return payments


def cash_refund(amount: Rupiah, rounding_unit: Rupiah) -> list[Payment]:
    """Return the payment of `amount` in cash alone, rounded as a cash sale is; none if it is 0."""
    cash = due(amount, [Method.CASH], rounding_unit)
    return [Payment(Method.CASH, cash)] if cash else []
