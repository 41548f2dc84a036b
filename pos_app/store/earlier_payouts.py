"""Payouts to makers on days that another laptop of this till closed, so that none is paid twice.

Like the documents of those days (`earlier_documents`) they stand in no day file of this laptop.
They are written once, at a take-over, and never changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pos_app.domain.day import CashRow
from pos_app.domain.money import Rupiah
from pos_app.store.database import Database
from pos_app.store.maker_rows import MakerLine

Fact = Mapping[str, Any]
INSERT = (
    "INSERT INTO earlier_payouts (id, day, at, maker, amount, reason, cashier)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)


def row_of(fact: Fact, day: str, seat: int) -> tuple[str | int, ...] | None:
    """Return the row of a payout that a journal fact of business day `day` tells; None for others.

    `seat` is the laptop whose journal it is. A payout that this one carried over itself keeps the
    place that it had in the journal before, so that it is the same one from every laptop.
    """
    if fact["kind"] != "move" or fact["move"] != "payout":
        return None
    mark = fact.get("carried", {})
    place = f"{mark.get('seat', seat)}-{mark.get('row', fact['seq'])}"
    return place, day, fact["at"], fact["maker"], fact["amount"], fact["reason"], fact["by"]


def insert_payouts(database: Database, rows: Iterable[tuple[str | int, ...]]) -> None:
    """Insert rows of `row_of`, in the caller's transaction."""
    database.executemany(INSERT, list(rows))


def paid_out_to(database: Database, maker: str) -> Rupiah:
    """Return what a maker was paid out on the earlier days."""
    sql = "SELECT -coalesce(sum(amount), 0) FROM earlier_payouts WHERE maker = ?"
    found = database.scalar(sql, maker)
    assert isinstance(found, int)
    return found


def cash_rows(database: Database) -> tuple[CashRow, ...]:
    """Return the payouts as rows of the cash ledger, in the order in which they were made."""
    found = database.execute(
        "SELECT at, amount, maker, reason, cashier FROM earlier_payouts ORDER BY at, id"
    ).fetchall()
    return tuple(
        CashRow(number, at, "payout", amount, maker, reason, cashier)
        for number, (at, amount, maker, reason, cashier) in enumerate(found, 1)
    )


def lines_of_maker(database: Database, maker: str) -> list[MakerLine]:
    """Return every line of the maker with this code in the earlier documents."""
    found = database.execute(
        "SELECT json_extract(line.value, '$.qty'), json_extract(line.value, '$.list_price'),"
        " json_extract(line.value, '$.amount'), json_extract(line.value, '$.share_bp')"
        " FROM earlier_documents, json_each(fact, '$.lines') AS line"
        " WHERE instr(fact, ?) > 0 AND json_extract(line.value, '$.maker') = ?",
        (json.dumps(maker, ensure_ascii=False), maker),
    ).fetchall()
    return [MakerLine._make(row) for row in found]
