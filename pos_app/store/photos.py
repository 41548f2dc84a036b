"""Product photos in the database: at most one small JPEG for each product."""

from __future__ import annotations

from pos_app.domain.catalogue import sku_key
from pos_app.store.database import Database


def put_photo(database: Database, sku: str, jpeg: bytes) -> None:
    """Store or replace the photo of a product."""
    database.execute(
        "INSERT INTO photos VALUES (?, ?) ON CONFLICT (sku_key) DO UPDATE SET jpeg = excluded.jpeg",
        (sku_key(sku), jpeg),
    )


def drop_photo(database: Database, sku: str) -> None:
    """Delete the photo of a product, if it has one."""
    database.execute("DELETE FROM photos WHERE sku_key = ?", (sku_key(sku),))


def photo(database: Database, sku: str) -> bytes | None:
    """Return the JPEG of a product, or None."""
    row = database.execute("SELECT jpeg FROM photos WHERE sku_key = ?", (sku_key(sku),)).fetchone()
    return None if row is None else bytes(row[0])


def skus_with_photo(database: Database) -> set[str]:
    """Return the SKU keys of the products that have a photo."""
    return {key for (key,) in database.execute("SELECT sku_key FROM photos")}
