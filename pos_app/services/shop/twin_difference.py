"""What the twin or the journal knows and the database does not.

The twin, the journal and the tables of a till hold the same facts. If the twin knows rows that the
journal lacks, or the newest day's tables contradict the journal, somebody or something changed the
database. The till then writes nothing more until a lead decided: see `services.twin_decision`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pos_app.domain.day import DayTables
from pos_app.domain.journal_projection import SALE_KINDS, project_journal
from pos_app.domain.money import Rupiah
from pos_app.errors import PosError
from pos_app.store import business_days as till_store
from pos_app.store import sales as sale_store
from pos_app.store.database import Database
from pos_app.store.journal import Journal, JournalRow
from pos_app.store.twin_check import TAIL_BYTES, fits, unknown_rows

RESTORED, KEPT = "restored", "kept"
_COMPARED = ("sales", "lines", "tenders", "cash", "counts", "stock")
# The signed file of a close, a slip and an acknowledgement cannot be made from their rows alone.
_NOT_RESTORABLE = frozenset(("close", "slip", "received", "setup", "pack"))


@dataclass(frozen=True, slots=True)
class TwinDifference:
    """What the database lacks or holds otherwise.

    `rows` are the twin's; `tables` the names of tables that contradict the journal. `sales` counts
    the documents concerned, and `net` is their sum in rupiah. `choice` is what can be done:
    `restored`, `kept` where other rows have taken their place, or empty where neither is safe.
    """

    rows: tuple[JournalRow, ...]
    tables: tuple[str, ...]
    sales: int
    net: Rupiah
    choice: str

    def fact(self) -> dict[str, Any]:
        """Return the journal fact of the decision."""
        return {
            "rows": len(self.rows),
            "sales": self.sales,
            "net": self.net,
            "choice": self.choice,
        }

    def error(self) -> PosError:
        """Return the error that every change meets until a lead decided."""
        code = "twin_differs" if self.choice else "twin_not_restorable"
        return PosError(code, rows=len(self.rows), sales=self.sales, net=self.net)


def find_difference(
    database: Database, journal: Journal, twin: Path, *, full: bool = False
) -> TwinDifference | None:
    """Return what differs, or None. `full` reads the whole file `twin`, else its newest rows.

    The twin is read before the journal, so that a till that sells meanwhile differs in nothing.
    """
    rows = unknown_rows(journal, twin, None if full else TAIL_BYTES)
    start = first_row_to_rebuild(database)
    facts = [json.loads(row.payload) for row in journal.rows(start)]
    told, stored = project_journal(facts), sale_store.day_tables(database, start, 1 << 62)
    tables = tuple(name for name in _COMPARED if getattr(told, name) != getattr(stored, name))
    if not rows and not tables:
        return None
    net_of = _lost_documents(rows, told, stored)
    choice = _choice(journal, rows, start)
    return TwinDifference(tuple(rows), tables, len(net_of), sum(net_of.values()), choice)


def first_row_to_rebuild(database: Database) -> int:
    """Return the first journal row of the open day, or the one after the last close."""
    if till_store.open_day(database) is not None:
        return till_store.first_seq_of_newest_day(database)
    return till_store.next_seq_after_all_closes(database)


def _lost_documents(
    rows: Iterable[JournalRow], told: DayTables, stored: DayTables
) -> dict[str, Rupiah]:
    """Return the net of each document that the tables lack or hold otherwise, by its id."""
    facts = (json.loads(row.payload) for row in rows)
    found = {
        fact["sale"]["id"]: fact["sale"]["net"] for fact in facts if fact["kind"] in SALE_KINDS
    }
    found |= {row.sale_id: row.net for row in set(told.sales) - set(stored.sales)}
    parts = set(told.lines) ^ set(stored.lines), set(told.tenders) ^ set(stored.tenders)
    touched = {row.sale_id for part in parts for row in part}
    return found | {row.sale_id: row.net for row in told.sales if row.sale_id in touched}


def _choice(journal: Journal, rows: Sequence[JournalRow], start: int) -> str:
    if not rows:
        return RESTORED
    kinds = {json.loads(row.payload)["kind"] for row in rows}
    own = {row.seq for row in journal.rows(min(row.seq for row in rows))}
    if own & {row.seq for row in rows}:
        return KEPT
    if kinds & _NOT_RESTORABLE or min(row.seq for row in rows) < start:
        return ""
    return RESTORED if fits(journal, rows) else KEPT
