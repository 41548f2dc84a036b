"""A refund is due what was paid for the pieces, counted over all refunds of the sale."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.catalogue import Product
from pos_app.domain.money import round_cash
from pos_app.domain.payment_methods import METHODS, Method
from pos_app.domain.pricing import CartItem, price_lines, refund_lines
from pos_app.domain.refund_due import RefundDue, refund_due
from pos_app.domain.refund_tenders import cash_refund, propose_tenders
from pos_app.domain.sale import Sale, SaleKind
from pos_app.domain.tender import Payment, settle_refund, settle_sale

CASH, QRIS = [Method.CASH], [Method.QRIS]


def sale_of(prices: list[tuple[int, int]], methods: list[Method], unit: int) -> Sale:
    """A sale of (price, pieces) paid in equal parts by the methods, the rest by the last one."""
    goods = [Product(str(n), "P", "C", "M", price) for n, (price, _) in enumerate(prices)]
    items = [CartItem(each, qty) for each, (_, qty) in zip(goods, prices, strict=True)]
    lines = price_lines(items)
    amount = sum(line.amount for line in lines)
    net = round_cash(amount, unit) if set(methods) == {Method.CASH} else amount
    part = net // len(methods)
    parts = [part] * (len(methods) - 1) + [net - part * (len(methods) - 1)]
    payments = [Payment(way, money) for way, money in zip(methods, parts, strict=True) if money]
    paid = settle_sale(amount, payments, unit)
    head = Sale("id", "A07-1-000001", SaleKind.SALE, "", "", "", 0, 0, 0, 0, (), ())
    return head._replace(lines=lines, tenders=paid.tenders, net=paid.net, rounding=paid.rounding)


def give_back(
    sale: Sale, before: list[Sale], pieces: dict[int, int], unit: int, way: str = "same"
) -> Sale:
    already = {
        line.line: -sum(
            back.qty for each in before for back in each.lines if back.line == line.line
        )
        for line in sale.lines
    }
    lines = refund_lines(sale, pieces, already)
    due = refund_due(sale, before, -sum(x.amount for x in lines), sum(pieces.values()), unit)
    if way == "same":
        payments = propose_tenders(due, sale, before)
    elif way == "cash":
        payments = cash_refund(due)
    else:
        payments = [Payment(Method.TRANSFER, money)] if (money := due.by([Method.TRANSFER])) else []
    paid = settle_refund(due, payments)
    return sale._replace(
        kind=SaleKind.REFUND,
        lines=lines,
        tenders=paid.tenders,
        net=paid.net,
        rounding=paid.rounding,
    )


def test_three_pieces_that_were_paid_together_come_back_one_by_one() -> None:
    sale = sale_of([(10_166, 3)], CASH, 500)
    assert sale.net == 30_500
    before: list[Sale] = []
    for _ in range(3):
        before.append(give_back(sale, before, {1: 1}, 500))
    assert [-each.net for each in before] == [10_000, 10_500, 10_000]


def test_what_was_paid_by_qris_is_not_rounded_up_in_cash() -> None:
    sale = sale_of([(13_855, 1)], QRIS, 500)
    back = give_back(sale, [], {1: 1}, 500, "cash")
    assert (back.net, back.rounding) == (-13_855, 0)
    two = sale_of([(6_900, 2)], QRIS, 500)
    first = give_back(two, [], {1: 1}, 500, "cash")
    assert (first.net, give_back(two, [first], {1: 1}, 500, "cash").net) == (-7_000, -6_800)


@pytest.mark.parametrize(
    ("due", "methods", "expected"),
    [
        (RefundDue(10_200, 30_500, rounding_unit=500), CASH, 10_000),
        (RefundDue(10_200, 30_500, rounding_unit=500), QRIS, 10_200),
        (RefundDue(10_200, 30_500, rounding_unit=500), [*CASH, *QRIS], 10_200),
        (RefundDue(10_200, 30_500, rounding_unit=500), [], 10_000),
        (RefundDue(10_200, 30_500, 10_200, 10_000, rounding_unit=500), CASH, 10_500),
        (RefundDue(10_200, 30_500, 20_400, 20_500, True, 500), CASH, 10_000),
        (RefundDue(10_200, 30_500, 20_400, 20_500, True, 500), QRIS, 10_000),
        (RefundDue(30_700, 30_500, rounding_unit=500), QRIS, 30_500),
        # An earlier refund gave more than that back: under an older rule, or by another method.
        (RefundDue(10_000, 30_500, 20_400, 30_500, rounding_unit=500), CASH, 0),
        (RefundDue(100, 30_500, 10_200, 10_200, rounding_unit=500), CASH, 300),
        (RefundDue(10, 30_500, 10_200, 10_200, rounding_unit=500), CASH, 0),
        (RefundDue(10_200, 30_500, 20_400, 31_000, True, 500), CASH, 0),
    ],
)
def test_the_due_of_a_refund(due: RefundDue, methods: list[Method], expected: int) -> None:
    assert due.by(methods) == expected


ways = st.lists(st.sampled_from(METHODS), min_size=1, max_size=3)
lines = st.lists(st.tuples(st.integers(0, 90_000), st.integers(1, 4)), min_size=1, max_size=4)


@given(lines, ways, st.sampled_from([0, 100, 500, 1000]), st.randoms(use_true_random=False))
def test_all_refunds_of_a_sale_together_give_back_its_net(
    prices: list[tuple[int, int]], methods: list[Method], unit: int, rng: object
) -> None:
    sale = sale_of(prices, methods, unit)
    left = [line.line for line in sale.lines for _ in range(line.qty)]
    rng.shuffle(left)  # type: ignore[attr-defined]
    before: list[Sale] = []
    while left:
        piece = left.pop()
        way = rng.choice(["same", "cash", "transfer"])  # type: ignore[attr-defined]
        back = give_back(sale, before, {piece: 1}, unit, way)
        assert back.net <= 0
        assert back.net == sum(line.amount for line in back.lines) + back.rounding
        before.append(back)
        assert -sum(each.net for each in before) <= sale.net
        amount = -sum(line.amount for each in before for line in each.lines)
        if left and way == "cash" and unit == 0:
            assert -sum(each.net for each in before) == min(amount, sale.net)
    assert -sum(each.net for each in before) == sale.net


@given(lines, st.sampled_from([0, 100, 500, 1000]), st.randoms(use_true_random=False))
def test_in_cash_alone_each_sum_given_back_is_the_rounded_sum_of_what_came_back(
    prices: list[tuple[int, int]], unit: int, rng: object
) -> None:
    sale = sale_of(prices, CASH, unit)
    left = [line.line for line in sale.lines for _ in range(line.qty)]
    rng.shuffle(left)  # type: ignore[attr-defined]
    before: list[Sale] = []
    while left:
        before.append(give_back(sale, before, {left.pop(): 1}, unit))
        amount = -sum(line.amount for each in before for line in each.lines)
        paid = -sum(each.net for each in before)
        assert paid == (min(sale.net, round_cash(amount, unit)) if left else sale.net)
