import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.cart import Cart
from pos_app.domain.catalogue import Product
from pos_app.domain.payment_methods import Method
from pos_app.domain.pricing import (
    CartItem,
    Return,
    pick_returns,
    price_lines,
    refund_lines,
    refunded_amount,
    void_lines,
)
from pos_app.domain.refund_due import RefundDue
from pos_app.domain.sale import Sale, SaleKind, SaleLine
from pos_app.domain.tender import Payment, settle_refund, settle_sale
from pos_app.errors import PosError

A = Product("A", "Kalung", "Manik", "M1", 50_000)
B = Product("B", "Gelang", "Manik", "M2", 120_000)


def sale_of(lines: tuple[SaleLine, ...]) -> Sale:
    paid = settle_sale(
        sum(line.amount for line in lines), [Payment(Method.CASH, 999_999_999_999)], 0
    )
    return Sale(
        "id", "A07-1-000001", SaleKind.SALE, "", "t", "K", 0, 0, 0, paid.net, lines, paid.tenders
    )


def test_the_worked_example_spreads_and_rounds_to_the_rupiah() -> None:
    lines = price_lines([CartItem(A, 3, 45_000), CartItem(B)], 10_100)
    assert [line.amount for line in lines] == [129_653, 115_247]
    paid = settle_sale(244_900, [Payment(Method.CASH, 250_000)], 500)
    assert (paid.net, paid.rounding) == (245_000, 100)
    assert [(t.method, t.amount) for t in paid.tenders] == [("cash", 250_000), ("change", -5_000)]
    back = refund_lines(sale_of(lines), {1: 1}, {})
    assert [line.amount for line in back] == [-43_218]
    returned = settle_refund(RefundDue(43_218, 245_000, rounding_unit=500), [])
    assert (returned.net, returned.rounding) == (-43_000, 218)


def test_a_price_above_the_catalogue_becomes_the_list_price() -> None:
    (line,) = price_lines([CartItem(A, 1, 60_000)])
    assert (line.list_price, line.unit_price, line.amount) == (60_000, 60_000, 60_000)


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (CartItem(A, 0), "qty_invalid"),
        (CartItem(A, -1), "qty_invalid"),
        (CartItem(A, 10**9), "qty_invalid"),
        (CartItem(A, 1, -1), "price_invalid"),
        (CartItem(A, 1, 10**10), "price_invalid"),
        (CartItem(A, 1, None, 50_001), "discount_invalid"),
        (CartItem(A, 1, None, -1), "discount_invalid"),
    ],
)
def test_numbers_that_cannot_be_meant_are_refused(item: CartItem, code: str) -> None:
    with pytest.raises(PosError) as error:
        price_lines([item])
    assert error.value.code == code


items = st.builds(
    lambda price, qty, own: CartItem(
        Product("S", "n", "c", "m", max(price, 1)), qty, price, own * qty * price // 100
    ),
    st.integers(0, 10**7),
    st.integers(1, 50),
    st.integers(0, 100),
)


@given(st.lists(items, min_size=1, max_size=12), st.integers(0, 100))
def test_a_discount_is_spread_without_losing_a_rupiah(found: list[CartItem], percent: int) -> None:
    before = sum(item.before_sale_discount for item in found)
    discount = before * percent // 100
    lines = price_lines(found, discount)
    assert sum(line.amount for line in lines) == before - discount
    assert all(line.amount == line.qty * line.unit_price - line.discount for line in lines)
    assert all(line.amount >= 0 and line.discount >= 0 for line in lines)


@given(st.integers(0, 10**9), st.integers(1, 200), st.lists(st.integers(1, 9), max_size=60))
def test_giving_back_piece_by_piece_ends_at_the_whole(
    amount: int, qty: int, steps: list[int]
) -> None:
    done = total = 0
    for wanted in [*steps, qty]:
        step = min(wanted, qty - done)
        total += refunded_amount(amount, qty, done + step) - refunded_amount(amount, qty, done)
        done += step
    assert (done, total) == (qty, amount)


def test_pieces_come_back_from_the_lowest_line_with_pieces_left() -> None:
    sale = sale_of(price_lines([CartItem(A, 2), CartItem(B, 1), CartItem(A, 3, 40_000)]))
    back = Return(4, skus=frozenset({"a"}))
    assert pick_returns(sale, [back], {1: 1}) == {1: 1, 3: 3}
    with pytest.raises(PosError, match="refund_too_many"):
        pick_returns(sale, [back, back], {1: 1})


@pytest.mark.parametrize("back", [Return(1, line=9), Return(1, skus=frozenset({"z"}))])
def test_what_was_not_on_the_receipt_cannot_come_back(back: Return) -> None:
    sale = sale_of(price_lines([CartItem(A, 2)]))
    with pytest.raises(PosError, match="line_unknown"):
        pick_returns(sale, [back], {})


@given(st.lists(items, min_size=1, max_size=6))
def test_a_void_mirrors_its_sale(found: list[CartItem]) -> None:
    lines = price_lines(found)
    sums = zip(lines, void_lines(sale_of(lines)), strict=True)
    assert all(
        (line.qty, line.discount, line.amount) == (-back.qty, -back.discount, -back.amount)
        for line, back in sums
    )


@pytest.mark.parametrize(
    ("payments", "code"),
    [
        ([], "tender_short"),
        ([Payment(Method.CASH, 99_999)], "tender_short"),
        ([Payment(Method.QRIS, 100_001)], "tender_over"),
        ([Payment(Method.CARD, 60_000), Payment(Method.QRIS, 60_000)], "tender_over"),
        ([Payment(Method.CASH, 0)], "tender_invalid"),
        ([Payment(Method.CASH, -1), Payment(Method.CASH, 100_001)], "tender_invalid"),
        ([Payment(Method.CHANGE, 100_000)], "tender_invalid"),
    ],
)
def test_tenders_that_do_not_pay_are_refused(payments: list[Payment], code: str) -> None:
    with pytest.raises(PosError) as error:
        settle_sale(100_000, payments, 0)
    assert error.value.code == code


def test_only_an_all_cash_sale_is_rounded() -> None:
    mixed = [Payment(Method.QRIS, 50_000), Payment(Method.CASH, 60_000)]
    paid = settle_sale(100_120, mixed, 500)
    assert (paid.net, paid.rounding, paid.tenders[-1].amount) == (100_120, 0, -9_880)


def test_qris_is_never_paid_by_itself() -> None:
    paid = settle_sale(1_000, [Payment(Method.QRIS, 1_000)], 0)
    assert not paid.tenders[0].confirmed
    paid = settle_sale(1_000, [Payment(Method.QRIS, 1_000, confirmed=True)], 0)
    assert paid.tenders[0].confirmed


def test_the_same_product_joins_its_plain_line_but_not_a_bargained_one() -> None:
    cart = Cart().add(A).add(B).add(A, 2)
    assert [item.qty for item in cart.items] == [3, 1]
    cart = cart.with_price(0, 45_000).add(A)
    assert [(item.qty, item.price) for item in cart.items] == [
        (3, 45_000),
        (1, 120_000),
        (1, 50_000),
    ]
    assert cart.total == 135_000 + 120_000 + 50_000
    assert len(cart.without(2).with_qty(1, 0)) == 1
