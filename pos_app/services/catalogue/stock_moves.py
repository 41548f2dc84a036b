"""Pieces that come to the stand, leave it, or are counted there, noted in the journal."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from pos_app.domain.catalogue_rows import MAX_STOCK
from pos_app.errors import PosError
from pos_app.services.catalogue.product_lookup import product_of_sku
from pos_app.services.reasons import checked_reason
from pos_app.services.shop.shop import Shop
from pos_app.store import catalogue as catalogue_store


class StockMove(StrEnum):
    """Why stock changed, other than by a sale or an imported sheet."""

    IN = "in"
    OUT = "out"
    COUNT = "count"
    HANDOVER = "handover"
    RETURN = "return"
    TRANSFER_OUT = "transfer_out"
    TRANSFER_IN = "transfer_in"


def move_stock(
    shop: Shop, changes: Iterable[tuple[str, int]], move: StockMove, reason: str, *, by: str = ""
) -> int:
    """Changes stock by signed pieces of each SKU, in one transaction; returns the journal row.

    Raises PosError `sku_unknown`, `pieces_invalid`, `reason_missing`.
    """
    with shop.transaction():
        return write_stock_move(shop, changes, move, reason, by=by)


def write_stock_move(
    shop: Shop, changes: Iterable[tuple[str, int]], move: StockMove, reason: str, *, by: str = ""
) -> int:
    """Does the same as `move_stock`, in the transaction of the caller."""
    reason = checked_reason(reason)
    checked = [(_known_sku(shop, sku), _checked_pieces(change)) for sku, change in changes]
    if not checked:
        raise PosError("pieces_invalid", count=0)
    now = shop.now()
    fact = {"changes": [list(item) for item in checked], "move": str(move), "reason": reason}
    seq = shop.record("stock", fact, at=now, by=by)
    catalogue_store.add_stock(shop.database, checked, now, str(move), reason, seq)
    return seq


def count_stock(shop: Shop, sku: str, counted: int, reason: str, *, by: str = "") -> int:
    """Sets the stock of a product to what was counted; returns the difference in pieces.

    A count that equals the stock is not noted. Raises PosError `sku_unknown`, `pieces_invalid`,
    `reason_missing`.
    """
    if not 0 <= counted <= MAX_STOCK:
        raise PosError("pieces_invalid", count=counted)
    with shop.transaction():
        product = product_of_sku(shop, sku)
        if product is None:
            raise PosError("sku_unknown", sku=sku)
        change = counted - product.stock
        if change:
            write_stock_move(shop, [(product.sku, change)], StockMove.COUNT, reason, by=by)
    return change


def _known_sku(shop: Shop, sku: str) -> str:
    product = product_of_sku(shop, sku)
    if product is None:
        raise PosError("sku_unknown", sku=sku)
    return product.sku


def _checked_pieces(change: int) -> int:
    if change == 0 or abs(change) > MAX_STOCK:
        raise PosError("pieces_invalid", count=change)
    return change
