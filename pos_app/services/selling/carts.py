"""The cart between scans: kept on disk so that it survives a restart, put aside, taken up again."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, dataclass
from typing import Any

from pos_app.domain.cart import Cart
from pos_app.domain.catalogue import Product
from pos_app.domain.money import Rupiah
from pos_app.domain.pricing import CartItem, check_item
from pos_app.errors import PosError
from pos_app.services.shop.shop import Shop
from pos_app.store import catalogue as catalogue_store
from pos_app.store import held_carts as held_store
from pos_app.store.held_carts import HeldCartRow

logger = logging.getLogger(__name__)

CART_KEY = "cart"


@dataclass(frozen=True, slots=True)
class HeldCart:
    """A cart put aside, as a list shows it."""

    id: str
    at: str
    label: str
    pieces: int
    total: Rupiah


def save_cart(shop: Shop, cart: Cart) -> None:
    """Keeps the cart, so that it comes back after a restart."""
    shop.settings.set(CART_KEY, cart_text(cart))


def saved_cart(shop: Shop) -> Cart:
    """The kept cart with today's products; what is not for sale any more is left out."""
    kept = shop.settings.get(CART_KEY)
    return cart_from(shop, kept) if kept else Cart()


def hold(shop: Shop, cart: Cart, label: str = "") -> str:
    """Puts the cart aside under `label`, and empties the kept one, in one transaction.

    Returns the held cart's id.
    Raises PosError `no_lines`.
    """
    if not cart.items:
        raise PosError("no_lines")
    name = " ".join(label.split())[:40] or cart.items[0].product.name
    row = HeldCartRow(shop.new_id(), shop.now(), name, cart_text(cart))
    with shop.transaction():
        held_store.insert_held_cart(shop.database, row)
        catalogue_store.put_setting(shop.database, CART_KEY, cart_text(Cart()))
    return row.id


def recall(shop: Shop, held_id: str, instead_of: Cart | None = None) -> Cart:
    """Takes a cart up again; the one in hand is put aside for it, all in one transaction.

    Raises PosError `held_unknown`.
    """
    found = {row.id: row for row in held_store.held_cart_rows(shop.database)}.get(held_id)
    if found is None:
        raise PosError("held_unknown")
    with shop.transaction():
        if instead_of is not None and instead_of.items:
            name = instead_of.items[0].product.name
            row = HeldCartRow(shop.new_id(), shop.now(), name, cart_text(instead_of))
            held_store.insert_held_cart(shop.database, row)
        held_store.delete_held_cart(shop.database, held_id)
        catalogue_store.put_setting(shop.database, CART_KEY, found.cart)
    return cart_from(shop, found.cart)


def held_carts(shop: Shop) -> list[HeldCart]:
    """What was put aside, the oldest first."""
    rows = held_store.held_cart_rows(shop.database)
    carts = [(row, cart_from(shop, row.cart)) for row in rows]
    return [HeldCart(row.id, row.at, row.label, cart.pieces, cart.total) for row, cart in carts]


def cart_text(cart: Cart) -> str:
    """The cart as it is kept: listed goods by their code, unlisted ones whole."""
    asks = [
        {
            "sku": ask.product.sku,
            "qty": ask.qty,
            "unit_price": ask.unit_price,
            "discount": ask.discount,
            "note": ask.note,
            **({} if ask.product.listed else {"product": asdict(ask.product)}),
        }
        for ask in cart.items
    ]
    whole = {"discount": cart.discount, "note": cart.note, "country": cart.country}
    return json.dumps({"asks": asks, **whole}, ensure_ascii=False)


def cart_from(shop: Shop, text: str) -> Cart:
    """The cart that `cart_text` kept. What cannot be read any more is left out, and logged."""
    try:
        kept = json.loads(text)
        asks = tuple(ask for item in kept["asks"] if (ask := _ask_from(shop, item)))
        cart = Cart(asks)
        if asks:
            # A price that has come down since must not cost the whole cart.
            cart = cart.with_discount(min(kept["discount"], cart.total))
            cart = cart.with_note(kept.get("note", ""))
            cart = cart.with_country(kept.get("country", ""))
        return cart
    except (PosError, ValueError, KeyError, TypeError, AttributeError):
        logger.exception("the kept cart could not be read")
        return Cart()


def _ask_from(shop: Shop, item: dict[str, Any]) -> CartItem | None:
    if "product" in item:
        product = Product(**item["product"])
    else:
        found = catalogue_store.products_by_code(shop.database, item["sku"])
        if not found:
            return None
        product = found[0]
    ask = CartItem(product, item["qty"], item["unit_price"], item["discount"], item.get("note", ""))
    check_item(ask)
    return ask
