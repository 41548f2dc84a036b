"""Goods changed by hand: a product entered or edited, pieces that come, go, or are counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pos_app.domain import barcode as barcodes
from pos_app.domain.catalogue import Maker, Product, match_maker, sku_key
from pos_app.domain.catalogue_rows import MAX_STOCK, CatalogueRow, check_rows
from pos_app.domain.money import Rupiah
from pos_app.errors import PosError, Problem
from pos_app.services.shop.shop import Shop
from pos_app.store import catalogue as catalogue_store

MAX_REASON = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """A product as a hand typed it: texts, the price in rupiah, the own share in per cent."""

    sku: str
    name: str
    category: str
    maker: str
    price: Rupiah
    barcode: str = ""
    name_en: str = ""
    share_pct: str = ""


class Move(StrEnum):
    """Why stock changed, other than by a sale or a sheet."""

    IN = "in"
    OUT = "out"
    COUNT = "count"
    HANDOVER = "handover"
    RETURN = "return"


def entry_of(shop: Shop, product: Product) -> Entry:
    """The product as it would be typed."""
    share = catalogue_store.own_shares(shop.database).get(sku_key(product.sku))
    return Entry(
        product.sku,
        product.name,
        product.category,
        product.maker_name or product.maker,
        product.price,
        product.barcode,
        product.name_en,
        "" if share is None else f"{share / 100:g}",
    )


def put_product(shop: Shop, entry: Entry, *, new: bool, by: str = "") -> Product:
    """Enters a new product, or changes the one of that SKU; noted in the journal with its price.

    Raises PosError with the first fault that the same row in a sheet would have; `sku_known`,
    `sku_unknown`, `barcode_taken`.
    """
    row, faults = _checked(entry)
    if row is None:
        raise PosError(faults[0].code, **faults[0].facts)
    with shop.transaction():
        known = _known(shop, row.sku)
        if new and known is not None:
            raise PosError("sku_known", sku=known.sku, name=known.name)
        if not new and known is None:
            raise PosError("sku_unknown", sku=row.sku)
        maker, fresh = _maker(shop, row.maker)
        product = Product(
            known.sku if known else row.sku,
            row.name,
            row.category,
            maker.code,
            row.price,
            barcode=row.barcode or "",
            name_en=row.name_en,
        )
        _check_barcode(shop, product)
        if fresh:
            catalogue_store.put_makers(shop.database, [maker])
        catalogue_store.put_products(shop.database, [(product, row.share_bp)])
        shop.record("product", _fact(product, known, row.share_bp), at=shop.now(), by=by)
    found = _known(shop, product.sku)
    assert found is not None
    return found


def _checked(entry: Entry) -> tuple[CatalogueRow | None, list[Problem]]:
    cells = {
        "sku": entry.sku,
        "name": entry.name,
        "category": entry.category,
        "maker": entry.maker,
        "price_rp": entry.price,
        "stock": 0,
        "barcode": entry.barcode,
        "name_en": entry.name_en,
        "share_pct": entry.share_pct,
    }
    rows, problems = check_rows(list(cells), [(1, cells)], "")
    faults = [problem for problem in problems if problem.severity == "error"]
    return (rows[0] if rows else None), faults


def _known(shop: Shop, sku: str) -> Product | None:
    found = catalogue_store.products_by_code(shop.database, sku)
    return next((p for p in found if sku_key(p.sku) == sku_key(sku)), None)


def _maker(shop: Shop, text: str) -> tuple[Maker, bool]:
    found = match_maker(text, catalogue_store.makers(shop.database))
    return (found, False) if found else (Maker(text, text), True)


def _check_barcode(shop: Shop, product: Product) -> None:
    """Two makers may share a barcode, and a picker asks; one maker's two are a slip of the hand."""
    if not product.barcode:
        return
    key = barcodes.comparison_key(product.barcode)
    for other in catalogue_store.products(shop.database):
        same = other.barcode and barcodes.comparison_key(other.barcode) == key
        if same and other.maker == product.maker and sku_key(other.sku) != sku_key(product.sku):
            raise PosError("barcode_taken", barcode=product.barcode, name=other.name)


def _fact(product: Product, known: Product | None, share_bp: int | None) -> dict[str, object]:
    return {
        "sku": product.sku,
        "name": product.name,
        "category": product.category,
        "maker": product.maker,
        "barcode": product.barcode,
        "share_bp": share_bp,
        "price_before": known.price if known else None,
        "price": product.price,
    }


def move_stock(
    shop: Shop, changes: Iterable[tuple[str, int]], move: Move, reason: str, *, by: str = ""
) -> int:
    """Moves stock by (SKU, signed pieces), in one transaction; returns its journal row.

    Raises PosError `sku_unknown`, `pieces_invalid`, `reason_missing`.
    """
    with shop.transaction():
        return write_moves(shop, changes, move, reason, by=by)


def write_moves(
    shop: Shop, changes: Iterable[tuple[str, int]], move: Move, reason: str, *, by: str = ""
) -> int:
    """As `move_stock`, within the caller's transaction."""
    reason = " ".join(reason.split())[:MAX_REASON]
    if not reason:
        raise PosError("reason_missing")
    checked = [(_sku(shop, sku), _pieces(change)) for sku, change in changes]
    if not checked:
        raise PosError("pieces_invalid", count=0)
    now = shop.now()
    fact = {"changes": [list(item) for item in checked], "move": str(move), "reason": reason}
    seq = shop.record("stock", fact, at=now, by=by)
    catalogue_store.add_stock(shop.database, checked, now, str(move), reason, seq)
    return seq


def count_stock(shop: Shop, sku: str, counted: int, reason: str, *, by: str = "") -> int:
    """What lies on the shelf was counted: the stock becomes that. Returns the difference.

    A count that agrees is noted nowhere. Raises PosError `sku_unknown`, `pieces_invalid`,
    `reason_missing`.
    """
    if not 0 <= counted <= MAX_STOCK:
        raise PosError("pieces_invalid", count=counted)
    with shop.transaction():
        product = _known(shop, sku)
        if product is None:
            raise PosError("sku_unknown", sku=sku)
        change = counted - product.stock
        if change:
            write_moves(shop, [(product.sku, change)], Move.COUNT, reason, by=by)
    return change


def _sku(shop: Shop, sku: str) -> str:
    product = _known(shop, sku)
    if product is None:
        raise PosError("sku_unknown", sku=sku)
    return product.sku


def _pieces(change: int) -> int:
    if change == 0 or abs(change) > MAX_STOCK:
        raise PosError("pieces_invalid", count=change)
    return change
