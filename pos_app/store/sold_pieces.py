"""How many pieces of each product a day has sold."""

from __future__ import annotations

from pos_app.domain.catalogue import sku_key
from pos_app.store.database import Database


def sold_pieces(database: Database, day: str) -> dict[str, int]:
    """Return the pieces sold on `day` by SKU key, without those that came back."""
    found: dict[str, int] = {}
    for sku, pieces in database.execute(
        "SELECT l.sku, sum(l.qty) FROM sales s JOIN sale_lines l ON l.sale = s.running"
        " WHERE s.day = ? GROUP BY l.sku",
        (day,),
    ):
        key = sku_key(str(sku))
        found[key] = found.get(key, 0) + int(pieces)
    return found
