"""How far a helper may come down by themselves; below that a lead says yes."""

from __future__ import annotations

from pos_app.domain.cart import Cart
from pos_app.domain.money import Rupiah

DEFAULT_LIMIT_PCT = 20


def is_beyond(list_amount: Rupiah, asked: Rupiah, limit_pct: int) -> bool:
    """Whether `asked` is more than `limit_pct` per cent below `list_amount`."""
    return asked * 100 < list_amount * (100 - limit_pct)


def comes_too_low(before: Cart, after: Cart, limit_pct: int) -> bool:
    """Whether the change from `before` to `after` gives away more than a helper may.

    The whole cart is looked at as well as each line, so that many small steps are one big one.
    What was beyond the limit already, and is not made worse, was allowed before.
    """
    allowed: dict[str, Rupiah] = {}
    for ask in before.asks:
        allowed[ask.product.sku] = min(ask.price, allowed.get(ask.product.sku, ask.price))
    for ask in after.asks:
        lower = ask.price < allowed.get(ask.product.sku, ask.list_price)
        if lower and is_beyond(ask.list_price, ask.price, limit_pct):
            return True
    whole = is_beyond(after.list_total, after.total, limit_pct)
    worse = after.total * before.list_total < before.total * after.list_total
    return whole and (worse or not before.asks)
