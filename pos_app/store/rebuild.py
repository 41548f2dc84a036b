"""Makes the tables of the newest day again from its journal rows.

History only grows, and triggers refuse everything else. They are off inside the one transaction
that does this, for rows that contradict the journal, and are put back before it is committed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from pos_app.domain.catalogue import sku_key
from pos_app.domain.day import CashRow
from pos_app.domain.journal import place_of_document
from pos_app.domain.journal_projection import SALE_KINDS
from pos_app.domain.orders import CHANGE_KIND
from pos_app.domain.payment_methods import Method
from pos_app.domain.sale import Sale, SaleKind, SaleLine, SaleTender
from pos_app.store import business_days, orders, sales
from pos_app.store.catalogue import add_stock
from pos_app.store.database import Database

Fact = Mapping[str, Any]

_TABLES = ("sale_lines", "sale_tenders", "confirmations", "requests")
_BY_SEQ = ("sales", "cash", "counts", "stock_moves", "order_events")


def rebuild_tables(database: Database, first: int) -> None:
    """Delete and insert the rows of the tables that belong to journal rows from `first` on.

    Runs in the caller's transaction. A request whose document is gone is deleted with it.
    """
    database.execute("PRAGMA defer_foreign_keys=ON")
    facts = [
        (seq, json.loads(payload))
        for seq, payload in database.execute(
            "SELECT seq, payload FROM journal WHERE seq >= ? ORDER BY seq", (first,)
        ).fetchall()
    ]
    with _triggers_off(database, (*_TABLES, *_BY_SEQ)):
        _delete_from(database, first)
        _insert_from(database, facts)
        database.execute("DELETE FROM requests WHERE sale NOT IN (SELECT running FROM sales)")
    sum_stock(database)


def _delete_from(database: Database, first: int) -> None:
    for table in _TABLES[:3]:
        database.execute(
            f"DELETE FROM {table} WHERE sale IN (SELECT running FROM sales WHERE seq >= ?)"
            " OR sale NOT IN (SELECT running FROM sales)",
            (first,),
        )
    for table in _BY_SEQ:
        database.execute(f"DELETE FROM {table} WHERE seq >= ?", (first,))


def _insert_from(database: Database, facts: Iterable[tuple[int, Fact]]) -> None:
    newest = business_days.newest_day(database)
    day = newest.day if newest else ""
    for seq, fact in facts:
        if fact["kind"] == "open":
            day = fact["day"]
        insert_fact(database, seq, fact, day)


def insert_fact(database: Database, seq: int, fact: Fact, day: str) -> None:
    """Insert the rows that follow from one fact of the business day `day`; most kinds have none."""
    kind, at, by = fact["kind"], fact["at"], fact["by"]
    if kind in SALE_KINDS:
        sale = sale_of(fact)
        place = place_of_document(fact)
        sales.insert_sale(database, sale, place, day, seq, fact["running_total"])
        if "order" in fact:
            orders.insert_event(database, fact, seq)
    elif kind == CHANGE_KIND:
        orders.insert_event(database, fact, seq)
    elif kind == "confirm":
        sales.insert_confirmation(database, fact["sale_id"], fact["tender"], seq)
    elif kind == "open":
        insert_day(database, seq, fact, fact["by"])
    elif kind == "reopen":
        if not business_days.has_reopen(database, fact["day"], fact["revision"]):
            business_days.insert_reopen(
                database, fact["day"], fact["revision"], fact["reason"], seq
            )
    elif kind == "move":
        row = CashRow(0, at, fact["move"], fact["amount"], fact["maker"], fact["reason"], by)
        business_days.insert_cash(database, row, seq)
    elif kind == "count":
        business_days.insert_counts(database, at, dict(fact["pieces"]), by, fact["role"], seq)
    elif kind == "stock":
        changes = [(sku, change) for sku, change in fact["changes"]]
        add_stock(database, changes, at, fact["move"], fact["reason"], seq)


def insert_day(database: Database, seq: int, fact: Fact, cashier: str) -> None:
    """Insert a day that `cashier` opened, unless it is there, and its float."""
    day = business_days.OpenDay(fact["day"], fact["at"], cashier)
    if not business_days.has_day(database, day.day):
        business_days.insert_day(database, day, fact["float"], fact["prev_day"], seq)
    row = CashRow(0, day.opened_at, "float", fact["float"], "", "", fact["by"])
    business_days.insert_cash(database, row, seq)


def sale_of(fact: Fact) -> Sale:
    """Return the document that a journal fact of a sale, refund or void describes."""
    return Sale(
        **fact["sale"],
        kind=SaleKind(fact["kind"]),
        at=fact["at"],
        cashier=fact["by"],
        lines=tuple(SaleLine(**line) for line in fact["lines"]),
        tenders=tuple(
            SaleTender(**{**tender, "method": Method(tender["method"])})
            for tender in fact["tenders"]
        ),
    )


def sum_stock(database: Database) -> None:
    """Set the stock of every product to the sum of its moves, which it always is."""
    sums: dict[str, int] = {}
    for sku, change in database.execute("SELECT sku, sum(change) FROM stock_moves GROUP BY sku"):
        sums[sku_key(sku)] = sums.get(sku_key(sku), 0) + change
    keys = [key for (key,) in database.execute("SELECT sku_key FROM products").fetchall()]
    database.executemany(
        "UPDATE products SET stock = ? WHERE sku_key = ?", [(sums.get(key, 0), key) for key in keys]
    )


@contextmanager
def _triggers_off(database: Database, tables: Iterable[str]) -> Iterator[None]:
    wanted = set(tables)
    triggers = [
        (name, sql)
        for name, table, sql in database.execute(
            "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        if table in wanted
    ]
    for name, _ in triggers:
        database.execute(f'DROP TRIGGER "{name}"')
    yield
    for _, sql in triggers:
        database.execute(sql)
