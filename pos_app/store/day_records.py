"""Reads what the tables hold of days, closes, hand-overs and requests, for the health check."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pos_app.store.database import Database
from pos_app.store.fast_json import parsed

COLUMNS = {
    "sales": "seq, running, day, running_total",
    "days": "seq, day, opened_at, float, prev_day",
    "reopens": "seq, day, revision, reason",
    "closes": (
        "seq, day, revision, closed_at, expected, counted, difference, reason, totals, verified_by"
    ),
    "exports": "seq, manifest, at",
    "received": "seq, manifest, at, how",
    "slips": "seq, number, kind, maker, at",
}
"""The tables that the journal tells whole, and the columns that a fact holds."""

_TOTALS = COLUMNS["closes"].split(", ").index("totals")


def rows_of(database: Database, table: str) -> list[tuple[Any, ...]]:
    """Return the rows of one of COLUMNS, by journal row; totals as JSON with sorted keys."""
    rows = database.execute(f"SELECT {COLUMNS[table]} FROM {table} ORDER BY seq").fetchall()
    return [_sorted_totals(row) for row in rows] if table == "closes" else rows


def _sorted_totals(row: tuple[Any, ...]) -> tuple[Any, ...]:
    totals = json.dumps(json.loads(row[_TOTALS]), sort_keys=True)
    return (*row[:_TOTALS], totals, *row[_TOTALS + 1 :])


def cashiers(database: Database) -> list[tuple[int, str]]:
    """Return the journal row of each opening and close with the person in its table."""
    sql = "SELECT seq, cashier FROM days UNION ALL SELECT seq, cashier FROM closes"
    return database.execute(sql).fetchall()


def false_answers(database: Database) -> bool:
    """Return whether the answer to a request names another document than it belongs to."""
    rows = database.execute(
        "SELECT r.ref, r.answer, s.number, s.id, s.net, s.kind FROM requests r"
        " JOIN sales s ON s.running = r.sale"
    )
    for ref, text, *document in rows:
        answer = parsed(text)
        number, sale_id, net, kind = document
        if answer["number"] != number or answer["ref"] != ref or not answer["ok"]:
            return True
        if kind in ("deposit", "deposit_return"):  # their answers name the order, not the sums
            continue
        if [answer["id"], answer["total"]] != [sale_id, net]:
            return True
        if answer["paid"] - answer["change"] != abs(net):
            return True
    return False


def facts(database: Database) -> Iterator[tuple[str, bytes]]:
    """Yield the kind and the payload of every journal row, in order."""
    yield from database.execute("SELECT kind, payload FROM journal ORDER BY seq")


def moved(database: Database) -> list[tuple[str, int]]:
    """Return the sum of all stock moves of each SKU, as it was written."""
    return database.execute("SELECT sku, sum(change) FROM stock_moves GROUP BY sku").fetchall()


def stocks(database: Database) -> list[tuple[str, int]]:
    """Return the stock of each product by its key."""
    return database.execute("SELECT sku_key, stock FROM products").fetchall()
