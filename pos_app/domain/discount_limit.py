"""How far a helper may come down by themselves; below that a lead says yes."""

from __future__ import annotations

from pos_app.domain.cart import Cart
from pos_app.domain.money import Rupiah

DEFAULT_LIMIT_PCT = 20


def exceeds_limit(list_amount: Rupiah, asked: Rupiah, limit_pct: int) -> bool:
    """Whether `asked` is more than `limit_pct` per cent below `list_amount`."""
    return asked * 100 < list_amount * (100 - limit_pct)


def change_exceeds_limit(before: Cart, after: Cart, limit_pct: int) -> bool:
    """Whether the change from `before` to `after` gives away more than a helper may.

    The whole cart is looked at as well as each line, so that many small steps are one big one.
    What was beyond the limit already, and is not made worse, was allowed before.
    """
    allowed: dict[str, Rupiah] = {}
    for item in before.items:
        allowed[item.product.sku] = min(item.price, allowed.get(item.product.sku, item.price))
    for item in after.items:
        lower = item.price < allowed.get(item.product.sku, item.list_price)
        if lower and exceeds_limit(item.list_price, item.price, limit_pct):
            return True
    whole = exceeds_limit(after.list_total, after.total, limit_pct)
    worse = after.total * before.list_total < before.total * after.list_total
    return whole and (worse or not before.items)
