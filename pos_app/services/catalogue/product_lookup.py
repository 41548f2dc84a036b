"""Looking products up: all of them, or those that a code names."""

from __future__ import annotations

from collections.abc import Iterable

from pos_app.domain.catalogue import Maker, Product
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

    All forms of a GTIN are one code, with or without the prefix that a scanner sends before it.
    """
    return catalogue_store.products_by_code(shop.database, code)


def product_of_sku(shop: Shop, sku: str) -> Product | None:
    """Returns the product with that SKU, whatever its case; None when there is none."""
    return catalogue_store.product_of_sku(shop.database, sku)
