"""Pieces of which there is only one: the second sale of one is asked about, never refused.

A till knows its own sales only; the office names what two tills sold.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from pos_app.clock import parse_stamp
from pos_app.domain.cart import Cart
from pos_app.domain.catalogue import Product, sku_key
from pos_app.domain.sale import Sale, SaleKind
from pos_app.errors import Problem
from pos_app.services.shop.shop import Shop
from pos_app.store import unique_goods


class SoldTwice(NamedTuple):
    """A unique piece that is sold a second time: by which receipt it was sold before, and when.

    `number` and `at` are empty where several pieces of it are on one receipt.
    """

    name: str
    number: str = ""
    at: str = ""

    def problem(self, today: str) -> Problem:
        """A warning that says what is known of the piece; `today` is the day's ISO date."""
        if not self.number:
            return Problem("unique_several", "warning", {"name": self.name})
        at = parse_stamp(self.at)
        time = f"{at:%H.%M}" if self.at.startswith(today) else f"{at:%d-%m-%Y %H.%M}"
        facts = {"name": self.name, "number": self.number, "time": time}
        return Problem("unique_sold", "warning", facts)


def sold_before(shop: Shop, product: Product) -> SoldTwice | None:
    """Returns the sale of this till that took the one piece, unless it has come back since."""
    if not product.unique:
        return None
    found = unique_goods.standing_sale(shop.database, product.sku)
    return None if found is None else SoldTwice(product.name, *found)


def asked_about(shop: Shop, cart: Cart, product: Product, qty: int) -> SoldTwice | None:
    """Returns what to ask before `qty` more pieces of `product` enter the cart; None for nothing.

    A piece that is in the cart with leave is not asked about again for its first piece.
    """
    if not product.unique or qty <= 0:
        return None
    key = sku_key(product.sku)
    there = sum(item.qty for item in cart.items if sku_key(item.product.sku) == key)
    return SoldTwice(product.name) if there + qty > 1 else sold_before(shop, product)


def twice_in(shop: Shop, sale: Sale) -> list[SoldTwice]:
    """Returns the unique pieces that a stored sale sold although they were sold before."""
    if sale.kind is not SaleKind.SALE:
        return []
    pieces = Counter[str]()
    for line in sale.lines:
        pieces[line.sku] += line.qty
    names = {line.sku: line.name for line in sale.lines}
    found = []
    for sku in sorted(unique_goods.unique_among(shop.database, pieces)):
        before = unique_goods.standing_sale(shop.database, sku, sale.id)
        if before is not None:
            found.append(SoldTwice(names[sku], *before))
        elif pieces[sku] > 1:
            found.append(SoldTwice(names[sku]))
    return found
