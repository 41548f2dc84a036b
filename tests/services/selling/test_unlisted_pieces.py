"""A listed piece is not sold as an unlisted one below the limit on bargaining."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.shops import make_shop

from pos_app.domain.cart import Cart
from pos_app.domain.catalogue import Product
from pos_app.domain.payment_methods import Method
from pos_app.domain.sale import Sale
from pos_app.domain.tender import Payment
from pos_app.domain.unlisted_pieces import floor_of, is_named_like
from pos_app.errors import PosError
from pos_app.services import staff
from pos_app.services.practice import note_practice
from pos_app.services.selling import sales
from pos_app.services.selling.unlisted_pieces import pieces_for_lead
from pos_app.services.shop.shop import Shop
from pos_app.services.staff import Person, Role


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    with make_shop(tmp_path / "till") as made:
        yield made


def with_lead(shop: Shop) -> None:
    for person in (Person("ANI", "Ani", Role.CASHIER), Person("BUDI", "Budi", Role.LEAD)):
        staff.save_person(shop, person)
        staff.set_pin(shop, person.code, "1470")


def piece(name: str, price: int, maker: str = "M1") -> Product:
    return Product(f"LAIN-{maker}", name, "Tanpa daftar", maker, price, listed=False)


def sell(shop: Shop, cart: Cart, cashier: str = "ANI", allowed_by: str = "") -> Sale:
    payment = Payment(Method.CASH, cart.total)
    identity = sales.new_sale_id(shop)
    return sales.sell(
        shop, cart, [payment], sale_id=identity, cashier=cashier, allowed_by=allowed_by
    )


@pytest.mark.parametrize(
    ("name", "like"),
    [
        ("Kalung manik", True),
        ("KALUNG  MANIK", True),
        ("Kalung-manik", True),
        ("kalungmanik", True),
        ("Kálung mänik", True),
        ("Kalung mani", True),
        ("Kalung maniks", True),
        ("Kalung nanik", True),
        ("Kalung maink", True),
        ("Manik kalung", True),
        ("Kalung manik murah", True),
        ("Kalung ma\u200bnik", True),
        ("\uff2balung manik", True),
        ("Kalung batu", False),
        ("Bros rotan", False),
        ("", False),
    ],
)
def test_names_that_a_buyer_would_read_as_the_same(name: str, like: bool) -> None:
    assert is_named_like(name, "Kalung manik") is like


def test_short_names_are_alike_only_if_equal() -> None:
    assert is_named_like("Tas", "tas") and not is_named_like("Tas", "Tat")


@pytest.mark.parametrize(
    ("name", "price", "needed"),
    [
        ("Kalung manik", 30_000, True),
        ("Kalung manik", 39_999, True),
        ("Kalung manik", 50_000, False),
        ("Bros rotan", 60_000, False),
        ("Bros rotan", 49_999, True),
        ("Gelang batu", 60_000, True),
    ],
)
def test_what_needs_a_lead(shop: Shop, name: str, price: int, needed: bool) -> None:
    cart = Cart().add(piece(name, price))
    assert bool(pieces_for_lead(shop, cart)) is needed
    assert sell(shop, cart).net == price, "a till without PINs asks nobody"
    with_lead(shop)
    if needed:
        for cashier, allowed in (("ANI", ""), ("", ""), ("ANI", "ANI"), ("ANI", "EKO")):
            with pytest.raises(PosError) as refused:
                sell(shop, cart, cashier, allowed)
            assert refused.value.code == "unlisted_lead_needed"
    assert sell(shop, cart, allowed_by="BUDI").net == price
    assert sell(shop, cart, cashier="BUDI").net == price


def test_bargaining_afterwards_counts_too(shop: Shop) -> None:
    with_lead(shop)
    cart = Cart().add(piece("Kalung manik", 50_000)).with_price(0, 30_000)
    with pytest.raises(PosError):
        sell(shop, cart)


def test_the_floor_is_a_setting_or_the_makers_cheapest(shop: Shop) -> None:
    listed = [piece("a", 50_000), piece("b", 20_000), piece("c", 5_000, "M2")]
    assert (floor_of("M1", listed), floor_of("M2", listed)) == (20_000, 5_000)
    assert (floor_of("M9", listed), floor_of("M9", []), floor_of("M1", listed, 7)) == (5_000, 0, 7)
    shop.settings.set("unlisted_floor", "5000")
    assert pieces_for_lead(shop, Cart().add(piece("Bros rotan", 5_000))) == []
    assert pieces_for_lead(shop, Cart().add(piece("Bros rotan", 4_999)))


def test_practice_is_a_row_of_the_real_till(shop: Shop) -> None:
    note_practice(shop, begins=False)
    for begins in (True, False, False):
        note_practice(shop, begins=begins, by="ANI")
    facts = [json.loads(row.payload) for row in shop.journal.rows()]
    found = [(fact["event"], fact["by"]) for fact in facts if fact["kind"] == "practice"]
    assert found == [("start", "ANI"), ("end", "ANI")]
