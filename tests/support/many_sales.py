"""A till with very many sales, made in minutes: its tables come from the journal's projection."""

from __future__ import annotations

import datetime
import hashlib
import uuid
from pathlib import Path
from typing import Any

from pos_app.clock import ManualClock
from pos_app.domain.day import Totals
from pos_app.domain.journal import envelope
from pos_app.domain.journal_projection import JournalProjection
from pos_app.services.day import business_day, cash_drawer, closing
from pos_app.services.shop.shop import Shop
from pos_app.store import business_days as till_store
from pos_app.store import sales as store
from pos_app.store.business_days import ClosedDay
from pos_app.store.twin_check import CheckedUpto
from support.shops import clock_at, make_shop

FIRST_DAY = datetime.date(2023, 10, 25)
WHO = "KASIR"
LINES = (("A", "Kalung manik", "Manik", "M1", 50_000), ("B", "Gelang batu", "Batu", "M2", 120_000))


def fill_till(folder: Path, days: int, per_day: int, open_sales: int) -> None:
    """Make a till with closed days of so many sales, and an open day after them.

    Only the newest close has a day file: writing them all would take longer than the rest.
    """
    with make_shop(folder, open_with=None, new_id=lambda: str(uuid.uuid4())) as shop:
        shop.database.execute("PRAGMA synchronous=OFF")
        shop.database.execute("PRAGMA cache_size=-200000")
        for number in range(days + 1):
            shop.clock = clock_at(f"{FIRST_DAY + datetime.timedelta(number)}T08:00:00+08:00")
            business_day.open_till(shop, 200_000)
            sell_many(shop, per_day if number < days else open_sales)
            if number < days - 1:
                close_without_file(shop)
            elif number < days:
                note_checked(shop)
                closing.close_till(shop, counted=cash_drawer.expected_cash_now(shop))


def close_without_file(shop: Shop) -> None:
    """Close the open day as `close_till` does, with an empty file."""
    day, now = shop.require_open(), shop.now()
    fact = {"day": day.day, "revision": 1, "expected": 0, "counted": 0, "difference": 0}
    fact |= {"reason": "", "totals": Totals().as_dict(), "running_total": 0}
    identity = hashlib.sha256(day.day.encode()).hexdigest()
    closed = ClosedDay(day.day, 1, now, 0, 0, 0, "", identity, day.day, Totals(), WHO)
    with shop.transaction():
        seq = shop.record("close", fact, at=now, by=WHO)
        till_store.insert_close(shop.database, closed, b"", seq)


def note_checked(shop: Shop) -> None:
    """What was written just now need not be checked by the next close."""
    assert shop.twin is not None
    shop.twin.flush()
    shop.checked = CheckedUpto(shop.journal.head().seq, shop.twin.path.stat().st_size)


def sell_many(shop: Shop, count: int) -> None:
    """Store `count` sales of the open day in one transaction."""
    day, at = shop.require_open().day, shop.now()
    projection = JournalProjection()
    tail = store.till_counters(shop.database)
    running, total, placed = tail.running, tail.running_total, []
    with shop.transaction():
        for _ in range(count):
            running, total = running + 1, total + 170_000
            fact = sale_fact(shop.identity.number(running), total)
            seq = shop.journal.append("sale", at, WHO, fact)
            projection.add(envelope("sale", seq, at, WHO, fact))
            placed.append((running, seq, total))
        insert(shop, projection, placed, day)


def sale_fact(number: str, running_total: int) -> dict[str, Any]:
    """The fact of a sale of one piece of each product, paid in cash."""
    sale = {"id": str(uuid.uuid4()), "number": number, "refers_to": "", "gross": 170_000}
    sale |= {"discount": 0, "rounding": 0, "net": 170_000, "country": "", "note": ""}
    return {
        "sale": sale,
        "lines": [line(n, *goods) for n, goods in enumerate(LINES, 1)],
        "tenders": [tender(1, "cash", 200_000), tender(2, "change", -30_000)],
        "running_total": running_total,
    }


def line(n: int, sku: str, name: str, category: str, maker: str, price: int) -> dict[str, Any]:
    goods = {"line": n, "sku": sku, "name": name, "category": category, "maker": maker}
    prices = {"list_price": price, "unit_price": price, "discount": 0, "amount": price}
    return goods | prices | {"share_bp": 0, "qty": 1}


def tender(n: int, method: str, amount: int) -> dict[str, Any]:
    return {"tender": n, "method": method, "amount": amount, "reference": "", "confirmed": True}


def insert(
    shop: Shop, projection: JournalProjection, placed: list[tuple[int, int, int]], day: str
) -> None:
    """Insert the projected rows into the tables."""
    tables, many = projection.take(), shop.database.executemany
    place = {sale.sale_id: at for sale, at in zip(tables.sales, placed, strict=True)}
    seq_of = {sale.number: place[sale.sale_id][1] for sale in tables.sales}
    many(
        store._INSERT_SALE,
        [
            (place[s.sale_id][0], *s, day, place[s.sale_id][1], place[s.sale_id][2])
            for s in tables.sales
        ],
    )
    many(store._INSERT_LINE, [(place[row.sale_id][0], *row[1:]) for row in tables.lines])
    many(store._INSERT_TENDER, [(place[row.sale_id][0], *row[1:]) for row in tables.tenders])
    many(store._INSERT_CASH, [(*row[1:], seq_of[row.reason]) for row in tables.cash])
    many(store._INSERT_STOCK, [(*row[1:], seq_of[row.reason]) for row in tables.stock])
    changes = [(-len(placed), sku) for sku, *_ in LINES]
    many("UPDATE products SET stock = stock + ? WHERE sku = ?", changes)


def last_morning(days: int) -> ManualClock:
    """The clock of the open day after so many closed ones."""
    return clock_at(f"{FIRST_DAY + datetime.timedelta(days)}T09:00:00+08:00")
