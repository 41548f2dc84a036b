"""How a till shows its products on the sell screen: favourites, order and size of the tiles."""

from __future__ import annotations

import json
from typing import Literal

from pos_app.domain.catalogue import sku_key
from pos_app.services.shop.setting_keys import FAVOURITES, TILE_ORDER, TILE_SIZE
from pos_app.services.shop.shop import Shop
from pos_app.store import sold_pieces as sold_pieces_store

TileSize = Literal["small", "medium", "large"]
SIZES: tuple[TileSize, ...] = ("small", "medium", "large")
CATALOGUE, SELLING = "catalogue", "selling"
"""The orders: as in the catalogue, or what sells today in front."""


def favourites(shop: Shop) -> tuple[str, ...]:
    """Return the SKU keys of the products that this till has in front, in that order."""
    try:
        found = json.loads(shop.settings.get(FAVOURITES, "[]"))
    except ValueError:
        return ()
    return tuple(str(key) for key in found) if isinstance(found, list) else ()


def set_favourite(shop: Shop, sku: str, *, wanted: bool) -> tuple[str, ...]:
    """Put a product in front, after the other favourites, or back; return all favourites."""
    key = sku_key(sku)
    kept = [each for each in favourites(shop) if each != key]
    found = (*kept, key) if wanted else tuple(kept)
    shop.settings.set(FAVOURITES, json.dumps(found, ensure_ascii=False))
    return found


def tile_size(shop: Shop) -> TileSize:
    """Return the size of the tiles; medium where none was chosen."""
    stored = shop.settings.get(TILE_SIZE)
    return next((size for size in SIZES if size == stored), "medium")


def set_tile_size(shop: Shop, size: TileSize) -> TileSize:
    """Store the size of the tiles."""
    shop.settings.set(TILE_SIZE, size)
    return size


def sold_on(shop: Shop, day: str) -> dict[str, int]:
    """Return the pieces sold on a day by SKU key; none where that order is not wanted."""
    if not day or shop.settings.get(TILE_ORDER, CATALOGUE) != SELLING:
        return {}
    return sold_pieces_store.sold_pieces(shop.database, day)
