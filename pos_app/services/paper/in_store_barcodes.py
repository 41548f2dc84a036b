"""In-store EAN-13 barcodes for products that have none: prefix 20, the till, a running number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pos_app.domain.barcode import (
    TILL_PREFIX,
    in_store_ean13,
    is_in_store,
    split_in_store,
    till_part_of,
)
from pos_app.domain.catalogue import Product, sku_key
from pos_app.errors import PosError
from pos_app.services.catalogue.product_edit import entry_of, save_product
from pos_app.services.catalogue.product_lookup import all_products
from pos_app.services.shop import setting_keys
from pos_app.services.shop.shop import Shop


def assign_barcodes(shop: Shop, skus: Sequence[str], *, by: str = "") -> list[Product]:
    """Gives a barcode to each product that has none, and returns the products.

    Each number is used once: no two tills of an event give out the same one. Raises PosError
    `sku_unknown`, before any number is given, and `barcode_range`.
    """
    known = {sku_key(product.sku): product for product in all_products(shop)}
    found = []
    for sku in skus:
        if sku_key(sku) not in known:
            raise PosError("sku_unknown", sku=sku)
        found.append(known[sku_key(sku)])
    part = till_part(shop)
    running = max(_stored_running(shop), _last_running(known.values(), part))
    numbered = []
    for product in found:
        if not product.barcode:
            running += 1
            # Stored first: a number that was printed is never given to another product.
            shop.settings.set(setting_keys.IN_STORE_RUNNING, str(running))
            number = in_store_ean13(TILL_PREFIX, part, running)
            entry = replace(entry_of(shop, product), barcode=number)
            numbered.append(save_product(shop, entry, new=False, by=by))
        else:
            numbered.append(product)
    return numbered


def _stored_running(shop: Shop) -> int:
    stored = shop.settings.get(setting_keys.IN_STORE_RUNNING)
    return int(stored) if stored.isascii() and stored.isdigit() else 0


def _last_running(products: Iterable[Product], part: int) -> int:
    """Returns the highest running number of this till among the barcodes of its products."""
    given = (split_in_store(p.barcode) for p in products if is_in_store(p.barcode))
    mine = (
        number.running
        for number in given
        if number is not None and (number.prefix, number.till_part) == (TILL_PREFIX, part)
    )
    return max(mine, default=0)


def till_part(shop: Shop) -> int:
    """Returns the four digits that stand for this till in its barcodes.

    The office may have given them out; else they follow from the till's codes.
    """
    stored = shop.settings.get(setting_keys.BARCODE_TILL_PART)
    if stored.isascii() and stored.isdigit() and len(stored) <= 4:
        return int(stored)
    identity = shop.identity
    return till_part_of(identity.event, identity.stand, identity.till)
