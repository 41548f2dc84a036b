"""The unlisted pieces of a cart that a lead has to allow, where the till asks for PINs."""

from __future__ import annotations

from pos_app.domain.cart import Cart
from pos_app.domain.discount_limit import DEFAULT_LIMIT_PCT
from pos_app.domain.money import Rupiah
from pos_app.domain.pricing import CartItem
from pos_app.domain.unlisted_pieces import needs_lead
from pos_app.errors import PosError
from pos_app.services import staff
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop
from pos_app.store import catalogue as catalogue_store


def bargain_limit(shop: Shop) -> int:
    """Returns the discount in per cent that a cashier may give alone."""
    stored = shop.settings.get(setting_keys.BARGAIN_LIMIT)
    return int(stored) if stored.isdigit() else DEFAULT_LIMIT_PCT


def unlisted_floor(shop: Shop) -> Rupiah:
    """Returns the set price below which an unlisted piece needs a lead.

    It is 0 for the cheapest listed price of the piece's maker.
    """
    stored = shop.settings.get(setting_keys.UNLISTED_FLOOR)
    return int(stored) if stored.isdigit() else 0


def pieces_for_lead(shop: Shop, cart: Cart) -> list[CartItem]:
    """Returns the unlisted items of the cart that a lead has to allow, in the cart's order."""
    if all(item.product.listed for item in cart.items):
        return []
    listed = catalogue_store.products(shop.database)
    limit, floor = bargain_limit(shop), unlisted_floor(shop)
    return [item for item in cart.items if needs_lead(item, listed, limit, floor)]


def check_unlisted(shop: Shop, cart: Cart, allowed_by: str) -> None:
    """Refuses a cart with such items, unless `allowed_by` is a lead or the till asks for no PINs.

    Raises PosError `unlisted_lead_needed`, which names the first of them.
    """
    found = pieces_for_lead(shop, cart)
    if not found:
        return
    try:
        staff.check_lead(shop, allowed_by)
    except PosError as error:
        piece = found[0]
        raise PosError(
            "unlisted_lead_needed", name=piece.product.name, price=piece.price
        ) from error
