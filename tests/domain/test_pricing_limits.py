"""Where a line, a discount, a sale and a return stop being possible, and what the refusal says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from pos_app.domain.catalogue import Product
from pos_app.domain.money import MAX_PRICE
from pos_app.domain.pricing import (
    MAX_QTY,
    CartItem,
    Return,
    pick_returns,
    price_lines,
    refund_lines,
)
from pos_app.domain.sale import Method, Sale, SaleKind
from pos_app.domain.tender import Payment, settle_sale
from pos_app.errors import PosError

A = Product("A", "Kalung", "Manik", "M1", 50_000)
B = Product("B", "Gelang", "Manik", "M2", 120_000)
DEAREST = Product("C", "Patung", "Batu", "M2", MAX_PRICE)
LARGEST_SALE = 999_999_999_999


def sale_of(*items: CartItem) -> Sale:
    lines = price_lines(items)
    net = sum(line.amount for line in lines)
    paid = settle_sale(net, [Payment(Method.CASH, net)], 0)
    return Sale(
        "id", "A07-1-000007", SaleKind.SALE, "", "t", "K", net, 0, 0, net, lines, paid.tenders
    )


def refusal(of: Callable[[], object]) -> tuple[str, dict[str, object]]:
    with pytest.raises(PosError) as refused:
        of()
    return refused.value.code, refused.value.facts


@pytest.mark.parametrize(
    "item",
    [
        CartItem(A, 1),
        CartItem(A, MAX_QTY),
        CartItem(A, 1, 0),
        CartItem(DEAREST, 1),
        CartItem(A, 2, None, 100_000),
        CartItem(A, 2, None, 0),
    ],
)
def test_a_line_at_its_limit_is_sold(item: CartItem) -> None:
    (line,) = price_lines([item])
    assert (line.qty, line.unit_price, line.discount) == (item.qty, item.price, item.discount)


@pytest.mark.parametrize(
    ("item", "code", "facts"),
    [
        (CartItem(A, 0), "qty_invalid", {"qty": 0, "limit": 99_999}),
        (CartItem(A, 100_000), "qty_invalid", {"qty": 100_000, "limit": 99_999}),
        (CartItem(A, 1, -1), "price_invalid", {"price": -1, "limit": 9_999_999_999}),
        (CartItem(A, 1, 10**10), "price_invalid", {"price": 10**10, "limit": 9_999_999_999}),
        (CartItem(A, 2, None, -1), "discount_invalid", {"discount": -1, "limit": 100_000}),
        (
            CartItem(A, 2, None, 100_001),
            "discount_invalid",
            {"discount": 100_001, "limit": 100_000},
        ),
    ],
)
def test_a_line_beyond_its_limit_is_refused_with_the_limit(
    item: CartItem, code: str, facts: dict[str, object]
) -> None:
    assert refusal(lambda: price_lines([item])) == (code, facts)


def test_a_sale_without_lines_is_refused() -> None:
    assert refusal(lambda: price_lines([])) == ("no_lines", {})


def test_the_discount_of_a_sale_is_at_most_what_its_lines_come_to() -> None:
    items = [CartItem(A, 2, None, 10_000), CartItem(B)]
    assert [line.amount for line in price_lines(items, 210_000)] == [0, 0]
    assert [line.amount for line in price_lines(items, 0)] == [90_000, 120_000]
    facts = {"discount": 210_001, "limit": 210_000}
    assert refusal(lambda: price_lines(items, 210_001)) == ("discount_invalid", facts)
    facts = {"discount": -1, "limit": 210_000}
    assert refusal(lambda: price_lines(items, -1)) == ("discount_invalid", facts)


def test_a_sale_comes_to_twelve_digits_at_most_by_its_list_prices() -> None:
    box = Product("D", "Kotak", "Kayu", "M1", 99)
    lines = price_lines([CartItem(DEAREST, 100), CartItem(box)])
    assert sum(line.amount for line in lines) == LARGEST_SALE
    over = ("amount_too_large", {"limit": LARGEST_SALE})
    assert refusal(lambda: price_lines([CartItem(DEAREST, 100), CartItem(box, 1, 100)])) == over
    assert refusal(lambda: price_lines([CartItem(DEAREST, 101, 1)])) == over


def test_pieces_come_back_in_the_order_of_the_lines() -> None:
    sale = sale_of(CartItem(A, 2), CartItem(B, 2))
    back = [Return(1, line=2), Return(2, line=1)]
    assert list(pick_returns(sale, back, {}).items()) == [(1, 2), (2, 1)]


def test_pieces_asked_for_by_name_are_taken_from_as_many_lines_as_it_needs() -> None:
    sale = sale_of(CartItem(A, 2), CartItem(B, 1), CartItem(A, 3, 40_000), CartItem(A, 4, 30_000))
    back = Return(4, skus=frozenset({"a"}))
    assert pick_returns(sale, [back], {}) == {1: 2, 3: 2}
    assert pick_returns(sale, [back], {1: 2}) == {3: 3, 4: 1}
    assert pick_returns(sale, [Return(1, line=4), back], {1: 1}) == {1: 1, 3: 3, 4: 1}


@pytest.mark.parametrize(
    ("back", "code", "facts"),
    [
        ([], "no_lines", {}),
        ([Return(0, line=1)], "qty_invalid", {"qty": 0, "limit": 99_999}),
        ([Return(100_000, line=1)], "qty_invalid", {"qty": 100_000, "limit": 99_999}),
        ([Return(1, line=9)], "line_unknown", {"number": "A07-1-000007", "line": 9}),
        (
            [Return(1, skus=frozenset({"z"}))],
            "line_unknown",
            {"number": "A07-1-000007", "line": 0},
        ),
        (
            [Return(3, line=1)],
            "refund_too_many",
            {"number": "A07-1-000007", "asked": 3, "left": 2},
        ),
    ],
)
def test_a_return_that_cannot_be_is_refused_with_its_numbers(
    back: list[Return], code: str, facts: dict[str, object]
) -> None:
    sale = sale_of(CartItem(A, 2))
    assert refusal(lambda: pick_returns(sale, back, {})) == (code, facts)


def test_as_many_pieces_as_a_line_may_have_come_back_together() -> None:
    sale = sale_of(CartItem(A, MAX_QTY, 1))
    assert pick_returns(sale, [Return(MAX_QTY, line=1)], {}) == {1: MAX_QTY}


def test_a_line_that_comes_back_carries_its_share_of_the_discount() -> None:
    sale = sale_of(CartItem(A, 3, 45_000, 10_000))
    (first,) = refund_lines(sale, {1: 1}, {})
    (rest,) = refund_lines(sale, {1: 2}, {1: 1})
    assert (first.qty, first.discount, first.amount) == (-1, -3_333, -41_667)
    assert (rest.qty, rest.discount, rest.amount) == (-2, -6_667, -83_333)
    for line in (first, rest):
        assert line.qty * line.unit_price - line.discount == line.amount


def test_half_a_rupiah_goes_back_with_the_first_piece() -> None:
    sale = sale_of(CartItem(A, 2, 1, 1))
    assert [line.amount for line in refund_lines(sale, {1: 1}, {})] == [-1]
    assert [line.amount for line in refund_lines(sale, {1: 1}, {1: 1})] == [0]
