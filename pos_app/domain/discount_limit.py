"""The discount that a cashier may give alone; a larger one needs a lead's approval."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from pos_app.domain.cart import Cart
from pos_app.domain.money import Rupiah

DEFAULT_LIMIT_PCT = 20


class _Part(NamedTuple):
    """The part of a list price that is asked, both in rupiah; a fraction with `listed` above 0.

    The standard library's fractions would be one more module to import at a start, and decimals.
    """

    asked: Rupiah
    listed: Rupiah

    def is_less_than(self, other: _Part) -> bool:
        """Return whether this is a smaller part."""
        return self.asked * other.listed < other.asked * self.listed


_WHOLE = _Part(1, 1)


def exceeds_limit(list_amount: Rupiah, asked: Rupiah, limit_pct: int) -> bool:
    """Return whether `asked` (rupiah) is more than `limit_pct` per cent below `list_amount`."""
    return asked * 100 < list_amount * (100 - limit_pct)


def change_exceeds_limit(before: Cart, after: Cart, limit_pct: int) -> bool:
    """Return whether the change from `before` to `after` exceeds the cashier's discount limit.

    Each line and the whole cart are tested, so that several small reductions count as one. A
    reduction that `before` already had was approved before and does not count again, unless its
    part of the list price has grown: the pieces are too few for a lower list price.
    """
    allowed = _least_parts(before)
    for item in after.items:
        asked = _part(item.price, item.list_price)
        lower = asked.is_less_than(allowed.get(item.product.sku, _WHOLE))
        if lower and exceeds_limit(item.list_price, item.price, limit_pct):
            return True
    # Lines alone are never reduced by more together than the most reduced one of them.
    if not after.discount and not any(item.discount for item in after.items):
        return False
    whole = exceeds_limit(after.list_total, after.total, limit_pct)
    now, then = (_part(cart.total, cart.list_total) for cart in (after, before))
    worse = now.is_less_than(then)
    return whole and (worse or not before.items)


def with_discount_kept(before: Cart, after: Cart, limit_pct: int) -> Cart:
    """Return `after`, with a lower discount if its part of the price grew as pieces left.

    It stays within the limit, or within the part that was allowed before where that is more.
    """
    parts = (_Part(100 - limit_pct, 100), _part(before.total, before.list_total))
    least = min(-(-after.list_total * part.asked // part.listed) for part in parts)
    most = max(after.total + after.discount - least, 0)
    return replace(after, discount=min(after.discount, most))


def _least_parts(cart: Cart) -> dict[str, _Part]:
    """Return the least part of the list price that a cart asks for each product, by its code."""
    found: dict[str, _Part] = {}
    for item in cart.items:
        sku, asked = item.product.sku, _part(item.price, item.list_price)
        if sku not in found or asked.is_less_than(found[sku]):
            found[sku] = asked
    return found


def _part(asked: Rupiah, list_amount: Rupiah) -> _Part:
    """Return the part of the list price that is asked; 1 where there is nothing to ask."""
    return _Part(asked, list_amount) if list_amount else _WHOLE
