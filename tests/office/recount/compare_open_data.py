"""The open data, asked through the handbook's views, held against the fair counted again."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import duckdb
from office.open_data import statements
from office.recount.compare_status import differs
from office.recount.counted_fair import Recount
from office.recount.recount import WAYS

SUMS = """
SELECT
    coalesce(sum(CASE kind WHEN 'sale' THEN 1 WHEN 'void' THEN -1 ELSE 0 END), 0) AS sales,
    coalesce(sum(CASE kind WHEN 'void' THEN 1 ELSE 0 END), 0) AS voids,
    coalesce(sum(CASE kind WHEN 'refund' THEN 0 ELSE gross END), 0) AS gross,
    coalesce(sum(CASE kind WHEN 'refund' THEN 0 ELSE discount END), 0) AS discount,
    coalesce(sum(rounding), 0) AS rounding,
    coalesce(sum(net), 0) AS net
FROM sales
"""
BY_COUNTRY = """
SELECT coalesce(origin.country, ''),
    sum(CASE sales.kind WHEN 'sale' THEN 1 WHEN 'void' THEN -1 ELSE 0 END), sum(sales.net)
FROM sales LEFT JOIN sales AS origin
    ON origin.sale_id = CASE WHEN sales.kind = 'sale' THEN sales.sale_id ELSE sales.refers_to END
    AND origin.kind = 'sale'
GROUP BY 1 ORDER BY 1
"""
PAID = """
SELECT CASE method WHEN 'change' THEN 'cash' ELSE method END, sum(amount)
FROM tenders GROUP BY 1 HAVING sum(amount) <> 0
"""


def open_data(found: Recount, folder: Path) -> Iterator[str]:
    with chdir(folder), duckdb.connect() as lake:
        for statement in statements("DuckDB"):
            lake.execute(statement)
        sums = lake.execute(SUMS).fetchall()[0]
        names = ("sales", "voids", "gross", "discount", "rounding", "net")
        yield from differs("open data", [found.totals[name] for name in names], [*map(int, sums)])
        paid = {way: found.totals[way] for way in WAYS if found.totals[way]}
        yield from differs("open data, paid", paid, dict(lake.execute(PAID).fetchall()))
        countries = [
            (row["country"], row["sales"], row["net"]) for row in found.groups["by_country"]
        ]
        told = [row for row in lake.execute(BY_COUNTRY).fetchall() if row[1] or row[2]]
        yield from differs("open data, countries", countries, told)
        files = dict(lake.execute("SELECT manifest, status FROM files").fetchall())
        yield from settlement(found, lake)
        for status, mine in (
            ("counts", found.counted),
            ("set_aside", found.set_aside),
            ("left_out", found.overruled),
        ):
            told = sorted(manifest for manifest, is_in in files.items() if is_in == status)
            yield from differs(f"open data, {status}", sorted(f.identity for f in mine), told)


def settlement(found: Recount, lake: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """What makers are owed, as the office settles it: aliases and corrections included."""
    names = ("net", "share", "due", "paid_out", "paid_by_office", "payable")
    columns = ", ".join(names)
    asked = f"SELECT maker, {columns} FROM read_parquet('settlement/*.parquet') ORDER BY maker"
    mine = [
        (maker.code, *(getattr(maker, name) for name in names))
        for maker in sorted(found.makers.values(), key=lambda each: each.code)
    ]
    yield from differs("open data, settlement", mine, lake.execute(asked).fetchall())
    lines = "SELECT maker, sum(due) FROM read_parquet('settlement_lines/*.parquet') GROUP BY maker"
    due = {maker.code: maker.due for maker in found.makers.values() if maker.due}
    # What was sold and voided again has no line: there is nothing to settle.
    told = {maker: amount for maker, amount in lake.execute(lines).fetchall() if amount}
    yield from differs("open data, lines", due, told)
