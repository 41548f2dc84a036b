"""What the twin or the journal knows and the database does not.

The twin, the journal and the tables of a till hold the same facts. If the twin knows rows that the
journal lacks, or the newest day's tables contradict the journal, somebody or something changed the
database. The till then writes nothing more until a lead decided: see `services.twin_decision`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from pos_app.domain.day import DayTables
from pos_app.domain.journal import row_hash
from pos_app.domain.journal_projection import SALE_KINDS
from pos_app.domain.money import Rupiah
from pos_app.errors import PosError
from pos_app.store import business_days as till_store
from pos_app.store.database import Database
from pos_app.store.journal import Journal, JournalRow
from pos_app.store.told_and_stored import StoredRows, told_and_stored
from pos_app.store.twin_check import TAIL_BYTES, TwinCheck, check_twin, fits

RESTORED, KEPT = "restored", "kept"
_COMPARED = ("sales", "lines", "tenders", "cash", "counts", "stock", "orders")
# The signed file of a close, a slip and an acknowledgement cannot be made from their rows alone.
_NOT_RESTORABLE = frozenset(("close", "slip", "received", "setup", "pack"))


class TwinDifference(NamedTuple):
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


NEWEST_ROWS = 100
"""How many journal rows, the newest ones, a start holds against the tables."""


def find_difference(
    database: Database,
    journal: Journal,
    twin: Path,
    *,
    full: bool = False,
    size: int | None = None,
    pause: Callable[[], None] = lambda: None,
    checked: TwinCheck | None = None,
    with_tables: bool = True,
) -> TwinDifference | None:
    """Return what differs, or None.

    `full` reads the whole file `twin` and the tables of the whole open day, else the newest rows of
    both, which takes the same time however much was sold; where those differ all is read. `size` is
    what the twin had before the running transaction began, so that a till that sells meanwhile
    differs in nothing. `pause` is called between pieces of the work, and what it raises ends it.
    `checked` is what the whole twin showed, if that was read already. Without `with_tables` the
    tables are looked at only where the twin differs.
    """
    if checked is None:
        checked = check_twin(journal, twin, None if full else TAIL_BYTES, size)
    rows = checked.unknown
    if not (rows or with_tables):
        return None
    start = first_row_to_rebuild(database)
    first = start if full else max(start, journal.head().seq - NEWEST_ROWS)
    found = compare_tables(database, journal, first, pause)
    if not rows and not found.tables:
        return None
    if not full:
        return find_difference(database, journal, twin, full=True, size=size, pause=pause)
    net_of = _net_of(rows) | found.net_of
    choice = _choice(journal, rows, start)
    tables = tuple(name for name in _COMPARED if name in found.tables)
    return TwinDifference(tuple(rows), tables, len(net_of), sum(net_of.values()), choice)


@dataclass(slots=True)
class TableDifference:
    """The tables that contradict the journal, and the net of each document concerned, by its id.

    `unreadable`: some rows of the journal are damaged, so that they tell no tables.
    """

    unreadable: bool = False
    tables: set[str] = field(default_factory=set)
    net_of: dict[str, Rupiah] = field(default_factory=dict)


def compare_tables(
    database: Database, journal: Journal, first: int, pause: Callable[[], None] = lambda: None
) -> TableDifference:
    """Compare the tables with the journal from row `first` on, some hundred rows at a time."""
    found = TableDifference()
    for told, stored in told_and_stored(database, journal, first):
        if told is None:
            found.unreadable = True
        else:
            _compare(told, stored, found)
        pause()
    return found


def _compare(told: DayTables, stored: StoredRows, found: TableDifference) -> None:
    differing = {name for name in _COMPARED if list(getattr(told, name)) != stored[name]}
    if differing:
        found.tables |= differing
        found.net_of |= _documents_between(told, stored)


def first_row_to_rebuild(database: Database) -> int:
    """Return the first journal row of the open day, or the one after the last close."""
    if till_store.open_day(database) is not None:
        return till_store.first_seq_of_newest_day(database)
    return till_store.next_seq_after_all_closes(database)


def _net_of(rows: Iterable[JournalRow]) -> dict[str, Rupiah]:
    """Return the net of each document among the rows, by its id."""
    facts = (json.loads(row.payload) for row in rows)
    return {fact["sale"]["id"]: fact["sale"]["net"] for fact in facts if fact["kind"] in SALE_KINDS}


def _documents_between(told: DayTables, stored: StoredRows) -> dict[str, Rupiah]:
    """Return the net of each document that the tables lack or hold otherwise, by its id."""
    sales = set(stored["sales"])
    found = {row.sale_id: row.net for row in told.sales if row not in sales}
    lines = {*map(tuple, told.lines)} ^ {*stored["lines"]}
    tenders = {*map(tuple, told.tenders)} ^ {*stored["tenders"]}
    touched = {sale_id for sale_id, *_ in (*lines, *tenders)}
    return found | {row.sale_id: row.net for row in told.sales if row.sale_id in touched}


def _choice(journal: Journal, rows: Sequence[JournalRow], start: int) -> str:
    if not rows:
        return RESTORED
    first, kinds = min(row.seq for row in rows), {json.loads(row.payload)["kind"] for row in rows}
    if _replaces_damage(journal, rows):
        return RESTORED
    own = {row.seq for row in journal.rows(first)}
    if own & {row.seq for row in rows}:
        return KEPT
    if kinds & _NOT_RESTORABLE or first < start:
        return ""
    return RESTORED if fits(journal, rows) else KEPT


def _replaces_damage(journal: Journal, rows: Sequence[JournalRow]) -> bool:
    """Return whether the journal holds all of these rows, damaged, and is whole with the twin's."""
    return all(_is_damaged(journal, row.seq) for row in rows) and fits(journal, rows)


def _is_damaged(journal: Journal, seq: int) -> bool:
    own = journal.row(seq)
    if own is None or (seq > 1 and journal.row(seq - 1) is None):
        return False
    return row_hash(journal.hash_before(seq), own.payload) != own.hash
