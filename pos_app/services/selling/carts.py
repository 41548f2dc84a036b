"""Carts on disk: the current one survives a restart, others are held and recalled."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from pos_app.domain.cart import Cart
from pos_app.domain.catalogue import Product
from pos_app.domain.money import Rupiah
from pos_app.domain.pricing import CartItem, check_item
from pos_app.errors import PosError
from pos_app.services.selling.stored_sales import receipt_number_of
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop
from pos_app.store import catalogue as catalogue_store
from pos_app.store import held_carts as held_store
from pos_app.store.held_carts import HeldCartRow

logger = logging.getLogger(__name__)

MAX_LABEL = 40


class HeldCart(NamedTuple):
    """A held cart as a list shows it; `total` is in rupiah."""

    id: str
    at: str
    label: str
    pieces: int
    total: Rupiah


@dataclass(frozen=True, slots=True)
class StoredCart:
    """The current cart as it is stored, and the id that its sale will have; empty without one."""

    cart: Cart = field(default_factory=Cart)
    sale_id: str = ""


def save_cart(shop: Shop, cart: Cart, sale_id: str = "") -> None:
    """Stores the current cart soon, so that it comes back after a restart; waits for no disk.

    `sale_id` is the id that the sale of this cart will have: a cart that was sold does not come
    back, also if the power went before the empty one was stored.
    """
    shop.cart_file.write(_numbered(shop, cart_text(cart), sale_id))


def stored_cart(shop: Shop) -> StoredCart:
    """Returns the stored cart with today's products; those no longer for sale are left out.

    It is empty if its sale is stored.
    """
    _, stored = _newest(shop)
    if not stored:
        return StoredCart()
    found = _facts(stored)
    older = "number" not in found
    sale_id = shop.settings.get(setting_keys.PAYING_SALE) if older else str(found.get("sale_id"))
    if sale_id and receipt_number_of(shop, sale_id):
        return StoredCart()
    return StoredCart(cart_from_text(shop, stored), sale_id)


def _newest(shop: Shop) -> tuple[int, str]:
    """The newest cart: scans go to the file, one put aside or taken up goes to the database."""
    found = (shop.cart_file.read() or "", shop.settings.get(setting_keys.CART))
    return max(((_number(text), text) for text in found), key=lambda each: each[0])


def _numbered(shop: Shop, text: str, sale_id: str = "") -> str:
    """The text of a cart with a number by which it is newer than the stored ones."""
    file = shop.cart_file
    file.number = (file.number or max(0, _newest(shop)[0])) + 1
    facts = {**json.loads(text), "sale_id": sale_id, "number": file.number}
    return json.dumps(facts, ensure_ascii=False)


def _number(text: str) -> int:
    """The number of a stored cart; 0 for one of an older version, −1 for none."""
    number = _facts(text).get("number", 0) if text else -1
    return number if isinstance(number, int) else 0


def _facts(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def hold(shop: Shop, cart: Cart, label: str = "") -> str:
    """Holds the cart under `label` and stores an empty current cart, in one transaction.

    Returns the id of the held cart. Raises PosError `no_lines`.
    """
    if not cart.items:
        raise PosError("no_lines")
    name = " ".join(label.split())[:MAX_LABEL] or cart.items[0].product.name
    row = HeldCartRow(shop.new_id(), shop.now(), name, cart_text(cart))
    with _current_cart(shop, cart_text(Cart())):
        held_store.insert_held_cart(shop.database, row)
    return row.id


def recall(shop: Shop, held_id: str, current: Cart | None = None) -> Cart:
    """Recalls a held cart, and holds the current one if it has lines, in one transaction.

    Raises PosError `held_unknown`.
    """
    found = {row.id: row for row in held_store.held_cart_rows(shop.database)}.get(held_id)
    if found is None:
        raise PosError("held_unknown")
    with _current_cart(shop, found.cart):
        if current is not None and current.items:
            name = current.items[0].product.name
            row = HeldCartRow(shop.new_id(), shop.now(), name, cart_text(current))
            held_store.insert_held_cart(shop.database, row)
        held_store.delete_held_cart(shop.database, held_id)
    return cart_from_text(shop, found.cart)


@contextmanager
def _current_cart(shop: Shop, text: str) -> Iterator[None]:
    """A transaction in which `text` becomes the current cart."""
    numbered = _numbered(shop, text)
    with shop.transaction():
        yield
        catalogue_store.put_setting(shop.database, setting_keys.CART, numbered)
    shop.cart_file.write(numbered)


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
            **({} if item.product.listed else {"product": _facts_of(item.product)}),
        }
        for item in cart.items
    ]
    whole = {"discount": cart.discount, "note": cart.note, "country": cart.country}
    return json.dumps({"asks": items, **whole}, ensure_ascii=False)


def _facts_of(unlisted: Product) -> dict[str, Any]:
    """Returns what an unlisted product is; it has no prices for several pieces."""
    return {name: value for name, value in asdict(unlisted).items() if name != "steps"}


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
        found = catalogue_store.product_of_sku(shop.database, facts["sku"])
        if found is None:
            return None
        product = found
    item = CartItem(
        product, facts["qty"], facts["unit_price"], facts["discount"], facts.get("note", "")
    )
    check_item(item)
    return item
