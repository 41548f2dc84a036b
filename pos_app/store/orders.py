"""The events of orders in the database: inserted once and never changed, read back as orders.

Each event is a row of the day's table of orders. Events of days that another laptop of the till
closed have no journal row here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pos_app.domain.order_facts import order_row
from pos_app.domain.order_rows import OrderRow
from pos_app.domain.orders import Order, order_of
from pos_app.store.database import Database

COLUMNS = ", ".join(OrderRow._fields[1:])
_INSERT = (
    f"INSERT INTO order_events ({COLUMNS}, seq) VALUES ({', '.join('?' * len(OrderRow._fields))})"
)
# Events of earlier days have no journal row and come first; their rows are in order.
_IN_ORDER = "ORDER BY seq, row"
_OPEN = (
    "SELECT order_number FROM order_events GROUP BY order_number"
    " HAVING sum(event = 'deposit') > 0 AND sum(event = 'deposit_return') = 0"
    " AND sum(event = 'delivery') = sum(event = 'void')"
)


def insert_event(database: Database, fact: Mapping[str, Any], seq: int | None) -> None:
    """Insert the event that a fact with the key `order` tells, in the caller's transaction."""
    database.execute(_INSERT, (*order_row(fact, 0)[1:], seq))


def insert_earlier(database: Database) -> None:
    """Insert the events that the documents of earlier days tell, unless they are there."""
    rows = database.execute("SELECT fact FROM earlier_documents ORDER BY at, number").fetchall()
    known = {sale for (sale,) in database.execute("SELECT sale_id FROM order_events").fetchall()}
    for (text,) in rows:
        fact = json.loads(text)
        if "order" in fact and fact["sale"]["id"] not in known:
            insert_event(database, fact, None)


def order_by_number(database: Database, number: str) -> Order | None:
    """Return the order with that number as far as this till knows it, or None."""
    rows = database.execute(
        f"SELECT row, {COLUMNS} FROM order_events WHERE order_number = ? {_IN_ORDER}", (number,)
    ).fetchall()
    return order_of(map(OrderRow._make, rows))


def order_numbers(database: Database) -> list[str]:
    """Return the numbers of all orders of which this till has any event, in order."""
    rows = database.execute("SELECT DISTINCT order_number FROM order_events ORDER BY order_number")
    return [str(number) for (number,) in rows.fetchall()]


def number_of_document(database: Database, sale_id: str) -> str:
    """Return the number of the order to which a document belongs, or an empty text."""
    sql = "SELECT order_number FROM order_events WHERE sale_id = ? AND sale_id <> ''"
    return str(database.scalar(sql, sale_id) or "")


def any_order(database: Database) -> bool:
    """Return whether the till knows any order."""
    return database.execute("SELECT 1 FROM order_events LIMIT 1").fetchone() is not None


def orders(database: Database, *, open_only: bool = False) -> list[Order]:
    """Return the orders that this till took or saw, in the order of their numbers."""
    where = f"WHERE order_number IN ({_OPEN})" if open_only else ""
    rows = database.execute(
        f"SELECT row, {COLUMNS} FROM order_events {where} ORDER BY order_number, seq, row"
    ).fetchall()
    events: dict[str, list[OrderRow]] = {}
    for row in map(OrderRow._make, rows):
        events.setdefault(row.order_number, []).append(row)
    return [found for each in events.values() if (found := order_of(each)) is not None]


def last_running(database: Database, prefix: str) -> int:
    """Return the highest running number of the orders whose numbers begin with `prefix`, or 0."""
    rows: Iterable[tuple[str]] = database.execute(
        "SELECT DISTINCT order_number FROM order_events WHERE order_number >= ?"
        " AND order_number < ? AND event = 'deposit'",
        (prefix, prefix + "~"),
    )
    tails = (number.removeprefix(prefix) for (number,) in rows)
    return max((int(tail) for tail in tails if tail.isdigit()), default=0)
