"""The discount that a cashier may give alone; a larger one needs a lead's approval."""

from __future__ import annotations

from pos_app.domain.cart import Cart
from pos_app.domain.money import Rupiah

DEFAULT_LIMIT_PCT = 20


def exceeds_limit(list_amount: Rupiah, asked: Rupiah, limit_pct: int) -> bool:
    """Return whether `asked` (rupiah) is more than `limit_pct` per cent below `list_amount`."""
    return asked * 100 < list_amount * (100 - limit_pct)


def change_exceeds_limit(before: Cart, after: Cart, limit_pct: int) -> bool:
    """Return whether the change from `before` to `after` exceeds the cashier's discount limit.

    Each line and the whole cart are tested, so that several small reductions count as one. A
    reduction that `before` already had was approved before and does not count again.
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
