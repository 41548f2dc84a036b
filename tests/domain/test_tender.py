"""What a payment settles: refusals with their numbers, change, and money that goes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import round_cash
from pos_app.domain.refund_due import RefundDue
from pos_app.domain.sale import Method, Sale, SaleKind, SaleTender
from pos_app.domain.tender import (
    Payment,
    due,
    settle_refund,
    settle_sale,
    void_tenders,
    without_change,
)
from pos_app.errors import PosError

LARGEST = 999_999_999_999


def owed(amount: int, unit: int = 0) -> RefundDue:
    """What is due for a part of a far larger sale."""
    return RefundDue(amount, 10 * LARGEST, rounding_unit=unit)


def cash(amount: int) -> Payment:
    return Payment(Method.CASH, amount)


def qris(amount: int, *, confirmed: bool = False) -> Payment:
    return Payment(Method.QRIS, amount, "REF", confirmed)


def refusal(of: Callable[[], object]) -> tuple[str, dict[str, object]]:
    with pytest.raises(PosError) as refused:
        of()
    return refused.value.code, refused.value.facts


@pytest.mark.parametrize(
    ("payments", "code", "facts"),
    [
        ([], "tender_short", {"due": 100_000, "paid": 0, "missing": 100_000}),
        ([cash(99_999)], "tender_short", {"due": 100_000, "paid": 99_999, "missing": 1}),
        ([qris(100_001)], "tender_over", {"due": 100_000, "paid": 100_001}),
        ([cash(5), qris(100_001)], "tender_over", {"due": 100_000, "paid": 100_001}),
        ([cash(0)], "tender_invalid", {"amount": 0}),
        ([cash(-1)], "tender_invalid", {"amount": -1}),
        ([cash(LARGEST + 1)], "tender_invalid", {"amount": LARGEST + 1}),
        ([Payment(Method.CHANGE, 7)], "tender_invalid", {"amount": 7}),
    ],
)
def test_a_payment_that_does_not_settle_the_sale_is_refused_with_its_numbers(
    payments: Sequence[Payment], code: str, facts: dict[str, object]
) -> None:
    assert refusal(lambda: settle_sale(100_000, payments, 0)) == (code, facts)


def test_the_tenders_are_numbered_from_one_and_the_change_comes_last() -> None:
    paid = settle_sale(100_000, [qris(60_000, confirmed=True), cash(50_000)], 0)
    assert paid.tenders == (
        SaleTender(1, Method.QRIS, 60_000, "REF", True),
        SaleTender(2, Method.CASH, 50_000, "", True),
        SaleTender(3, Method.CHANGE, -10_000, "", True),
    )


def test_a_payment_to_the_rupiah_gives_no_change() -> None:
    paid = settle_sale(100_000, [qris(40_000), cash(60_000)], 0)
    assert [tender.method for tender in paid.tenders] == [Method.QRIS, Method.CASH]
    paid = settle_sale(100_000, [qris(100_000)], 0)
    assert [(t.method, t.amount) for t in paid.tenders] == [(Method.QRIS, 100_000)]


def test_the_largest_tender_is_taken() -> None:
    assert settle_sale(LARGEST, [cash(LARGEST)], 0).net == LARGEST
    assert settle_refund(owed(LARGEST), [cash(LARGEST)]).net == -LARGEST


def test_a_sale_of_nothing_is_paid_with_nothing() -> None:
    assert settle_sale(0, [], 0).tenders == ()
    assert [t.amount for t in settle_sale(0, [cash(0)], 0).tenders] == [0]
    assert settle_refund(owed(0), []).tenders == ()


def test_only_qris_that_the_cashier_has_not_seen_is_unconfirmed() -> None:
    methods = [Method.CASH, Method.TRANSFER, Method.CARD, Method.QRIS]
    paid = settle_sale(4, [Payment(method, 1) for method in methods], 0)
    assert [t.confirmed for t in paid.tenders] == [True, True, True, False]
    assert settle_sale(1, [qris(1, confirmed=True)], 0).tenders[0].confirmed
    assert settle_refund(owed(1), [qris(1)]).tenders[0].confirmed, "what goes out is seen"


def test_a_refund_without_tenders_goes_back_in_cash_and_is_rounded() -> None:
    back = settle_refund(owed(43_218, 500), [])
    assert (back.net, back.rounding) == (-43_000, 218)
    assert back.tenders == (SaleTender(1, Method.CASH, -43_000, "", True),)


def test_the_tenders_of_a_refund_are_numbered_and_negative() -> None:
    back = settle_refund(owed(100_000, 500), [qris(60_000), cash(40_000)])
    assert (back.net, back.rounding) == (-100_000, 0)
    assert back.tenders == (
        SaleTender(1, Method.QRIS, -60_000, "REF", True),
        SaleTender(2, Method.CASH, -40_000, "", True),
    )


@pytest.mark.parametrize("paid", [99_999, 100_001])
def test_a_refund_gives_back_exactly_what_is_due(paid: int) -> None:
    facts = {"due": 100_000, "paid": paid}
    assert refusal(lambda: settle_refund(owed(100_000), [cash(paid)])) == ("refund_tenders", facts)


@given(
    st.integers(0, 10**9),
    st.lists(st.sampled_from([Method.CASH, Method.QRIS, Method.CARD]), max_size=3),
    st.sampled_from([0, 100, 500]),
)
def test_only_what_is_all_in_cash_is_rounded(amount: int, methods: list[Method], unit: int) -> None:
    all_cash = set(methods) <= {Method.CASH}
    assert due(amount, methods, unit) == (round_cash(amount, unit) if all_cash else amount)


def test_a_void_takes_every_tender_back() -> None:
    tenders = (
        SaleTender(1, Method.QRIS, 60_000, "REF", False),
        SaleTender(2, Method.CASH, 50_000, "", True),
        SaleTender(3, Method.CHANGE, -10_000, "", True),
    )
    sale = Sale("id", "A07-1-000001", SaleKind.SALE, "", "t", "K", 0, 0, 0, 0, (), tenders)
    assert void_tenders(sale) == (
        SaleTender(1, Method.QRIS, -60_000, "REF", False),
        SaleTender(2, Method.CASH, -50_000, "", True),
        SaleTender(3, Method.CHANGE, 10_000, "", True),
    )


@given(
    amount=st.integers(1, 3_000_000),
    parts=st.lists(st.tuples(st.sampled_from(list(Method)), st.integers(1, 3_000_000)), max_size=4),
)
def test_without_change_keeps_the_amount_and_gives_cash_alone_back(
    amount: int, parts: list[tuple[Method, int]]
) -> None:
    payments = [Payment(way, sum_) for way, sum_ in parts if way is not Method.CHANGE]
    try:
        kept, change = without_change(amount, payments)
    except PosError:
        return
    assert sum(payment.amount for payment in kept) == amount
    assert sum(payment.amount for payment in payments) == amount + change
    assert all(payment.amount > 0 for payment in kept)
    others = [payment for payment in payments if payment.method is not Method.CASH]
    assert [payment for payment in kept if payment.method is not Method.CASH] == others


def test_change_goes_back_from_the_cash_handed_over_last() -> None:
    paid = [Payment(Method.CASH, 50_000), Payment(Method.QRIS, 20_000), Payment(Method.CASH, 9_000)]
    kept, change = without_change(68_000, paid)
    assert [payment.amount for payment in kept] == [48_000, 20_000] and change == 11_000
