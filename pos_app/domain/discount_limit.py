"""The discount that a cashier may give alone; a larger one needs a lead's approval."""

from __future__ import annotations

from fractions import Fraction

from pos_app.domain.cart import Cart
from pos_app.domain.money import Rupiah

DEFAULT_LIMIT_PCT = 20


def exceeds_limit(list_amount: Rupiah, asked: Rupiah, limit_pct: int) -> bool:
    """Return whether `asked` (rupiah) is more than `limit_pct` per cent below `list_amount`."""
    return asked * 100 < list_amount * (100 - limit_pct)


def change_exceeds_limit(before: Cart, after: Cart, limit_pct: int) -> bool:
    """Return whether the change from `before` to `after` exceeds the cashier's discount limit.

    Each line and the whole cart are tested, so that several small reductions count as one. A
    reduction that `before` already had was approved before and does not count again, unless its
    part of the list price has grown: pieces left the cart, or are too few for a lower list price.
    """
    allowed: dict[str, Fraction] = {}
    for item in before.items:
        asked = _part(item.price, item.list_price)
        allowed[item.product.sku] = min(asked, allowed.get(item.product.sku, asked))
    for item in after.items:
        lower = _part(item.price, item.list_price) < allowed.get(item.product.sku, Fraction(1))
        if lower and exceeds_limit(item.list_price, item.price, limit_pct):
            return True
    # Lines alone are never reduced by more together than the most reduced one of them.
    if not after.discount and not any(item.discount for item in after.items):
        return False
    whole = exceeds_limit(after.list_total, after.total, limit_pct)
    worse = _part(after.total, after.list_total) < _part(before.total, before.list_total)
    return whole and (worse or not before.items)


def _part(asked: Rupiah, list_amount: Rupiah) -> Fraction:
    """Return the part of the list price that is asked; 1 where there is nothing to ask."""
    return Fraction(asked, list_amount) if list_amount else Fraction(1)
