"""Photos of products, scaled down and encoded again so that nothing else in the file is kept."""

from __future__ import annotations

import io
from pathlib import Path

from pos_app.errors import PosError
from pos_app.services.catalogue.picture_files import decoded, read_picture
from pos_app.services.shop.shop import Shop
from pos_app.store import catalogue as catalogue_store
from pos_app.store import photos as photo_store

LONG_SIDE = 480  # pixels: enough for a tile at 200 % and for the picture beside a product
QUALITY = 80


def set_photo(shop: Shop, sku: str, path: Path) -> int:
    """Stores a picture as the product's only photo; returns its size in bytes.

    Raises PosError `photo_unreadable`, `photo_too_large`, `sku_unknown`.
    """
    return store_photo(shop, sku, shrunk(path))


def shrunk(path: Path) -> bytes:
    """Return a picture as a small JPEG; takes a while, and needs no till.

    Raises PosError `photo_unreadable`, `photo_too_large`; MachineError `reader_not_started`.
    """
    return read_picture(path, _small_jpeg)


def store_photo(shop: Shop, sku: str, jpeg: bytes) -> int:
    """Stores a JPEG of `shrunk` as the product's only photo; returns its size in bytes.

    Raises PosError `sku_unknown`.
    """
    with shop.transaction():
        if catalogue_store.product_of_sku(shop.database, sku) is None:
            raise PosError("sku_unknown", sku=sku)
        photo_store.put_photo(shop.database, sku, jpeg)
    return len(jpeg)


def _small_jpeg(data: bytes) -> bytes:
    image = decoded(data, "RGB", LONG_SIDE)
    into = io.BytesIO()
    image.save(into, "JPEG", quality=QUALITY, optimize=True)
    return into.getvalue()


def remove_photo(shop: Shop, sku: str) -> None:
    """Removes the product's photo."""
    with shop.transaction():
        photo_store.drop_photo(shop.database, sku)


def photo(shop: Shop, sku: str) -> bytes | None:
    """Returns the product's photo as a JPEG, or None."""
    return photo_store.photo(shop.database, sku)


def skus_with_photo(shop: Shop) -> set[str]:
    """Returns the keys (`sku_key`) of the products that have a photo."""
    return photo_store.skus_with_photo(shop.database)
