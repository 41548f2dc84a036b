"""When a piece without a code needs a lead: it is very cheap, or it is named like a listed one.

Otherwise the limit on bargaining would be walked around by selling a listed piece as unlisted.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from pos_app.domain.catalogue import Product
from pos_app.domain.discount_limit import exceeds_limit
from pos_app.domain.money import Rupiah
from pos_app.domain.pricing import CartItem

SHORTEST = 4
"""Names of fewer letters are alike only if they are equal."""


def floor_of(maker: str, listed: Iterable[Product], floor: Rupiah = 0) -> Rupiah:
    """Return the price in rupiah below which an unlisted piece of `maker` needs a lead.

    It is `floor` if that is set, else the cheapest listed price of the maker; of all makers where
    this one has nothing listed.
    """
    if floor:
        return floor
    products = list(listed)
    own = [product.price for product in products if product.maker == maker]
    return min(own or [product.price for product in products], default=0)


def needs_lead(
    item: CartItem, listed: Sequence[Product], limit_pct: int, floor: Rupiah = 0
) -> bool:
    """Return whether an unlisted item needs a lead; a listed one never does here.

    `limit_pct` is the discount in per cent that a cashier may give alone.
    """
    if item.product.listed:
        return False
    if item.product.price < floor_of(item.product.maker, listed, floor):
        return True
    asked = item.before_sale_discount
    return any(
        exceeds_limit(item.qty * product.price, asked, limit_pct)
        and is_named_like(item.product.name, product.name)
        for product in listed
    )


def is_named_like(name: str, listed: str) -> bool:
    """Return whether two names are equal or nearly equal.

    Case, accents, spaces and signs do not count, nor the order of the words, nor one letter more,
    less, other or changed about. A name that has every word of a listed one of two words or more is
    like it too.
    """
    words, others = _words(name), _words(listed)
    if not words or not others:
        return False
    if len(others) > 1 and set(others) <= set(words):
        return True
    pairs = (("".join(words), "".join(others)), ("".join(sorted(words)), "".join(sorted(others))))
    return any(a == b or (min(len(a), len(b)) >= SHORTEST and _one_edit(a, b)) for a, b in pairs)


def _words(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    kept = (
        character if character.isalnum() else " "
        for character in plain
        if unicodedata.category(character) not in ("Mn", "Cf")
    )
    return "".join(kept).split()


def _one_edit(first: str, second: str) -> bool:
    """Return whether one letter inserted, removed, replaced or changed about makes them equal."""
    short, long = sorted((first, second), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next(
        (n for n, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), -1
    )
    if at < 0:
        return True
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    swapped = short[:at] + short[at : at + 2][::-1] + short[at + 2 :]
    return short[at + 1 :] == long[at + 1 :] or swapped == long
