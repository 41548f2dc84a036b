"""Prices for several pieces: read as typed, applied by the cart, and nobody's permission needed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.cart import Cart
from pos_app.domain.catalogue import Product
from pos_app.domain.discount_limit import change_exceeds_limit
from pos_app.domain.money import MAX_PRICE
from pos_app.domain.price_steps import PriceStep, next_step, price_for, read_steps, steps_text
from pos_app.errors import PosError

STEPS = (PriceStep(10, 30_000), PriceStep(50, 20_000))
NECKLACE = Product("A", "Kalung", "Manik", "M1", 50_000, steps=STEPS)


@pytest.mark.parametrize(
    "text", ["10=30000; 50=20000", "10 = Rp30.000;50=20rb", " 10=30.000 ; 50=20.000; "]
)
def test_steps_are_read_as_people_type_them(text: str) -> None:
    assert read_steps(text, 50_000) == STEPS


@pytest.mark.parametrize(
    "text",
    [
        *("10", "10=", "=5", "1=40000", "0=1", "10=50000", "10=60000", "10=0", "10=-5"),
        *("10=30000; 10=20000", "50=20000; 10=30000", "10=20000; 50=30000", "x=1", "10=1,5"),
        *("100000=1", "10=30000, 50=20000", "; ".join(f"{n}={99 - n}" for n in range(2, 12))),
    ],
)
def test_steps_that_do_not_fall_are_refused(text: str) -> None:
    with pytest.raises(PosError, match="price_steps_invalid"):
        read_steps(text, 50_000)


@given(st.integers(2, MAX_PRICE), st.data())
def test_steps_come_back_as_they_were_written(price: int, data: st.DataObject) -> None:
    count = min(9, price - 1)
    prices = data.draw(st.sets(st.integers(1, price - 1), max_size=count))
    pieces = data.draw(st.sets(st.integers(2, 99_999), min_size=len(prices), max_size=len(prices)))
    steps = tuple(map(PriceStep, sorted(pieces), sorted(prices, reverse=True)))
    assert read_steps(steps_text(steps), price) == steps
    for qty in (1, *pieces, *(n - 1 for n in pieces), 99_999):
        wanted = min([price, *(step.price for step in steps if step.qty <= qty)])
        assert price_for(price, steps, qty) == wanted
        after = next_step(steps, qty)
        assert after is None or (after.qty > qty and after.price < wanted)


def test_the_cart_offers_the_price_by_itself_and_it_is_no_discount() -> None:
    cart = Cart().add(NECKLACE, 9)
    assert cart.total == 9 * 50_000
    more = cart.add(NECKLACE)
    (line,) = more.lines()
    assert (line.unit_price, line.list_price, line.discount) == (30_000, 30_000, 0)
    assert more.total == more.list_total == 300_000
    assert not change_exceeds_limit(cart, more, 20), "40 per cent less, and no lead"
    assert more.with_qty(0, 9).total == 450_000, "and back"
    assert more.with_qty(0, 50).total == 1_000_000


def test_a_price_below_that_of_several_is_bargained_as_ever() -> None:
    cart = Cart().add(NECKLACE, 10)
    assert change_exceeds_limit(cart, cart.with_price(0, 20_000), 20)
    (line,) = cart.with_price(0, 28_000).lines()
    assert (line.unit_price, line.list_price) == (28_000, 30_000)
    assert change_exceeds_limit(Cart(), Cart().add(NECKLACE).with_price(0, 30_000), 20)
