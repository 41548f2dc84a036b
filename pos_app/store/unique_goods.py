"""Products of which there is only one piece: which they are, and the sale that took one."""

from __future__ import annotations

from collections.abc import Iterable

from pos_app.domain.catalogue import sku_key
from pos_app.store import earlier_documents, sales
from pos_app.store.database import Database


def unique_among(database: Database, skus: Iterable[str]) -> set[str]:
    """Return those of `skus` of which there is only one piece."""
    if database.scalar("SELECT 1 FROM unique_goods LIMIT 1") is None:
        return set()
    query = "SELECT 1 FROM unique_goods WHERE sku_key = ?"
    return {sku for sku in set(skus) if database.scalar(query, sku_key(sku)) is not None}


def standing_sale(database: Database, sku: str, besides: str = "") -> tuple[str, str] | None:
    """Return number and time of the newest sale of which a piece of `sku` has not come back.

    The sale with the id `besides` is passed over. None if there is no other.
    """
    row = database.execute(
        "SELECT s.number, s.at FROM sale_lines l JOIN sales s ON s.running = l.sale"
        " WHERE l.sku = ? AND s.kind = 'sale' AND s.id <> ? AND l.qty + coalesce((SELECT sum(c.qty)"
        " FROM sales r JOIN sale_lines c ON c.sale = r.running"
        " WHERE r.refers_to = s.id AND r.refers_to <> '' AND c.line = l.line), 0) > 0"
        " ORDER BY s.running DESC LIMIT 1",
        (sku, besides),
    ).fetchone()
    return _standing_earlier(database, sku) if row is None else (str(row[0]), str(row[1]))


def _standing_earlier(database: Database, sku: str) -> tuple[str, str] | None:
    """Return such a sale of a day that another laptop of the till closed."""
    for sale in earlier_documents.sales_of_sku(database, sku):
        back = sales.corrections_of(database, sale.id)
        back += earlier_documents.corrections_of(database, sale.id)
        lines = [line for each in (sale, *back) for line in each.lines]
        if sum(line.qty for line in lines if line.sku == sku) > 0:
            return sale.number, sale.at
    return None
