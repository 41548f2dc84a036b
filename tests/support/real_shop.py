"""Two weeks of a real shop's till roll, turned into requests for the load door.

Prices are multiplied by 20,000 and rounded to 500 rupiah. A cancellation becomes a refund where the
sale that it takes back is known; what cannot be placed is set aside and counted.
"""

from __future__ import annotations

import csv
import gzip
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

ROLL = Path(__file__).parent.parent / "data" / "online_retail_2010-12.csv.gz"


@dataclass
class Sold:
    """One line of an earlier sale, with the pieces that can still come back."""

    ref: str
    line: int
    left: int
    price: int


@dataclass
class Roll:
    """The shop's days: requests by day, what each day comes to, the goods, and what was set aside.

    A refund's `refund_of` holds the *ref* of its sale, since numbers are the till's to give.
    """

    requests: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    net: Counter[str] = field(default_factory=Counter)
    goods: dict[str, tuple[str, str, int]] = field(default_factory=dict)
    set_aside: Counter[str] = field(default_factory=Counter)
    lines: int = 0


def rupiah(price: str) -> int:
    """A price in pounds as rupiah, to the nearest 500."""
    return int((Decimal(price) * 20_000 / 500).to_integral_value(rounding="ROUND_HALF_UP")) * 500


def read_roll() -> Roll:
    """The whole roll, in the order of its rows."""
    roll = Roll()
    sold: dict[tuple[str, str, int], list[Sold]] = defaultdict(list)
    for invoice, rows in _invoices():
        if invoice.startswith("C"):
            _cancel(roll, sold, invoice, rows)
        else:
            _sell(roll, sold, invoice, rows)
    return roll


def _invoices() -> list[tuple[str, list[dict[str, str]]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    with gzip.open(ROLL, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["InvoiceNo"]].append(row)
    return list(found.items())


def _key(row: dict[str, str]) -> tuple[str, str, int]:
    return row["CustomerID"], row["StockCode"].casefold(), rupiah(row["UnitPrice"])


def _sell(roll: Roll, sold: Any, invoice: str, rows: list[dict[str, str]]) -> None:
    lines = []
    for row in rows:
        qty, price = int(float(row["Quantity"])), rupiah(row["UnitPrice"])
        if qty <= 0 or price < 0:
            roll.set_aside["negative row that is no cancellation"] += 1
            continue
        _stock(roll, row, price)
        lines.append({"code": row["StockCode"], "qty": qty, "unit_price": price})
        sold[_key(row)].append(Sold(invoice, len(lines), qty, price))
    if lines:
        total = sum(line["qty"] * line["unit_price"] for line in lines)
        tender = {"tenders": [{"method": "cash", "amount": total}]} if total else {}
        _add(roll, rows[0], {"ref": invoice, "lines": lines, **tender}, total, len(lines))


def _stock(roll: Roll, row: dict[str, str], price: int) -> None:
    code = row["StockCode"].casefold()
    name = " ".join(row["Description"].split()) or code
    old = roll.goods.get(code, (row["StockCode"], name, 500))
    roll.goods[code] = (old[0], old[1], max(old[2], price))


def _cancel(roll: Roll, sold: Any, invoice: str, rows: list[dict[str, str]]) -> None:
    by_sale: dict[str, list[tuple[Sold, int]]] = defaultdict(list)
    for row in rows:
        pieces = -int(float(row["Quantity"]))
        found = [s for s in sold[_key(row)] if s.left >= pieces] if pieces > 0 else []
        if not found:
            roll.set_aside["cancellation whose sale is not known"] += 1
            continue
        found[-1].left -= pieces
        by_sale[found[-1].ref].append((found[-1], pieces))
    for ref, back in by_sale.items():
        lines = [{"line": sold_line.line, "qty": pieces} for sold_line, pieces in back]
        total = -sum(sold_line.price * pieces for sold_line, pieces in back)
        request = {"ref": f"{invoice}/{ref}", "refund_of": ref, "lines": lines}
        _add(roll, rows[0], request, total, len(lines))


def _add(roll: Roll, row: dict[str, str], request: dict[str, Any], net: int, lines: int) -> None:
    day, time = row["InvoiceDate"].split(" ")
    roll.requests[day].append({**request, "at": f"{day}T{time}+08:00"})
    roll.net[day] += net
    roll.lines += lines
