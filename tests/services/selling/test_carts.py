"""Carts on disk: stored through a restart, held and recalled."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.shops import make_shop

from pos_app.domain.cart import Cart
from pos_app.domain.catalogue import Product
from pos_app.domain.payment_methods import Method
from pos_app.domain.tender import Payment
from pos_app.errors import PosError
from pos_app.services.catalogue.import_export import import_file
from pos_app.services.catalogue.product_lookup import find_by_code
from pos_app.services.selling import carts, sales
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop, open_shop
from pos_app.store.cart_file import CartFile

LOOSE = Product("LAIN-M1", "Bros tanpa kode", "Lain", "M1", 30_000, listed=False)


@pytest.fixture
def shop(tmp_path: Path):  # type: ignore[no-untyped-def]
    with make_shop(tmp_path / "till") as shop:
        yield shop


def full_cart(shop: Shop) -> Cart:
    cart = Cart().add(find_by_code(shop, "A")[0], 2).add(find_by_code(shop, "B")[0]).add(LOOSE)
    cart = cart.with_price(1, 100_000).with_line_note(1, "biru").with_note("kado")
    return cart.with_discount(5_000).with_country("AU")


def test_a_cart_comes_back_whole_after_a_restart(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        cart = full_cart(shop)
        carts.save_cart(shop, cart)
    with open_shop(tmp_path / "till") as shop:
        assert carts.stored_cart(shop).cart == cart


def test_a_cart_is_put_aside_and_taken_up_again_after_a_restart(tmp_path: Path) -> None:
    with make_shop(tmp_path / "till") as shop:
        cart = full_cart(shop)
        carts.save_cart(shop, cart)
        carts.hold(shop, cart, "ibu baju merah")
        assert carts.stored_cart(shop).cart == Cart()
    with open_shop(tmp_path / "till") as shop:
        (held,) = carts.held_carts(shop)
        assert (held.label, held.pieces, held.total) == ("ibu baju merah", 4, 225_000)
        assert carts.recall(shop, held.id) == cart == carts.stored_cart(shop).cart
        assert carts.held_carts(shop) == []


def test_taking_one_up_puts_the_one_in_hand_aside(shop: Shop) -> None:
    first, second = Cart().add(find_by_code(shop, "A")[0]), Cart().add(find_by_code(shop, "B")[0])
    carts.hold(shop, first)
    (held,) = carts.held_carts(shop)
    assert carts.recall(shop, held.id, second) == first
    (other,) = carts.held_carts(shop)
    assert other.total == second.total
    with pytest.raises(PosError) as refused:
        carts.recall(shop, held.id, first)
    assert refused.value.code == "held_unknown"
    assert len(carts.held_carts(shop)) == 1


def test_nothing_is_not_put_aside(shop: Shop) -> None:
    with pytest.raises(PosError):
        carts.hold(shop, Cart())
    assert carts.held_carts(shop) == []


def test_a_price_that_came_down_costs_only_its_part_of_the_discount(
    shop: Shop, tmp_path: Path
) -> None:
    carts.save_cart(shop, Cart().add(find_by_code(shop, "A")[0]).with_discount(40_000))
    sheet = tmp_path / "s.csv"
    sheet.write_text("sku,name,category,maker,price_rp,stock\nA,Kalung,Manik,M1,10000,1\n")
    assert import_file(shop, sheet).stored
    assert (carts.stored_cart(shop).cart.total, len(carts.stored_cart(shop).cart)) == (0, 1)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"asks": [{"sku": 1}]}', '{"asks": 3}'])
def test_a_kept_cart_that_cannot_be_read_is_an_empty_one(shop: Shop, text: str) -> None:
    shop.settings.set(setting_keys.CART, text)
    assert carts.stored_cart(shop).cart == Cart()


def test_notes_country_and_an_unlisted_piece_are_in_the_sale(shop: Shop) -> None:
    cart = full_cart(shop)
    sale = sales.sell(shop, cart, [Payment(Method.CASH, 300_000)], sale_id=shop.new_id())
    assert (sale.note, sale.country, sale.net) == ("kado · Gelang batu: biru", "AU", 225_000)
    assert [(line.sku, line.maker) for line in sale.lines][-1] == ("LAIN-M1", "M1")
    assert sum(line.amount for line in sale.lines) == sale.net


def test_the_newest_cart_counts_whether_it_was_scanned_or_put_aside(shop: Shop) -> None:
    first, second = Cart().add(find_by_code(shop, "A")[0]), Cart().add(find_by_code(shop, "B")[0])
    carts.save_cart(shop, first)
    held = carts.hold(shop, first)
    carts.save_cart(shop, second)
    assert carts.stored_cart(shop).cart == second
    carts.recall(shop, held, second)
    assert carts.stored_cart(shop).cart == first
    shop.cart_file.close()
    (shop.folder / "cart.json").unlink()  # the file is lost: the database knows the recalled cart
    shop.cart_file = CartFile(shop.folder / "cart.json")
    assert carts.stored_cart(shop).cart == first


@pytest.mark.parametrize("left", [b"", b"{", b'{"asks": []', b"\xff\xfe", b"[1]", b"null"])
def test_a_cart_file_that_was_cut_short_is_passed_over(shop: Shop, left: bytes) -> None:
    (shop.folder / "cart.json").write_bytes(left)
    assert carts.stored_cart(shop).cart == Cart()
    cart = full_cart(shop)
    carts.save_cart(shop, cart)
    assert carts.stored_cart(shop).cart == cart


def test_a_cart_that_was_sold_does_not_come_back(shop: Shop) -> None:
    cart, sale_id = full_cart(shop), shop.new_id()
    carts.save_cart(shop, cart, sale_id)
    assert carts.stored_cart(shop) == carts.StoredCart(cart, sale_id)
    sales.sell(shop, cart, [Payment(Method.CASH, 300_000)], sale_id=sale_id)
    assert carts.stored_cart(shop) == carts.StoredCart()


def test_a_cart_of_an_older_version_comes_back_unless_it_was_sold(shop: Shop) -> None:
    cart, sale_id = full_cart(shop), shop.new_id()
    shop.settings.set(setting_keys.CART, carts.cart_text(cart))
    shop.settings.set(setting_keys.PAYING_SALE, sale_id)
    assert carts.stored_cart(shop).cart == cart
    sales.sell(shop, cart, [Payment(Method.CASH, 300_000)], sale_id=sale_id)
    assert carts.stored_cart(shop).cart == Cart()


def test_a_cart_is_written_in_the_end_though_the_disk_was_full(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        carts.save_cart(shop, full_cart(shop), "one")
        shop.cart_file.wait_for("one")
        assert shop.cart_file.failed is not None and not list(shop.folder.glob("cart*"))
    carts.save_cart(shop, full_cart(shop), "two")
    shop.cart_file.wait_for("two")
    assert shop.cart_file.failed is None
    assert '"two"' in (shop.folder / "cart.json").read_text()
