"""The figures of the newest day: sales by hour, maker, product and payment method."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pos_app.bounded.output import write_own
from pos_app.domain.day import DayTables, LineRow, Totals, group_lines, totals_of
from pos_app.domain.money import Rupiah
from pos_app.office.report.workbook import escape_formula
from pos_app.services.shop.shop import Shop
from pos_app.store import business_days as till_store
from pos_app.store import sales as sale_store

_COUNTED = {"sale": 1, "void": -1}


@dataclass(frozen=True, slots=True)
class TodayRow:
    """One row of a list: `count` is sales for an hour, pieces for a maker or product, else 0.

    The name is empty for what refunds take from sales of earlier days.
    """

    name: str
    amount: Rupiah
    count: int = 0


@dataclass(frozen=True, slots=True)
class Today:
    """The newest day so far. Every list but `ways` adds up to the net before cash rounding."""

    day: str
    totals: Totals
    pieces: int
    hours: tuple[TodayRow, ...] = ()
    makers: tuple[TodayRow, ...] = ()
    products: tuple[TodayRow, ...] = ()
    ways: tuple[TodayRow, ...] = ()


def today(shop: Shop) -> Today:
    """Returns the figures of the newest day, open or closed.

    Voids and refunds are subtracted from the maker, the product and the hour (WITA) of their sale.
    Hours without a sale are listed too; what refunds take from sales of earlier days comes last.
    """
    newest = till_store.newest_day(shop.database)
    if newest is None:
        return Today("", Totals(), 0)
    first = till_store.first_seq_of_newest_day(shop.database)
    tables = sale_store.day_tables(shop.database, first, 1 << 62)
    totals = totals_of(tables)
    return Today(
        newest.day,
        totals,
        sum(line.qty for line in tables.lines),
        _hours(tables),
        _grouped(tables, {maker.maker: maker.name for maker in tables.makers}, "maker"),
        _grouped(tables, {line.sku: line.name for line in tables.lines}, "sku"),
        tuple(TodayRow(way, paid) for way, paid in totals.by_method().items() if paid),
    )


def _hours(tables: DayTables) -> tuple[TodayRow, ...]:
    # With its date, because a business day may run past midnight.
    hours = {sale.sale_id: sale.at[:13] for sale in tables.sales if sale.kind == "sale"}
    amounts: dict[str, int] = defaultdict(int)
    counts: dict[str, int] = defaultdict(int)
    for sale in tables.sales:
        hour = hours.get(sale.refers_to or sale.sale_id, "")
        amounts[hour] += sale.net - sale.rounding
        counts[hour] += _COUNTED.get(sale.kind, 0)
    shown = [*_between([hour for hour in amounts if hour]), *([""] if amounts[""] else [])]
    return tuple(TodayRow(hour[11:13], amounts[hour], counts[hour]) for hour in shown)


def _between(hours: Sequence[str]) -> list[str]:
    """Returns every hour from the first to the last, as `2023-10-25T14`: of at most two dates."""
    if not hours:
        return []
    first, last = min(hours), max(hours)
    found = [f"{day}T{hour:02}" for day in sorted({first[:10], last[:10]}) for hour in range(24)]
    return [hour for hour in found if first <= hour <= last]


def _grouped(tables: DayTables, names: Mapping[str, str], column: str) -> tuple[TodayRow, ...]:
    def key(line: LineRow) -> str:
        return str(getattr(line, column))

    kinds = {sale.sale_id: sale.kind for sale in tables.sales}
    groups = group_lines(tables.lines, kinds, key)
    rows = [TodayRow(names.get(key, key), group.net, group.qty) for key, group in groups.items()]
    left = (row for row in rows if row.amount or row.count)  # without what was voided
    return tuple(sorted(left, key=lambda row: (-row.amount, row.name)))


def save_table(rows: list[tuple[str, str, int, int]], path: Path) -> int:
    """Writes rows of (list, name, count, rupiah) as CSV; returns the size in bytes.

    Names are written so that a spreadsheet does not read one as a formula. Raises PosError
    `file_exists`; MachineError `file_not_written`.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(("list", "name", "count", "amount_rp"))
    for listed, name, count, amount in rows:
        writer.writerow((listed, escape_formula(name), count, amount))
    data = text.getvalue().encode("utf-8-sig")
    write_own(path, data)
    return len(data)
