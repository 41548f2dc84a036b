"""Checks the tenders of a sale against the amount due, and computes the change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pos_app.domain.money import MAX_AMOUNT, Rupiah, round_cash
from pos_app.domain.payment_methods import NEEDS_CONFIRMATION, Method
from pos_app.domain.refund_due import RefundDue
from pos_app.domain.sale import Sale, SaleTender
from pos_app.errors import PosError


class Payment(NamedTuple):
    """One tender as entered, always positive.

    `confirmed` means that the cashier saw the QRIS payment arrive.
    """

    method: Method
    amount: Rupiah
    reference: str = ""
    confirmed: bool = False


class Paid(NamedTuple):
    """The payment of a sale: `net = sum of lines + rounding = Σ tenders`, all signed."""

    net: Rupiah
    rounding: Rupiah
    tenders: tuple[SaleTender, ...]


def due(amount: Rupiah, methods: Sequence[Method], rounding_unit: Rupiah) -> Rupiah:
    """Return the amount to pay, rounded to `rounding_unit` if all tenders are cash."""
    all_cash = all(method is Method.CASH for method in methods)
    return round_cash(amount, rounding_unit) if all_cash else amount


def settle_sale(amount: Rupiah, payments: Sequence[Payment], rounding_unit: Rupiah) -> Paid:
    """Return the tenders of a sale whose lines sum to `amount`, with change as a negative row.

    Raises PosError `tender_invalid`, `tender_short`, `tender_over`.
    """
    _check_payments(amount, payments)
    net = due(amount, [payment.method for payment in payments], rounding_unit)
    handed = sum(payment.amount for payment in payments)
    other = sum(p.amount for p in payments if p.method is not Method.CASH)
    if other > net:
        raise PosError("tender_over", due=net, paid=other)
    if handed < net:
        raise PosError("tender_short", due=net, paid=handed, missing=net - handed)
    rows = [_row(n, payment, 1) for n, payment in enumerate(payments, 1)]
    if handed > net:
        rows.append(SaleTender(len(rows) + 1, Method.CHANGE, net - handed))
    return Paid(net, net - amount, tuple(rows))


def settle_refund(refund: RefundDue, payments: Sequence[Payment]) -> Paid:
    """Return the tenders that give a refund back; all in cash if `payments` is empty.

    Raises PosError `tender_invalid`, or `refund_tenders` if they do not add up to the amount due.
    """
    _check_payments(refund.amount, payments)
    net = refund.by([payment.method for payment in payments])
    if not payments and net:
        payments = [Payment(Method.CASH, net)]
    handed = sum(payment.amount for payment in payments)
    if handed != net:
        raise PosError("refund_tenders", due=net, paid=handed)
    rows = tuple(_row(n, payment, -1) for n, payment in enumerate(payments, 1))
    return Paid(-net, refund.amount - net, rows)


def without_change(
    amount: Rupiah, payments: Sequence[Payment]
) -> tuple[tuple[Payment, ...], Rupiah]:
    """Return the payments as they add up to `amount`, and the change that their cash leaves.

    Cash handed over last goes back first. Raises PosError as `settle_sale` without rounding does.
    """
    settle_sale(amount, payments, 0)
    change = left = sum(payment.amount for payment in payments) - amount
    kept: list[Payment] = []
    for payment in reversed(payments):
        back = min(left, payment.amount) if payment.method is Method.CASH else 0
        left -= back
        if payment.amount > back:
            kept.insert(0, payment._replace(amount=payment.amount - back))
    return tuple(kept), change


def _check_payments(amount: Rupiah, payments: Sequence[Payment]) -> None:
    for payment in payments:
        if payment.method is Method.CHANGE or not 0 <= payment.amount <= MAX_AMOUNT // 1000:
            raise PosError("tender_invalid", amount=payment.amount)
        if payment.amount == 0 and amount != 0:
            raise PosError("tender_invalid", amount=0)


def _row(number: int, payment: Payment, sign: int) -> SaleTender:
    confirmed = payment.confirmed or payment.method not in NEEDS_CONFIRMATION or sign < 0
    return SaleTender(number, payment.method, sign * payment.amount, payment.reference, confirmed)


def void_tenders(sale: Sale) -> tuple[SaleTender, ...]:
    """Return the tenders of `sale` with the opposite sign."""
    return tuple(
        SaleTender(t.tender, t.method, -t.amount, t.reference, t.confirmed) for t in sale.tenders
    )
