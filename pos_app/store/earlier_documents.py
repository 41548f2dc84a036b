"""Documents of days that another laptop of this till closed, kept so that they can be refunded.

They are no sales of this laptop and stand in no day file of it. At a take-over they are written
once, as their journal rows told them, and never changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pos_app.domain.day import DayTables
from pos_app.domain.journal_projection import project_journal
from pos_app.domain.sale import Sale
from pos_app.store.database import Database
from pos_app.store.rebuild import sale_of

Fact = Mapping[str, Any]
INSERT = (
    "INSERT INTO earlier_documents (id, number, refers_to, day, at, fact) VALUES (?, ?, ?, ?, ?, ?)"
)
_TOLD = ("kind", "at", "by", "sale", "lines", "tenders")


def row_of(fact: Fact, day: str, confirmed: Iterable[int] = ()) -> tuple[str, ...]:
    """Return the row of the document that a journal fact of business day `day` tells.

    `confirmed` are the numbers of its tenders that were seen to arrive later.
    """
    told = {name: fact[name] for name in (*_TOLD, "order") if name in fact}
    seen = set(confirmed)
    told["tenders"] = [
        {**tender, "confirmed": bool(tender["confirmed"] or tender["tender"] in seen)}
        for tender in fact["tenders"]
    ]
    sale = fact["sale"]
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sale["id"], sale["number"], sale["refers_to"], day, fact["at"], text


def is_consistent(row: Sequence[Any]) -> bool:
    """Return whether a row has the id and number that its own fact states; a wrong bit may not."""
    try:
        sale = json.loads(row[-1])["sale"]
        return (sale["id"], sale["number"]) == (row[0], row[1])
    except (ValueError, KeyError, TypeError):
        return False


def insert_documents(database: Database, rows: Iterable[tuple[str, ...]]) -> None:
    """Insert rows of `row_of`, in the caller's transaction."""
    database.executemany(INSERT, list(rows))


def document_by(database: Database, column: str, value: str) -> Sale | None:
    """Return the document whose `column` (`id` or `number`) is `value`, or None."""
    assert column in ("id", "number")
    text = database.scalar(f"SELECT fact FROM earlier_documents WHERE {column} = ?", value)
    return None if text is None else sale_of(json.loads(str(text)))


def id_beginning(database: Database, text: str) -> str:
    """Return the id of an earlier document that begins with `text`, or an empty text."""
    sql = "SELECT id FROM earlier_documents WHERE id >= ? AND id < ? LIMIT 1"
    return str(database.scalar(sql, text, text + "~") or "")


def corrections_of(database: Database, sale_id: str) -> list[Sale]:
    """Return the earlier refunds and voids of a sale, in the order in which they were made."""
    rows = database.execute(
        "SELECT fact FROM earlier_documents WHERE refers_to = ? AND refers_to <> ''"
        " ORDER BY at, number",
        (sale_id,),
    ).fetchall()
    return [sale_of(json.loads(text)) for (text,) in rows]


def sales_of_sku(database: Database, sku: str) -> list[Sale]:
    """Return the earlier sales with a line of exactly this code, the newest first."""
    rows = database.execute(
        "SELECT fact FROM earlier_documents WHERE refers_to = '' AND instr(fact, ?) > 0"
        " ORDER BY at DESC, number DESC",
        (json.dumps(sku, ensure_ascii=False),),
    ).fetchall()
    found = [sale_of(json.loads(text)) for (text,) in rows]
    return [sale for sale in found if any(line.sku == sku for line in sale.lines)]


def tables(database: Database) -> DayTables:
    """Return all the documents as the tables of a day hold them."""
    found = database.execute("SELECT fact FROM earlier_documents ORDER BY at, number").fetchall()
    return project_journal(json.loads(text) for (text,) in found)


def day_of(database: Database, sale_id: str) -> str:
    """Return the business day of an earlier document; empty for one of this laptop's own days."""
    return str(database.scalar("SELECT day FROM earlier_documents WHERE id = ?", sale_id) or "")
