"""Photos of goods: shrunk and encoded anew on the way in, so that nothing strange is kept."""

from __future__ import annotations

import io
from pathlib import Path

from pos_app.errors import PosError
from pos_app.services.catalogue.picture_files import open_picture
from pos_app.services.shop.shop import Shop
from pos_app.store import catalogue as catalogue_store
from pos_app.store import photos as photo_store

LONG_SIDE = 480  # pixels: a tile at 200 % and the picture beside a product
QUALITY = 80


def keep_photo(shop: Shop, sku: str, path: Path) -> int:
    """Keeps a picture as the product's photo, in place of the one before; returns its bytes.

    Raises PosError `photo_unreadable`, `photo_too_large`, `sku_unknown`.
    """
    jpeg = _shrunk(path)
    with shop.transaction():
        if not catalogue_store.products_by_code(shop.database, sku):
            raise PosError("sku_unknown", sku=sku)
        photo_store.put_photo(shop.database, sku, jpeg)
    return len(jpeg)


def _shrunk(path: Path) -> bytes:
    image = open_picture(path, "RGB")
    image.thumbnail((LONG_SIDE, LONG_SIDE))
    into = io.BytesIO()
    image.save(into, "JPEG", quality=QUALITY, optimize=True)
    return into.getvalue()


def drop_photo(shop: Shop, sku: str) -> None:
    """Takes the product's photo away."""
    with shop.transaction():
        photo_store.drop_photo(shop.database, sku)


def photo(shop: Shop, sku: str) -> bytes | None:
    """The product's photo as a JPEG, or None."""
    return photo_store.photo(shop.database, sku)


def skus_with_photo(shop: Shop) -> set[str]:
    """The keys (`sku_key`) of the products that have a photo."""
    return photo_store.skus_with_photo(shop.database)
