"""Looking products up: all of them, or those that a code names."""

from __future__ import annotations

from collections.abc import Iterable

from pos_app.domain.barcode import scan_candidates
from pos_app.domain.catalogue import Maker, Product, sku_key
from pos_app.services.shop.shop import Shop
from pos_app.store import catalogue as catalogue_store


def all_products(shop: Shop) -> list[Product]:
    """Returns every product, by category and name."""
    return catalogue_store.products(shop.database)


def all_makers(shop: Shop) -> list[Maker]:
    """Returns every maker whose goods the stand sells."""
    return catalogue_store.makers(shop.database)


def categories_of(products: Iterable[Product]) -> list[str]:
    """Returns the categories of these products, in the order of their first product."""
    return list(dict.fromkeys(product.category for product in products))


def find_by_code(shop: Shop, code: str) -> list[Product]:
    """Returns the products that a scanned or typed code names; several are to be chosen from.

    A prefix that the scanner is set to send before every code is dropped when the code is known
    without it.
    """
    for candidate in scan_candidates(code):
        found = catalogue_store.products_by_code(shop.database, candidate)
        if found:
            return found
    return []


def product_of_sku(shop: Shop, sku: str) -> Product | None:
    """Returns the product with that SKU, whatever its case; None when there is none."""
    found = catalogue_store.products_by_code(shop.database, sku)
    return next((p for p in found if sku_key(p.sku) == sku_key(sku)), None)
