"""Current products, makers and settings in the database. Sales keep copies of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from pos_app.domain.barcode import scan_meanings
from pos_app.domain.catalogue import DiscountBearer, Maker, Product, sku_key
from pos_app.domain.price_steps import steps_below, steps_text
from pos_app.store.database import Database

_PRODUCT_COLUMNS = (
    "p.sku, p.name, p.category, p.maker, p.price, coalesce(p.share_bp, m.share_bp), p.stock,"
    " p.barcode, p.name_en, m.name, coalesce(s.steps, ''), u.sku_key IS NOT NULL FROM products p"
    " JOIN makers m ON m.code = p.maker LEFT JOIN price_steps s ON s.sku_key = p.sku_key"
    " LEFT JOIN unique_goods u ON u.sku_key = p.sku_key"
)


def makers(database: Database) -> list[Maker]:
    """Return all makers by code."""
    return [
        Maker(code, name, share_bp, DiscountBearer(bearer))
        for code, name, share_bp, bearer in database.execute(
            "SELECT code, name, share_bp, discount_by FROM makers ORDER BY code"
        )
    ]


def put_makers(database: Database, found: Iterable[Maker]) -> None:
    """Add makers, or update the name, share and discount bearer of known ones."""
    database.executemany(
        "INSERT INTO makers VALUES (?, ?, ?, ?) ON CONFLICT (code) DO UPDATE SET"
        " name = excluded.name, share_bp = excluded.share_bp, discount_by = excluded.discount_by",
        [(m.code, m.name, m.share_bp, str(m.discount_by)) for m in found],
    )


def products(database: Database) -> list[Product]:
    """Return all products by category and name."""
    return [
        _product(row) for row in database.execute(f"SELECT {_PRODUCT_COLUMNS} ORDER BY 3, 2, 1")
    ]


def _product(row: tuple[Any, ...]) -> Product:
    *facts, steps, unique = row
    product = Product(*facts)
    if not steps and not unique:
        return product
    return replace(product, steps=steps_below(steps, product.price), unique=bool(unique))


def own_shares(database: Database) -> dict[str, int | None]:
    """Return each product's own share (basis points) by SKU key; None if the maker's applies."""
    return dict(database.execute("SELECT sku_key, share_bp FROM products").fetchall())


def products_by_code(database: Database, code: str) -> list[Product]:
    """Return the products whose SKU (ignoring case) or barcode is `code`, in any form of a GTIN.

    Some lists have the number of the barcode as the product's code.
    """
    for meaning in scan_meanings(code):
        marks = ", ".join("?" * len(meaning.barcodes))
        by_code = f"p.sku_key = ? OR (p.barcode IN ({marks}) AND p.barcode <> '')"
        found = _products_where(database, by_code, sku_key(meaning.sku), *meaning.barcodes)
        found = found or _products_where(database, f"p.sku_key IN ({marks})", *meaning.barcodes)
        if found:
            return found
    return []


def _products_where(database: Database, condition: str, *values: str) -> list[Product]:
    query = f"SELECT {_PRODUCT_COLUMNS} WHERE {condition} ORDER BY p.sku_key"
    return [_product(row) for row in database.execute(query, values)]


def product_of_sku(database: Database, sku: str) -> Product | None:
    """Return the product with that SKU, whatever its case; None when there is none."""
    rows = database.execute(f"SELECT {_PRODUCT_COLUMNS} WHERE p.sku_key = ?", (sku_key(sku),))
    return next((_product(row) for row in rows), None)


def english_names(database: Database, skus: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return name and English name by SKU key, of those of `skus` that have an English one."""
    query = "SELECT name, name_en FROM products WHERE sku_key = ? AND name_en <> ''"
    found = {}
    for key in {sku_key(sku) for sku in skus}:
        for name, english in database.execute(query, (key,)):
            found[key] = (str(name), str(english))
    return found


def english_of_maker(database: Database, maker: str) -> dict[str, str]:
    """Return the English names of a maker's products by their names."""
    query = "SELECT name, name_en FROM products WHERE maker = ? AND name_en <> ''"
    return {str(name): str(english) for name, english in database.execute(query, (maker,))}


def put_products(database: Database, found: Iterable[tuple[Product, int | None]]) -> None:
    """Add products, or update the texts, prices, barcode and own share of known ones.

    A new product starts with stock 0. Stock changes only through `add_stock`.
    """
    found = list(found)
    database.executemany(
        "INSERT INTO products (sku_key, sku, name, name_en, category, maker, price, barcode,"
        " share_bp, stock) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0) ON CONFLICT (sku_key) DO UPDATE"
        " SET name = excluded.name, name_en = excluded.name_en, category = excluded.category,"
        " maker = excluded.maker, price = excluded.price, barcode = excluded.barcode,"
        " share_bp = excluded.share_bp",
        [
            (
                sku_key(p.sku),
                p.sku,
                p.name,
                p.name_en,
                p.category,
                p.maker,
                p.price,
                p.barcode,
                own_share,
            )
            for p, own_share in found
        ],
    )
    _put_steps(database, [p for p, _ in found])
    _put_unique(database, [p for p, _ in found])


def _put_steps(database: Database, found: Iterable[Product]) -> None:
    """Store the prices for several pieces, which most products do not have."""
    known = {key for (key,) in database.execute("SELECT sku_key FROM price_steps")}
    given = {sku_key(p.sku): steps_text(p.steps) for p in found}
    database.executemany(
        "DELETE FROM price_steps WHERE sku_key = ?",
        [(key,) for key, steps in given.items() if key in known and not steps],
    )
    database.executemany(
        "INSERT INTO price_steps VALUES (?, ?)"
        " ON CONFLICT (sku_key) DO UPDATE SET steps = excluded.steps",
        [(key, steps) for key, steps in given.items() if steps],
    )


def _put_unique(database: Database, found: Iterable[Product]) -> None:
    """Store of which products there is only one piece."""
    known = {key for (key,) in database.execute("SELECT sku_key FROM unique_goods")}
    given = {sku_key(p.sku): p.unique for p in found}
    database.executemany(
        "DELETE FROM unique_goods WHERE sku_key = ?",
        [(key,) for key, unique in given.items() if key in known and not unique],
    )
    database.executemany(
        "INSERT INTO unique_goods VALUES (?)",
        [(key,) for key, unique in given.items() if unique and key not in known],
    )


def add_stock(
    database: Database,
    changes: Iterable[tuple[str, int]],
    at: str,
    kind: str,
    reason: str,
    seq: int,
) -> None:
    """Change stock by (sku, pieces), and record each change with time, kind and reason."""
    changes = list(changes)
    database.executemany(
        "INSERT INTO stock_moves (at, sku, change, kind, reason, seq) VALUES (?, ?, ?, ?, ?, ?)",
        [(at, sku, change, kind, reason, seq) for sku, change in changes],
    )
    database.executemany(
        "UPDATE products SET stock = stock + ? WHERE sku_key = ?",
        [(change, sku_key(sku)) for sku, change in changes],
    )


def setting(database: Database, key: str) -> str | None:
    """Return a stored setting, or None if it is not set."""
    found = database.scalar("SELECT value FROM settings WHERE key = ?", key)
    return None if found is None else str(found)


def settings(database: Database) -> list[tuple[str, str]]:
    """Return every stored setting, by its key."""
    rows = database.execute("SELECT key, value FROM settings ORDER BY key")
    return [(str(key), str(value)) for key, value in rows]


def put_setting(database: Database, key: str, value: str) -> None:
    """Store a setting."""
    database.execute(
        "INSERT INTO settings VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )
