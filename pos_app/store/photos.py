"""Photos of goods: one small JPEG for each product that has one."""

from __future__ import annotations

from pos_app.domain.catalogue import sku_key
from pos_app.store.database import Database


def put_photo(database: Database, sku: str, jpeg: bytes) -> None:
    database.execute(
        "INSERT INTO photos VALUES (?, ?) ON CONFLICT (sku_key) DO UPDATE SET jpeg = excluded.jpeg",
        (sku_key(sku), jpeg),
    )


def drop_photo(database: Database, sku: str) -> None:
    database.execute("DELETE FROM photos WHERE sku_key = ?", (sku_key(sku),))


def photo(database: Database, sku: str) -> bytes | None:
    row = database.execute("SELECT jpeg FROM photos WHERE sku_key = ?", (sku_key(sku),)).fetchone()
    return None if row is None else bytes(row[0])


def skus_with_photo(database: Database) -> set[str]:
    """The keys of the products that have a photo."""
    return {key for (key,) in database.execute("SELECT sku_key FROM photos")}
