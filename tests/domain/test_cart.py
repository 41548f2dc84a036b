"""The cart can still be sold after any sequence of changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.cart import MAX_NOTE, Cart
from pos_app.domain.catalogue import Product
from pos_app.domain.discount_limit import (
    change_exceeds_limit,
    exceeds_limit,
    with_discount_kept,
)
from pos_app.domain.price_steps import PriceStep
from pos_app.domain.pricing import CartItem
from pos_app.errors import PosError

A = Product("A", "Kalung", "Manik", "M1", 50_000)
B = Product("B", "Gelang", "Batu", "M2", 120_000)
LOOSE = Product("LAIN-M1", "Bros tanpa kode", "Lain", "M1", 30_000, listed=False)


def cart_of(*items: CartItem) -> Cart:
    return Cart(items)


def test_a_discount_never_exceeds_what_is_left_in_the_cart() -> None:
    cart = cart_of(CartItem(A), CartItem(B)).with_discount(100_000)
    assert cart.without(1).discount == 50_000
    assert cart.with_price(1, 1_000).total == 0
    assert cart.without(1).without(0) == Cart()


def test_two_unlisted_pieces_never_join() -> None:
    cart = Cart().add(LOOSE).add(LOOSE)
    assert [item.qty for item in cart.items] == [1, 1]


def test_a_line_with_a_note_is_joined_by_nothing() -> None:
    cart = Cart().add(A).with_line_note(0, "  ukir \n Sari ").add(A)
    assert [(item.qty, item.note) for item in cart.items] == [(1, "ukir Sari"), (1, "")]


def test_the_receipts_note_names_the_line_that_it_is_about() -> None:
    cart = Cart().add(A).add(B).with_line_note(1, "biru").with_note("kado")
    assert cart.sale_note == "kado · Gelang: biru"
    assert len(cart.with_note("x" * 900).note) == MAX_NOTE


@pytest.mark.parametrize("country", ["A", "AUS", "au", "ÄU", "1A "])
def test_a_country_is_two_letters(country: str) -> None:
    with pytest.raises(PosError):
        Cart().with_country(country)
    assert Cart().with_country("AU").with_country("").country == ""


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["add", "price", "drop", "qty", "less"]), st.integers(0, 200_000)
        ),
        max_size=25,
    )
)
def test_whatever_is_done_the_cart_can_be_sold(steps: list[tuple[str, int]]) -> None:
    cart = Cart()
    for verb, number in steps:
        at = number % len(cart) if len(cart) else 0
        if verb == "add":
            cart = cart.add((A, B, LOOSE)[number % 3], 1 + number % 3)
        elif len(cart) and verb == "price":
            cart = cart.with_price(at, number)
        elif len(cart) and verb == "qty":
            cart = cart.with_qty(at, number % 5)
        elif len(cart) and verb == "drop":
            cart = cart.without(at)
        elif len(cart):
            cart = cart.with_discount(min(number, sum(a.before_sale_discount for a in cart.items)))
    if len(cart):
        assert sum(line.amount for line in cart.lines()) == cart.total >= 0
    else:
        assert cart.discount == 0


def test_a_fifth_off_is_a_helpers_and_more_is_a_leads() -> None:
    assert not exceeds_limit(50_000, 40_000, 20)
    assert exceeds_limit(50_000, 39_999, 20)
    before = cart_of(CartItem(A), CartItem(B))
    assert not change_exceeds_limit(before, before.with_price(0, 40_000), 20)
    assert change_exceeds_limit(before, before.with_price(0, 39_000), 20)
    assert change_exceeds_limit(before, before.with_discount(40_000), 20)


def test_many_small_steps_are_one_big_one() -> None:
    cart = cart_of(CartItem(A), CartItem(B)).with_price(0, 40_000).with_price(1, 96_000)
    assert change_exceeds_limit(cart, cart.with_discount(1_000), 20)


def test_what_a_lead_allowed_is_not_asked_for_again() -> None:
    low = cart_of(CartItem(A, 1, 10_000))
    assert not change_exceeds_limit(low, low.add(B), 20)
    assert not change_exceeds_limit(low, low.with_qty(0, 2), 20)
    assert not change_exceeds_limit(low, low.with_price(0, 20_000), 20)
    assert change_exceeds_limit(low, low.with_price(0, 9_000), 20)


def test_another_cheap_piece_of_the_maker_allows_no_lower_price() -> None:
    """Pieces without a code have one SKU for each maker."""
    cheap, dear = (
        Product("LAIN-M1", n, "L", "M1", p, listed=False) for n, p in (("a", 1), ("b", 9))
    )
    cart = Cart().add(cheap).add(dear)
    assert change_exceeds_limit(cart, cart.with_price(1, 1), 20)
    low = cart.with_price(1, 5)
    assert not change_exceeds_limit(low, low.with_qty(1, 2), 20), "allowed before"


def test_a_lower_price_for_fewer_pieces_counts_again() -> None:
    several = replace(A, steps=(PriceStep(10, 40_000),))
    cart = Cart().add(several, 10).with_price(0, 33_000)
    assert not change_exceeds_limit(Cart().add(several, 10), cart, 20)
    assert change_exceeds_limit(cart, cart.with_qty(0, 9), 20)
    assert not change_exceeds_limit(cart, cart.with_qty(0, 11), 20)


def test_a_discount_counts_again_when_pieces_leave() -> None:
    cart = Cart().add(A).add(B).with_discount(30_000)
    assert not change_exceeds_limit(Cart().add(A).add(B), cart, 20)
    assert change_exceeds_limit(cart, cart.without(1), 20)
    assert not change_exceeds_limit(cart, cart.without(0), 30)


@given(
    st.lists(st.integers(1, 500_000), min_size=2, max_size=6),
    st.integers(0, 100),
    st.integers(0, 100),
    st.data(),
)
def test_a_discount_never_grows_as_pieces_leave(
    prices: list[int], off: int, limit: int, data: st.DataObject
) -> None:
    before = cart_of(*(CartItem(replace(A, sku=f"A{n}", price=p)) for n, p in enumerate(prices)))
    before = before.with_discount(before.total * off // 100)
    gone = data.draw(st.integers(0, len(prices) - 1))
    after = with_discount_kept(before, before.without(gone), limit)
    assert 0 <= after.discount <= before.discount
    assert not change_exceeds_limit(before, after, limit)
    assert after.total * before.list_total >= before.total * after.list_total or not (
        exceeds_limit(after.list_total, after.total, limit)
    )
    if off == 0:
        assert after == before.without(gone)
