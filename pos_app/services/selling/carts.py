"""Carts on disk: the current one survives a restart, others are held and recalled."""

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
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop
from pos_app.store import catalogue as catalogue_store
from pos_app.store import held_carts as held_store
from pos_app.store.held_carts import HeldCartRow

logger = logging.getLogger(__name__)

MAX_LABEL = 40


@dataclass(frozen=True, slots=True)
class HeldCart:
    """A held cart as a list shows it; `total` is in rupiah."""

    id: str
    at: str
    label: str
    pieces: int
    total: Rupiah


def save_cart(shop: Shop, cart: Cart) -> None:
    """Stores the current cart, so that it comes back after a restart."""
    shop.settings.set(setting_keys.CART, cart_text(cart))


def saved_cart(shop: Shop) -> Cart:
    """Returns the stored cart with today's products; those no longer for sale are left out."""
    stored = shop.settings.get(setting_keys.CART)
    return cart_from_text(shop, stored) if stored else Cart()


def hold(shop: Shop, cart: Cart, label: str = "") -> str:
    """Holds the cart under `label` and stores an empty current cart, in one transaction.

    Returns the id of the held cart. Raises PosError `no_lines`.
    """
    if not cart.items:
        raise PosError("no_lines")
    name = " ".join(label.split())[:MAX_LABEL] or cart.items[0].product.name
    row = HeldCartRow(shop.new_id(), shop.now(), name, cart_text(cart))
    with shop.transaction():
        held_store.insert_held_cart(shop.database, row)
        catalogue_store.put_setting(shop.database, setting_keys.CART, cart_text(Cart()))
    return row.id


def recall(shop: Shop, held_id: str, current: Cart | None = None) -> Cart:
    """Recalls a held cart, and holds the current one if it has lines, in one transaction.

    Raises PosError `held_unknown`.
    """
    found = {row.id: row for row in held_store.held_cart_rows(shop.database)}.get(held_id)
    if found is None:
        raise PosError("held_unknown")
    with shop.transaction():
        if current is not None and current.items:
            name = current.items[0].product.name
            row = HeldCartRow(shop.new_id(), shop.now(), name, cart_text(current))
            held_store.insert_held_cart(shop.database, row)
        held_store.delete_held_cart(shop.database, held_id)
        catalogue_store.put_setting(shop.database, setting_keys.CART, found.cart)
    return cart_from_text(shop, found.cart)


def held_carts(shop: Shop) -> list[HeldCart]:
    """Returns the held carts, the oldest first."""
    rows = held_store.held_cart_rows(shop.database)
    carts = [(row, cart_from_text(shop, row.cart)) for row in rows]
    return [HeldCart(row.id, row.at, row.label, cart.pieces, cart.total) for row, cart in carts]


def cart_text(cart: Cart) -> str:
    """Returns the cart as JSON: listed products by their SKU, unlisted ones as a whole."""
    items = [
        {
            "sku": item.product.sku,
            "qty": item.qty,
            "unit_price": item.unit_price,
            "discount": item.discount,
            "note": item.note,
            **({} if item.product.listed else {"product": asdict(item.product)}),
        }
        for item in cart.items
    ]
    whole = {"discount": cart.discount, "note": cart.note, "country": cart.country}
    return json.dumps({"asks": items, **whole}, ensure_ascii=False)


def cart_from_text(shop: Shop, text: str) -> Cart:
    """Returns the cart that `cart_text` wrote; a text that cannot be read is logged and empty."""
    try:
        stored = json.loads(text)
        items = tuple(item for facts in stored["asks"] if (item := _item_from(shop, facts)))
        cart = Cart(items)
        if items:
            # A price may be lower now than the stored discount: the cart is still good.
            cart = cart.with_discount(min(stored["discount"], cart.total))
            cart = cart.with_note(stored.get("note", ""))
            cart = cart.with_country(stored.get("country", ""))
        return cart
    except (PosError, ValueError, KeyError, TypeError, AttributeError):
        logger.exception("the stored cart could not be read")
        return Cart()


def _item_from(shop: Shop, facts: dict[str, Any]) -> CartItem | None:
    if "product" in facts:
        product = Product(**facts["product"])
    else:
        found = catalogue_store.products_by_code(shop.database, facts["sku"])
        if not found:
            return None
        product = found[0]
    item = CartItem(
        product, facts["qty"], facts["unit_price"], facts["discount"], facts.get("note", "")
    )
    check_item(item)
    return item
