"""Refunds use the original payment methods, up to the amount that was paid by each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.money import round_cash
from pos_app.domain.payment_methods import Method
from pos_app.domain.refund_due import RefundDue
from pos_app.domain.refund_tenders import cash_refund, propose_tenders, remaining_by_method
from pos_app.domain.sale import Sale, SaleKind, SaleTender
from pos_app.domain.tender import settle_refund

EMPTY = Sale("id", "A07-1-000001", SaleKind.SALE, "", "", "", 0, 0, 0, 0, (), ())


def owed(amount: int, unit: int = 0) -> RefundDue:
    """What is due for a part of a far larger sale."""
    return RefundDue(amount, 10**12, rounding_unit=unit)


def document(*tenders: tuple[Method, int]) -> Sale:
    rows = tuple(SaleTender(n, way, amount) for n, (way, amount) in enumerate(tenders, 1))
    return EMPTY._replace(tenders=rows)


def ways(payments: list) -> list[tuple[Method, int]]:  # type: ignore[type-arg]
    return [(payment.method, payment.amount) for payment in payments]


def test_qris_goes_back_by_qris_and_the_rest_in_cash() -> None:
    sale = document((Method.QRIS, 60_000), (Method.CASH, 100_000), (Method.CHANGE, -10_000))
    assert ways(propose_tenders(owed(40_000), sale, [])) == [(Method.QRIS, 40_000)]
    assert ways(propose_tenders(owed(90_000), sale, [])) == [
        (Method.QRIS, 60_000),
        (Method.CASH, 30_000),
    ]


def test_what_went_back_by_a_way_before_is_gone_from_it() -> None:
    sale, before = document((Method.QRIS, 60_000)), document((Method.QRIS, -50_000))
    assert remaining_by_method(sale, [before])[Method.QRIS] == 10_000
    assert ways(propose_tenders(owed(20_000), sale, [before])) == [
        (Method.QRIS, 10_000),
        (Method.CASH, 10_000),
    ]


def test_all_in_cash_is_rounded_as_cash_is() -> None:
    sale = document((Method.CASH, 100_000))
    assert ways(propose_tenders(owed(43_218, 500), sale, [])) == [(Method.CASH, 43_000)]
    assert cash_refund(owed(200, 500)) == []


@given(
    st.lists(
        st.tuples(st.sampled_from([Method.CASH, Method.QRIS, Method.CARD]), st.integers(1, 10**6)),
        min_size=1,
        max_size=4,
    ),
    st.integers(1, 4 * 10**6),
    st.sampled_from([0, 100, 500, 1000]),
)
def test_a_proposal_is_always_one_that_the_till_takes(
    tenders: list[tuple[Method, int]], amount: int, unit: int
) -> None:
    sale = document(*tenders)
    payments = propose_tenders(owed(amount, unit), sale, [])
    paid = settle_refund(owed(amount, unit), payments)
    all_cash = all(payment.method is Method.CASH for payment in payments)
    assert -paid.net == (round_cash(amount, unit) if all_cash else amount)
    held = remaining_by_method(sale, [])
    for payment in payments:
        if payment.method is not Method.CASH:
            assert 0 < payment.amount <= held[payment.method]


def test_money_goes_back_in_the_order_in_which_it_was_paid() -> None:
    sale = document(
        (Method.CASH, 4_000), (Method.CARD, 3_000), (Method.TRANSFER, 2_000), (Method.QRIS, 1_000)
    )
    payments = propose_tenders(owed(9_500), sale, [])
    assert ways(payments) == [
        (Method.CASH, 4_000),
        (Method.CARD, 3_000),
        (Method.TRANSFER, 2_000),
        (Method.QRIS, 500),
    ]
    assert [payment.confirmed for payment in payments] == [False, True, True, True]
    assert ways(propose_tenders(owed(4_000), sale, [])) == ways(payments)[:1]
    before = document((Method.CASH, -4_000), (Method.CARD, -2_000))
    assert ways(propose_tenders(owed(1_500), sale, [before])) == [
        (Method.CARD, 1_000),
        (Method.TRANSFER, 500),
    ]


def test_cash_that_does_not_suffice_is_not_rounded() -> None:
    sale = document((Method.CASH, 50_000), (Method.QRIS, 20_000))
    payments = propose_tenders(owed(50_260, 500), sale, [])
    assert ways(payments) == [(Method.CASH, 50_000), (Method.QRIS, 260)]
    assert ways(propose_tenders(owed(49_760, 500), sale, [])) == [(Method.CASH, 50_000)]


def test_a_way_that_gave_back_more_than_it_took_gives_nothing_more() -> None:
    sale, before = document((Method.QRIS, 5_000)), document((Method.QRIS, -5_001))
    assert ways(propose_tenders(owed(700, 500), sale, [before])) == [(Method.CASH, 500)]


def test_change_is_cash_that_the_sale_does_not_hold() -> None:
    sale = document((Method.CASH, 100_000), (Method.CHANGE, -30_000))
    assert remaining_by_method(sale, []) == {
        Method.CASH: 70_000,
        Method.QRIS: 0,
        Method.TRANSFER: 0,
        Method.CARD: 0,
    }
